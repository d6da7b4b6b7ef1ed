-- What a bureau is asked by the one above: a copy of the campaign's terms and form
-- in its own part of the database, for no query reads two bureaus. due holds, by
-- period, the return that is owed above and its day; campaign_id is the own
-- campaign by which the schools are asked, once it is issued.
CREATE TABLE mandate (
    bureau_id   TEXT    NOT NULL,
    id          TEXT    NOT NULL,
    from_id     TEXT    NOT NULL,
    from_name   TEXT    NOT NULL,
    above_id    TEXT    NOT NULL,
    unit_id     TEXT    NOT NULL,
    form        TEXT    NOT NULL,
    definition  TEXT    NOT NULL,
    title       TEXT    NOT NULL,
    basis       TEXT    NOT NULL,
    list_no     TEXT    NOT NULL,
    ends_on     TEXT    NOT NULL,
    year        INTEGER NOT NULL,
    due         TEXT    NOT NULL,
    campaign_id TEXT    NOT NULL,
    rev         INTEGER NOT NULL,
    PRIMARY KEY (bureau_id, id)
);
--bun:split
CREATE UNIQUE INDEX mandate_above ON mandate (bureau_id, from_id, above_id);
