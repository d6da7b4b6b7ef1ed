-- What filling a return took: when it was first opened and last typed into, the
-- milliseconds of work without idle gaps, and how many cells the hand-in answered and
-- how many of them were prefilled and left as they were (NULL: not counted).
ALTER TABLE obligation ADD COLUMN opened_at BIGINT;
--bun:split
ALTER TABLE obligation ADD COLUMN seen_at BIGINT;
--bun:split
ALTER TABLE obligation ADD COLUMN active_ms BIGINT NOT NULL DEFAULT 0;
--bun:split
ALTER TABLE obligation ADD COLUMN cells INTEGER;
--bun:split
ALTER TABLE obligation ADD COLUMN kept INTEGER;
