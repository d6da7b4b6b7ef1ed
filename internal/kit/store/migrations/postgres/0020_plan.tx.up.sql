-- The promise side of a year: plans with their themes, tasks with who takes part
-- in them, milestones and progress reports.
CREATE TABLE plan (
    bureau_id TEXT    NOT NULL,
    id        TEXT    NOT NULL,
    year      INTEGER NOT NULL,
    title     TEXT    NOT NULL,
    number    TEXT    NOT NULL,
    document  TEXT    NOT NULL,
    state     TEXT    NOT NULL,
    frozen_at BIGINT,
    frozen_by TEXT    NOT NULL,
    PRIMARY KEY (bureau_id, id)
);
--bun:split
CREATE INDEX plan_year ON plan (bureau_id, year);
--bun:split
CREATE TABLE plan_theme (
    bureau_id TEXT    NOT NULL,
    id        TEXT    NOT NULL,
    plan_id   TEXT    NOT NULL,
    no        TEXT    NOT NULL,
    title     TEXT    NOT NULL,
    sort      INTEGER NOT NULL,
    PRIMARY KEY (bureau_id, id)
);
--bun:split
CREATE INDEX plan_theme_plan ON plan_theme (bureau_id, plan_id, sort);
--bun:split
CREATE TABLE task (
    bureau_id    TEXT    NOT NULL,
    id           TEXT    NOT NULL,
    plan_id      TEXT    NOT NULL,
    year         INTEGER NOT NULL,
    theme_id     TEXT    NOT NULL,
    no           TEXT    NOT NULL,
    sort         INTEGER NOT NULL,
    title        TEXT    NOT NULL,
    kind         TEXT    NOT NULL,
    document     TEXT    NOT NULL,
    source_start INTEGER NOT NULL,
    source_end   INTEGER NOT NULL,
    quote        TEXT    NOT NULL,
    leader       TEXT    NOT NULL,
    lead_unit    TEXT    NOT NULL,
    start_on     TEXT    NOT NULL,
    due_on       TEXT    NOT NULL,
    due_words    TEXT    NOT NULL,
    target       TEXT    NOT NULL,
    state        TEXT    NOT NULL,
    done_on      TEXT    NOT NULL,
    paused       TEXT    NOT NULL,
    asked        TEXT    NOT NULL,
    latest       TEXT    NOT NULL,
    baseline     TEXT    NOT NULL,
    rev          INTEGER NOT NULL,
    PRIMARY KEY (bureau_id, id)
);
--bun:split
CREATE INDEX task_year ON task (bureau_id, year);
--bun:split
CREATE INDEX task_plan ON task (bureau_id, plan_id);
--bun:split
CREATE TABLE task_participant (
    bureau_id TEXT    NOT NULL,
    task_id   TEXT    NOT NULL,
    unit_id   TEXT    NOT NULL,
    sort      INTEGER NOT NULL,
    PRIMARY KEY (bureau_id, task_id, unit_id)
);
--bun:split
CREATE INDEX task_participant_unit ON task_participant (bureau_id, unit_id);
--bun:split
CREATE TABLE task_milestone (
    bureau_id TEXT    NOT NULL,
    id        TEXT    NOT NULL,
    task_id   TEXT    NOT NULL,
    title     TEXT    NOT NULL,
    due_on    TEXT    NOT NULL,
    done_on   TEXT    NOT NULL,
    owner     TEXT    NOT NULL,
    sort      INTEGER NOT NULL,
    PRIMARY KEY (bureau_id, id)
);
--bun:split
CREATE INDEX task_milestone_task ON task_milestone (bureau_id, task_id);
--bun:split
CREATE TABLE task_progress (
    bureau_id TEXT   NOT NULL,
    id        TEXT   NOT NULL,
    task_id   TEXT   NOT NULL,
    at        BIGINT NOT NULL,
    person    TEXT   NOT NULL,
    name      TEXT   NOT NULL,
    unit_id   TEXT   NOT NULL,
    text      TEXT   NOT NULL,
    value     TEXT,
    files     TEXT   NOT NULL,
    PRIMARY KEY (bureau_id, id)
);
--bun:split
CREATE INDEX task_progress_task ON task_progress (bureau_id, task_id, at);
