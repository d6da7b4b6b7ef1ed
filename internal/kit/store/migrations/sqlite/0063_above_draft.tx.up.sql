-- What was typed by hand for a period before it is handed up (cells that cannot be put
-- together, explanations, answers), as JSON; the row goes when it is handed up.
CREATE TABLE above_draft (
    bureau_id   TEXT    NOT NULL,
    mandate_id  TEXT    NOT NULL,
    period      TEXT    NOT NULL,
    rev         INTEGER NOT NULL,
    person_id   TEXT    NOT NULL,
    person_name TEXT    NOT NULL,
    saved_at    BIGINT  NOT NULL,
    said        TEXT    NOT NULL,
    PRIMARY KEY (bureau_id, mandate_id, period)
);
