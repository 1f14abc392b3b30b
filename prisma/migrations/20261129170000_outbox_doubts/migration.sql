-- What: sends of which nobody knows whether they arrived are counted apart from tries; a try is counted when it has failed.
-- Why:  a receipt that the channel first was not there for, and of which one send then had no answer, was not sent once more.
-- Undo: ALTER TABLE outbox DROP COLUMN doubts; UPDATE outbox SET tries = tries - 1 WHERE state = 'waiting' AND abandoned = -1.

ALTER TABLE outbox ADD COLUMN doubts integer NOT NULL DEFAULT 0;
-- Which of the tries so far were in doubt was not written down: one of them may have been.
UPDATE outbox SET doubts = least(greatest(tries, 0), 1), tries = greatest(tries + (abandoned = -1)::int, 0) WHERE state = 'waiting';
