-- What: complaints as requests with a number, their text sealed; by when a request is to be done, when it was answered, what an officer wrote on closing it, and which of its alarms have rung.
-- Why:  a complaint was a talk without a number and a clock; Decree 356/2025 has two clocks, answered and done.
-- Undo: DELETE FROM request WHERE kind = 'complaint'; drop the five columns; put the old check of kinds back.

ALTER TABLE request DROP CONSTRAINT request_kind_check;
ALTER TABLE request ADD CONSTRAINT request_kind_check CHECK (kind IN ('erase', 'copy', 'complaint'));
ALTER TABLE request ADD COLUMN due_by TIMESTAMPTZ(3);
ALTER TABLE request ADD COLUMN answered_at TIMESTAMPTZ(3);
ALTER TABLE request ADD COLUMN words BYTEA;
ALTER TABLE request ADD COLUMN note BYTEA;
ALTER TABLE request ADD COLUMN alarms INTEGER NOT NULL DEFAULT 0;
UPDATE request SET due_by = asked_at + interval '15 days' WHERE state = 'open';
