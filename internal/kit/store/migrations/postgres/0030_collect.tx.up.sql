-- A form sent to units for the periods of a year.
CREATE TABLE campaign (
    bureau_id  TEXT    NOT NULL,
    id         TEXT    NOT NULL,
    form       TEXT    NOT NULL,
    version    INTEGER NOT NULL,
    title      TEXT    NOT NULL,
    owner_id   TEXT    NOT NULL,
    kind       TEXT    NOT NULL,
    year       INTEGER NOT NULL,
    periods    TEXT    NOT NULL,
    due        TEXT    NOT NULL,
    basis      TEXT    NOT NULL,
    list_no    TEXT    NOT NULL,
    ends_on    TEXT    NOT NULL,
    signatures TEXT    NOT NULL,
    units      TEXT    NOT NULL,
    state      TEXT    NOT NULL,
    rev        INTEGER NOT NULL,
    PRIMARY KEY (bureau_id, id)
);
--bun:split
CREATE INDEX campaign_year ON campaign (bureau_id, year);
--bun:split
-- One unit owes one campaign's form for one period; the envelope of the return.
-- awaits names who must act next on what is handed in: checker, chief, section.
-- paper holds signatures, marks and explanations as one JSON document, so that
-- a step of the return's life is one row written.
CREATE TABLE obligation (
    bureau_id    TEXT    NOT NULL,
    id           TEXT    NOT NULL,
    campaign_id  TEXT    NOT NULL,
    owner_id     TEXT    NOT NULL,
    form         TEXT    NOT NULL,
    version      INTEGER NOT NULL,
    unit_id      TEXT    NOT NULL,
    period       TEXT    NOT NULL,
    state        TEXT    NOT NULL,
    awaits       TEXT    NOT NULL,
    opens_on     TEXT    NOT NULL,
    due_on       TEXT    NOT NULL,
    back_due_on  TEXT    NOT NULL,
    handed_in_on TEXT    NOT NULL,
    record_id    TEXT    NOT NULL,
    record_no    INTEGER NOT NULL,
    submitted_by TEXT    NOT NULL,
    submitted_at BIGINT,
    reviewed_by  TEXT    NOT NULL,
    reviewed_at  BIGINT,
    backs        INTEGER NOT NULL,
    reminders    INTEGER NOT NULL,
    rev          INTEGER NOT NULL,
    paper        TEXT    NOT NULL,
    PRIMARY KEY (bureau_id, id)
);
--bun:split
CREATE UNIQUE INDEX obligation_matrix ON obligation (bureau_id, campaign_id, unit_id, period);
--bun:split
CREATE INDEX obligation_unit ON obligation (bureau_id, unit_id, due_on);
--bun:split
CREATE INDEX obligation_due ON obligation (bureau_id, due_on, id);
--bun:split
CREATE INDEX obligation_waiting ON obligation (bureau_id, awaits) WHERE awaits <> '';
--bun:split
CREATE INDEX obligation_form ON obligation (bureau_id, form, period, unit_id);
