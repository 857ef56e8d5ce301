-- The three nouns, the one stream, the days of experiments, settings, and what was there before.
--
-- Ids are UUIDs as text; an instant is RFC 3339 in UTC with nanoseconds, 30 characters, so that it
-- sorts as text; a day is YYYY-MM-DD. What is never queried lies in checked JSON beside the columns
-- that are. Deleting means setting deleted_at (the trash); a row leaves only when it is purged, and
-- the ON DELETE clauses say what happens then.

CREATE TABLE person (
    id         TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    created_at TEXT NOT NULL CHECK (length(created_at) = 30),
    deleted_at TEXT CHECK (length(deleted_at) = 30),
    fields     TEXT NOT NULL CHECK (json_valid(fields))
) STRICT;

CREATE TABLE goal (
    id         TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    created_at TEXT NOT NULL CHECK (length(created_at) = 30),
    deleted_at TEXT CHECK (length(deleted_at) = 30),
    fields     TEXT NOT NULL CHECK (json_valid(fields))
) STRICT;

CREATE TABLE goal_person (
    goal     TEXT    NOT NULL REFERENCES goal (id) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (0 <= position),
    person   TEXT    NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    PRIMARY KEY (goal, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX goal_by_person ON goal_person (person);

CREATE TABLE experiment (
    id         TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    created_at TEXT NOT NULL CHECK (length(created_at) = 30),
    deleted_at TEXT CHECK (length(deleted_at) = 30),
    goal       TEXT REFERENCES goal (id) ON DELETE SET NULL,
    fields     TEXT NOT NULL CHECK (json_valid(fields))
) STRICT;

CREATE INDEX experiment_by_goal ON experiment (goal);

CREATE TABLE experiment_person (
    experiment TEXT    NOT NULL REFERENCES experiment (id) ON DELETE CASCADE,
    position   INTEGER NOT NULL CHECK (0 <= position),
    person     TEXT    NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    PRIMARY KEY (experiment, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX experiment_by_person ON experiment_person (person);

CREATE TABLE measure (
    id         TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    experiment TEXT    NOT NULL REFERENCES experiment (id) ON DELETE CASCADE,
    position   INTEGER NOT NULL CHECK (0 <= position),
    fields     TEXT    NOT NULL CHECK (json_valid(fields)),
    -- What a rating refers to, so that it can only be one of the same experiment.
    UNIQUE (id, experiment)
) STRICT;

CREATE INDEX measure_by_experiment ON measure (experiment, position);

CREATE TABLE phase (
    experiment TEXT    NOT NULL REFERENCES experiment (id) ON DELETE CASCADE,
    position   INTEGER NOT NULL CHECK (0 <= position),
    code       TEXT    NOT NULL CHECK (code <> ''),
    name       TEXT    CHECK (name <> ''),
    starts_on  TEXT    NOT NULL CHECK (date(starts_on) IS starts_on),
    opening    TEXT    NOT NULL CHECK (opening IN ('record', 'event', 'behaviour')),
    PRIMARY KEY (experiment, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE entry (
    id         TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    created_at TEXT NOT NULL CHECK (length(created_at) = 30),
    changed_at TEXT NOT NULL CHECK (length(changed_at) = 30),
    deleted_at TEXT CHECK (length(deleted_at) = 30),
    kind       TEXT NOT NULL CHECK (kind <> ''),
    on_day     TEXT NOT NULL CHECK (date(on_day) IS on_day),
    person     TEXT REFERENCES person (id) ON DELETE SET NULL,
    goal       TEXT REFERENCES goal (id) ON DELETE SET NULL,
    experiment TEXT REFERENCES experiment (id) ON DELETE SET NULL,
    body       TEXT NOT NULL CHECK (json_valid(body)),
    CHECK (body ->> '$.kind' IS kind)
) STRICT;

-- The stream is read newest first, and one part of it at a time; id breaks the tie of one day.
CREATE INDEX entry_by_day ON entry (on_day, id) WHERE deleted_at IS NULL;
CREATE INDEX entry_by_kind ON entry (kind, on_day, id) WHERE deleted_at IS NULL;
CREATE INDEX entry_by_person ON entry (person, on_day, id);
CREATE INDEX entry_by_goal ON entry (goal, on_day, id);
CREATE INDEX entry_by_experiment ON entry (experiment, on_day, id);

CREATE TABLE day_log (
    id          TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    experiment  TEXT    NOT NULL REFERENCES experiment (id) ON DELETE CASCADE,
    on_day      TEXT    NOT NULL CHECK (date(on_day) IS on_day),
    -- NULL is unknown, which is never missed.
    checkin     TEXT    CHECK (checkin IN ('done', 'missed', 'not_applicable')),
    note        TEXT    CHECK (note <> ''),
    recorded_at TEXT    NOT NULL CHECK (length(recorded_at) = 30),
    late        INTEGER NOT NULL CHECK (late IN (0, 1)),
    deleted_at  TEXT    CHECK (length(deleted_at) = 30),
    UNIQUE (id, experiment)
) STRICT;

-- A day has one log; one in the trash does not take its place.
CREATE UNIQUE INDEX day_log_of_day ON day_log (experiment, on_day) WHERE deleted_at IS NULL;
CREATE INDEX day_log_by_experiment ON day_log (experiment, on_day);

CREATE TABLE rating (
    day_log    TEXT    NOT NULL,
    position   INTEGER NOT NULL CHECK (0 <= position),
    experiment TEXT    NOT NULL,
    measure    TEXT    NOT NULL,
    value      REAL    NOT NULL,
    PRIMARY KEY (day_log, position),
    UNIQUE (day_log, measure),
    FOREIGN KEY (day_log, experiment) REFERENCES day_log (id, experiment) ON DELETE CASCADE,
    -- Days rated with a measure keep it; purging the whole experiment takes both.
    FOREIGN KEY (measure, experiment) REFERENCES measure (id, experiment) ON DELETE NO ACTION
) STRICT, WITHOUT ROWID;

CREATE INDEX rating_by_measure ON rating (measure, experiment);

CREATE TABLE setting (
    key        TEXT NOT NULL PRIMARY KEY CHECK (key <> ''),
    value      TEXT NOT NULL CHECK (json_valid(value)),
    changed_at TEXT NOT NULL CHECK (length(changed_at) = 30)
) STRICT, WITHOUT ROWID;

CREATE TABLE history (
    seq    INTEGER PRIMARY KEY,
    kind   TEXT NOT NULL CHECK (kind IN ('person', 'goal', 'experiment', 'entry', 'day_log')),
    id     TEXT NOT NULL CHECK (length(id) = 36),
    at     TEXT NOT NULL CHECK (length(at) = 30),
    change TEXT NOT NULL CHECK (change IN ('changed', 'deleted')),
    before TEXT NOT NULL CHECK (json_valid(before))
) STRICT;

CREATE INDEX history_of_row ON history (kind, id, seq);

CREATE TRIGGER history_is_never_rewritten BEFORE UPDATE ON history
BEGIN
    SELECT RAISE(ABORT, 'history is never rewritten');
END;
