-- Answers of the public API to requests that carried an idempotency key, so
-- that a request that is sent again gets the same answer and acts once.
CREATE TABLE api_replay (
    bureau_id TEXT    NOT NULL,
    post_id   TEXT    NOT NULL,
    key       TEXT    NOT NULL,
    request   TEXT    NOT NULL,
    answer    TEXT    NOT NULL,
    at        BIGINT  NOT NULL,
    PRIMARY KEY (bureau_id, post_id, key)
);
--bun:split
CREATE INDEX api_replay_age ON api_replay (bureau_id, at);
