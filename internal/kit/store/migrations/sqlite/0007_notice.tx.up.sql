-- The inbox: a notice is for one person, or for whoever holds a role in a unit.
CREATE TABLE notice (
    bureau_id TEXT NOT NULL,
    id        TEXT NOT NULL,
    person_id TEXT NOT NULL,
    unit_id   TEXT NOT NULL,
    role      TEXT NOT NULL,
    text      TEXT NOT NULL,
    link      TEXT NOT NULL,
    kind      TEXT NOT NULL,
    thing     TEXT NOT NULL,
    at        BIGINT NOT NULL,
    PRIMARY KEY (bureau_id, id)
);
--bun:split
CREATE INDEX notice_person ON notice (bureau_id, person_id, id) WHERE person_id <> '';
--bun:split
CREATE INDEX notice_post ON notice (bureau_id, unit_id, role, id) WHERE person_id = '';
--bun:split
CREATE INDEX notice_thing ON notice (bureau_id, kind, thing);
--bun:split
CREATE TABLE notice_read (
    bureau_id TEXT NOT NULL,
    notice_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    at        BIGINT NOT NULL,
    PRIMARY KEY (bureau_id, notice_id, person_id)
);
