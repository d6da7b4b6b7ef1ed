-- Passwords, failed tries, API tokens and server sessions.
CREATE TABLE account (
    bureau_id   TEXT NOT NULL,
    person_id   TEXT NOT NULL,
    hash        TEXT NOT NULL,
    must_change INTEGER NOT NULL,
    changed_at  BIGINT NOT NULL,
    PRIMARY KEY (bureau_id, person_id)
);
--bun:split
-- Keyed by a digest of the login, so that unknown logins count alike and a
-- password typed in the wrong box is never stored.
CREATE TABLE signin_try (
    bureau_id    TEXT NOT NULL,
    login_digest TEXT NOT NULL,
    failures     INTEGER NOT NULL,
    last_at      BIGINT NOT NULL,
    locked_until BIGINT NOT NULL,
    PRIMARY KEY (bureau_id, login_digest)
);
--bun:split
CREATE TABLE api_token (
    bureau_id TEXT NOT NULL,
    id        TEXT NOT NULL,
    digest    TEXT NOT NULL,
    person_id TEXT NOT NULL,
    post_id   TEXT NOT NULL,
    name      TEXT NOT NULL,
    made_at   BIGINT NOT NULL,
    until     BIGINT,
    used_at   BIGINT,
    ended_at  BIGINT,
    PRIMARY KEY (bureau_id, id)
);
--bun:split
CREATE UNIQUE INDEX api_token_digest ON api_token (bureau_id, digest);
--bun:split
-- A session begins before anybody has signed in to a bureau.
CREATE TABLE session (
    digest TEXT NOT NULL PRIMARY KEY,
    data   BLOB NOT NULL,
    expiry BIGINT NOT NULL
);
--bun:split
CREATE INDEX session_expiry ON session (expiry);
