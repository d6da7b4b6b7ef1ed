-- The school calendars (校历) that a bureau has entered: the first and last days of
-- the terms of the school year that begins in a year, as JSON, and the paper.
CREATE TABLE calendar_school_year (
    bureau_id TEXT NOT NULL,
    year      INTEGER NOT NULL,
    terms     TEXT NOT NULL,
    source    TEXT NOT NULL,
    rev       INTEGER NOT NULL,
    PRIMARY KEY (bureau_id, year)
);
