-- The State Council's calendar as the bureau holds it: the years that are known
-- and the days that differ from the plain week.
CREATE TABLE calendar_year (
    bureau_id TEXT NOT NULL,
    year      INTEGER NOT NULL,
    source    TEXT NOT NULL,
    PRIMARY KEY (bureau_id, year)
);
--bun:split
CREATE TABLE calendar_day (
    bureau_id TEXT NOT NULL,
    day       TEXT NOT NULL,
    off       INTEGER NOT NULL,
    name      TEXT NOT NULL,
    PRIMARY KEY (bureau_id, day)
);
