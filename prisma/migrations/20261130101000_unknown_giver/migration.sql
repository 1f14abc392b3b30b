-- What: after how many days money of which nobody knows who gave it may go into a common pot.
-- Why:  such money could only be matched or sent back. Most of it is a gift whose giver never asks: it lay in suspense for ever, and
--       helped nobody.
-- Undo: ALTER TABLE unit DROP COLUMN unknown_days; donations whose state is 'unknown_giver' have to be matched or sent back before.

ALTER TABLE unit ADD COLUMN unknown_days integer NOT NULL DEFAULT 30 CHECK (unknown_days BETWEEN 1 AND 3650);
