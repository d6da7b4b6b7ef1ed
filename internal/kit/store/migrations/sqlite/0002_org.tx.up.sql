-- The bureau and its people; everything dated: '' is an open end, valid_until is the last day that counts.
CREATE TABLE bureau (
    id   TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    code TEXT NOT NULL
);
--bun:split
CREATE TABLE unit (
    bureau_id   TEXT NOT NULL,
    id          TEXT NOT NULL,
    code        TEXT NOT NULL,
    name        TEXT NOT NULL,
    short       TEXT NOT NULL,
    type        TEXT NOT NULL,
    zone        TEXT NOT NULL,
    sort        INTEGER NOT NULL,
    valid_from  TEXT NOT NULL,
    valid_until TEXT NOT NULL,
    PRIMARY KEY (bureau_id, id)
);
--bun:split
CREATE UNIQUE INDEX unit_code ON unit (bureau_id, code) WHERE code <> '';
--bun:split
CREATE TABLE unit_parent (
    bureau_id   TEXT NOT NULL,
    unit_id     TEXT NOT NULL,
    parent_id   TEXT NOT NULL,
    valid_from  TEXT NOT NULL,
    valid_until TEXT NOT NULL,
    PRIMARY KEY (bureau_id, unit_id, parent_id, valid_from)
);
--bun:split
CREATE TABLE person (
    bureau_id TEXT NOT NULL,
    id        TEXT NOT NULL,
    name      TEXT NOT NULL,
    login     TEXT NOT NULL,
    phone     TEXT NOT NULL,
    active    INTEGER NOT NULL,
    PRIMARY KEY (bureau_id, id)
);
--bun:split
CREATE UNIQUE INDEX person_login ON person (bureau_id, login) WHERE login <> '';
--bun:split
CREATE TABLE post (
    bureau_id   TEXT NOT NULL,
    id          TEXT NOT NULL,
    person_id   TEXT NOT NULL,
    unit_id     TEXT NOT NULL,
    role        TEXT NOT NULL,
    title       TEXT NOT NULL,
    valid_from  TEXT NOT NULL,
    valid_until TEXT NOT NULL,
    PRIMARY KEY (bureau_id, id)
);
--bun:split
CREATE INDEX post_person ON post (bureau_id, person_id);
--bun:split
CREATE INDEX post_unit ON post (bureau_id, unit_id, role);
--bun:split
CREATE INDEX post_role ON post (bureau_id, role);
--bun:split
-- Which leader is in charge of which section.
CREATE TABLE unit_leader (
    bureau_id   TEXT NOT NULL,
    section_id  TEXT NOT NULL,
    person_id   TEXT NOT NULL,
    valid_from  TEXT NOT NULL,
    valid_until TEXT NOT NULL,
    PRIMARY KEY (bureau_id, section_id, valid_from)
);
