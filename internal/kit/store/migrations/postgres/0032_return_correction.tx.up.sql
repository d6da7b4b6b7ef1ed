-- A request to change cells of a locked return. paper holds the cells with both
-- values, the reason, names and files as one JSON document; rows are never
-- deleted: the old value stays for as long as the figure stands.
CREATE TABLE return_correction (
    bureau_id   TEXT    NOT NULL,
    id          TEXT    NOT NULL,
    return_id   TEXT    NOT NULL,
    campaign_id TEXT    NOT NULL,
    owner_id    TEXT    NOT NULL,
    unit_id     TEXT    NOT NULL,
    form        TEXT    NOT NULL,
    version     INTEGER NOT NULL,
    period      TEXT    NOT NULL,
    state       TEXT    NOT NULL,
    base        INTEGER NOT NULL,
    result      INTEGER NOT NULL,
    asked_by    TEXT    NOT NULL,
    asked_at    BIGINT  NOT NULL,
    signed_by   TEXT    NOT NULL,
    signed_at   BIGINT,
    decided_by  TEXT    NOT NULL,
    decided_at  BIGINT,
    rev         INTEGER NOT NULL,
    paper       TEXT    NOT NULL,
    PRIMARY KEY (bureau_id, id)
);
--bun:split
CREATE INDEX return_correction_return ON return_correction (bureau_id, return_id);
--bun:split
CREATE INDEX return_correction_campaign ON return_correction (bureau_id, campaign_id, id);
--bun:split
CREATE INDEX return_correction_unit ON return_correction (bureau_id, unit_id, state);
--bun:split
CREATE INDEX return_correction_owner ON return_correction (bureau_id, owner_id, state);
