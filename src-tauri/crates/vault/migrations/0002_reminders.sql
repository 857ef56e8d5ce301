-- Reminder rules, and the ledger of what became of each on each day.
--
-- A notification is only a pointer to a row of the ledger. Its key is what
-- keeps anything from ringing twice when a clock goes back.

CREATE TABLE rule (
    id         TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    what       TEXT NOT NULL CHECK (what <> ''),
    -- What the rule is about; with the experiment purged there is nothing left to remind of.
    experiment TEXT REFERENCES experiment (id) ON DELETE CASCADE,
    fields     TEXT NOT NULL CHECK (json_valid(fields)),
    CHECK (fields ->> '$.what' IS what AND fields ->> '$.experiment' IS experiment)
) STRICT;

CREATE INDEX rule_by_experiment ON rule (experiment);

CREATE TABLE occurrence (
    -- A rule that is removed takes its ledger along.
    rule          TEXT    NOT NULL REFERENCES rule (id) ON DELETE CASCADE,
    on_day        TEXT    NOT NULL CHECK (date(on_day) IS on_day),
    slot          INTEGER NOT NULL CHECK (slot BETWEEN 0 AND 255),
    due_at        TEXT    NOT NULL CHECK (length(due_at) = 30),
    state         TEXT    NOT NULL
        CHECK (state IN ('planned', 'due', 'shown', 'answered', 'snoozed', 'expired', 'suppressed')),
    answer        TEXT    CHECK (answer IN ('done', 'missed', 'not_applicable', 'later')),
    -- Not a closed list: a new reason needs no new table.
    reason        TEXT    CHECK (reason <> ''),
    snoozed_until TEXT    CHECK (length(snoozed_until) = 30),
    snoozes       INTEGER NOT NULL CHECK (snoozes BETWEEN 0 AND 255),
    claimed_at    TEXT    CHECK (length(claimed_at) = 30),
    shown_at      TEXT    CHECK (length(shown_at) = 30),
    PRIMARY KEY (rule, on_day, slot)
) STRICT, WITHOUT ROWID;

CREATE INDEX occurrence_by_day ON occurrence (on_day);
CREATE INDEX occurrence_snoozed ON occurrence (on_day) WHERE state = 'snoozed';
