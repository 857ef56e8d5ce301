-- Files that were taken in, and which row came from which thing in them.
--
-- A row of `origin` outlives a row in the trash and goes with one that is purged: what a thing was
-- called elsewhere may be a name. It is no reference, because it can point into any of six tables.

CREATE TABLE import (
    id        TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    at        TEXT NOT NULL CHECK (length(at) = 30),
    format    TEXT NOT NULL CHECK (format <> ''),
    name      TEXT NOT NULL CHECK (name <> ''),
    undone_at TEXT CHECK (length(undone_at) = 30)
) STRICT;

CREATE TABLE origin (
    import TEXT NOT NULL REFERENCES import (id) ON DELETE CASCADE,
    kind   TEXT NOT NULL CHECK (kind IN ('person', 'goal', 'experiment', 'entry', 'day_log', 'reminder')),
    id     TEXT NOT NULL CHECK (length(id) = 36),
    -- NULL where the row's own id or its day already tells a double.
    source TEXT CHECK (source <> ''),
    change TEXT NOT NULL CHECK (change IN ('added', 'changed')),
    PRIMARY KEY (import, kind, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX origin_of_row ON origin (kind, id);
