-- What: sessions are found by the five minutes in which their wait runs out, and no longer by the moment.
-- Why:  the moment changes at every turn, so every turn wrote new entries into all indexes of its session.
-- Undo: drop the column; CREATE INDEX session_due ON session (due_at) WHERE due_at IS NOT NULL.

DROP INDEX session_due;
ALTER TABLE session ADD COLUMN due_slot integer;
UPDATE session SET due_slot = floor(extract(epoch FROM due_at) / 300)::int4 WHERE due_at IS NOT NULL;
CREATE INDEX session_due ON session (due_slot) WHERE due_slot IS NOT NULL;
