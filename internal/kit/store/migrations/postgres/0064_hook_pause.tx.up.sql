-- Hooks rest for a while without losing what they would be told.
ALTER TABLE hook ADD COLUMN paused_at BIGINT;
--bun:split
-- What has not arrived is counted on the page of hooks, and is little.
CREATE INDEX hook_delivery_open ON hook_delivery (bureau_id, hook_id, state) WHERE state <> 'done';
