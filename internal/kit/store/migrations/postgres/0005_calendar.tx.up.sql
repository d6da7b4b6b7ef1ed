-- The years that a bureau has set itself: the notices, and the days that differ
-- from the plain week. A year's notice may speak of the December before.
CREATE TABLE calendar_year (
    bureau_id TEXT NOT NULL,
    year      INTEGER NOT NULL,
    papers    TEXT NOT NULL,
    PRIMARY KEY (bureau_id, year)
);
--bun:split
CREATE TABLE calendar_day (
    bureau_id TEXT NOT NULL,
    year      INTEGER NOT NULL,
    day       TEXT NOT NULL,
    off       INTEGER NOT NULL,
    name      TEXT NOT NULL,
    PRIMARY KEY (bureau_id, year, day)
);
