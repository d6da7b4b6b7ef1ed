-- Files by hash: the bytes lie in the blob folder, once for each content.
CREATE TABLE blob_file (
    bureau_id TEXT NOT NULL,
    id        TEXT NOT NULL,
    hash      TEXT NOT NULL,
    name      TEXT NOT NULL,
    size      BIGINT NOT NULL,
    type      TEXT NOT NULL,
    person_id TEXT NOT NULL,
    at        BIGINT NOT NULL,
    PRIMARY KEY (bureau_id, id)
);
--bun:split
CREATE INDEX blob_file_hash ON blob_file (hash);
