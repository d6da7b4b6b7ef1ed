-- The last return of a unit before a period: asked at every filling and hand-in.
CREATE INDEX obligation_before ON obligation (bureau_id, form, unit_id, period);
