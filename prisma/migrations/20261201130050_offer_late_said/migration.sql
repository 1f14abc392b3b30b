-- What: an offer keeps since when it waits longer than promised.
-- Why:  its person is told once that the hour has passed, with a new one, and the desk still counts it as late.
-- Undo: ALTER TABLE offer DROP COLUMN late_since;

ALTER TABLE offer ADD COLUMN late_since timestamptz(3);
