-- What: a message's tries are counted apart from its takeovers.
-- Why:  what waited behind a failing message was counted as tried with it, and could be given up without a try of its own.
-- Undo: ALTER TABLE outbox DROP COLUMN tries.

ALTER TABLE outbox ADD COLUMN tries integer NOT NULL DEFAULT 0;
UPDATE outbox SET tries = greatest(attempts - 1, 0) WHERE state = 'waiting';
