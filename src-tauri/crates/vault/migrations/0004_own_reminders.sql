-- Reminders of the user's own can be deleted and come back, and what they said is kept like everything else.

ALTER TABLE rule ADD COLUMN deleted_at TEXT CHECK (length(deleted_at) = 30);

-- The history takes one more kind of row. SQLite changes no condition of a table, so it is made anew.
CREATE TABLE history_with_reminders (
    seq    INTEGER PRIMARY KEY,
    kind   TEXT NOT NULL CHECK (kind IN ('person', 'goal', 'experiment', 'entry', 'day_log', 'reminder')),
    id     TEXT NOT NULL CHECK (length(id) = 36),
    at     TEXT NOT NULL CHECK (length(at) = 30),
    change TEXT NOT NULL CHECK (change IN ('changed', 'deleted')),
    before TEXT NOT NULL CHECK (json_valid(before))
) STRICT;

INSERT INTO history_with_reminders (seq, kind, id, at, change, before)
SELECT seq, kind, id, at, change, before FROM history;

DROP TABLE history;

ALTER TABLE history_with_reminders RENAME TO history;

CREATE INDEX history_of_row ON history (kind, id, seq);

CREATE TRIGGER history_is_never_rewritten BEFORE UPDATE ON history
BEGIN
    SELECT RAISE(ABORT, 'history is never rewritten');
END;
