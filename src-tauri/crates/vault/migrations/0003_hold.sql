-- Hold: while one is on, nothing that it covers can be deleted.
--
-- A hold that was lifted stays, with both reasons and both times, so that it can be shown later
-- what was protected and when. The person is deliberately no reference: the record outlives a
-- person who is purged long after.

CREATE TABLE hold (
    seq          INTEGER PRIMARY KEY,
    -- NULL covers the whole vault.
    person       TEXT CHECK (length(person) = 36),
    began_at     TEXT NOT NULL CHECK (length(began_at) = 30),
    began_reason TEXT NOT NULL CHECK (began_reason <> ''),
    ended_at     TEXT CHECK (length(ended_at) = 30),
    ended_reason TEXT CHECK (ended_reason <> ''),
    CHECK ((ended_at IS NULL) = (ended_reason IS NULL))
) STRICT;

CREATE UNIQUE INDEX hold_that_is_on ON hold (ifnull(person, '')) WHERE ended_at IS NULL;

CREATE TRIGGER hold_ends_once_and_says_the_same BEFORE UPDATE ON hold
WHEN OLD.ended_at IS NOT NULL
    OR NEW.person IS NOT OLD.person
    OR NEW.began_at IS NOT OLD.began_at
    OR NEW.began_reason IS NOT OLD.began_reason
BEGIN
    SELECT RAISE(ABORT, 'a hold is never rewritten');
END;

CREATE TRIGGER hold_is_never_deleted BEFORE DELETE ON hold
BEGIN
    SELECT RAISE(ABORT, 'a hold is never deleted');
END;
