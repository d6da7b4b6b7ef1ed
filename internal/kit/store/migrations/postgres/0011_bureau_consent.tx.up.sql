-- A bureau's own word that another is above it, where their codes (GB/T 2260) do
-- not show it. The row lies in the part of the lower bureau, which may take it back.
CREATE TABLE bureau_consent (
    bureau_id TEXT   NOT NULL,
    above_id  TEXT   NOT NULL,
    person_id TEXT   NOT NULL,
    person    TEXT   NOT NULL,
    at        BIGINT NOT NULL,
    PRIMARY KEY (bureau_id, above_id)
);
--bun:split
-- A code names one bureau: people choose theirs by it when they sign in. Until now two
-- could be given one; the oldest keeps it, the others stand without, as before a code is
-- known, and are told apart by their ids.
UPDATE bureau SET code = '' WHERE code <> '' AND id <> (SELECT MIN(b.id) FROM bureau AS b WHERE b.code = bureau.code);
--bun:split
CREATE UNIQUE INDEX bureau_code ON bureau (code) WHERE code <> '';
