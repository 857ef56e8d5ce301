-- What a row costs to write: 100,000 entries are to come in within five seconds.

-- Few entries are about all three, and none is looked up by what it is not about.
DROP INDEX entry_by_person;
DROP INDEX entry_by_goal;
DROP INDEX entry_by_experiment;
CREATE INDEX entry_by_person ON entry (person, on_day, id) WHERE person IS NOT NULL;
CREATE INDEX entry_by_goal ON entry (goal, on_day, id) WHERE goal IS NOT NULL;
CREATE INDEX entry_by_experiment ON entry (experiment, on_day, id) WHERE experiment IS NOT NULL;

-- SQLite makes a table of a list of words, for each row again; it compares single words as they are.
CREATE TABLE origin_compared (
    import TEXT NOT NULL REFERENCES import (id) ON DELETE CASCADE,
    kind   TEXT NOT NULL CHECK (
        kind = 'entry' OR kind = 'day_log' OR kind = 'person' OR kind = 'goal' OR kind = 'experiment' OR kind = 'reminder'
    ),
    id     TEXT NOT NULL CHECK (length(id) = 36),
    -- NULL where the row's own id or its day already tells a double.
    source TEXT CHECK (source <> ''),
    change TEXT NOT NULL CHECK (change IN ('added', 'changed')),
    PRIMARY KEY (import, kind, id)
) STRICT, WITHOUT ROWID;

INSERT INTO origin_compared (import, kind, id, source, change)
SELECT import, kind, id, source, change FROM origin;

DROP TABLE origin;

ALTER TABLE origin_compared RENAME TO origin;

CREATE INDEX origin_of_row ON origin (kind, id);
