CREATE TABLE draft (
    bureau_id  TEXT    NOT NULL,
    id         TEXT    NOT NULL,
    kind       TEXT    NOT NULL,
    year       INTEGER NOT NULL,
    period     TEXT    NOT NULL,
    title      TEXT    NOT NULL,
    content    TEXT    NOT NULL,
    state      TEXT    NOT NULL,
    rev        INTEGER NOT NULL,
    changed_by TEXT    NOT NULL,
    changed_at BIGINT  NOT NULL,
    issue_id   TEXT    NOT NULL,
    PRIMARY KEY (bureau_id, id)
);
--bun:split
CREATE INDEX draft_year ON draft (bureau_id, year, changed_at);
--bun:split
CREATE TABLE issue (
    bureau_id TEXT   NOT NULL,
    id        TEXT   NOT NULL,
    draft_id  TEXT   NOT NULL,
    title     TEXT   NOT NULL,
    content   TEXT   NOT NULL,
    figures   TEXT   NOT NULL,
    open      TEXT   NOT NULL,
    reason    TEXT   NOT NULL,
    issued_by TEXT   NOT NULL,
    issued_at BIGINT NOT NULL,
    job_id    TEXT   NOT NULL,
    file_id   TEXT   NOT NULL,
    PRIMARY KEY (bureau_id, id)
);
--bun:split
-- Which issues quote which indicator: asked when a figure is corrected.
CREATE TABLE issue_use (
    bureau_id TEXT   NOT NULL,
    indicator TEXT   NOT NULL,
    issue_id  TEXT   NOT NULL,
    PRIMARY KEY (bureau_id, indicator, issue_id)
);
