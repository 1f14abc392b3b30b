-- What: the day in Việt Nam on which somebody was last reminded of a promise.
-- Why:  a service that stood still for days finds the reminder and the last word due at once: only one of them is said, on one day.
-- Undo: ALTER TABLE pledge DROP COLUMN reminded_on.

ALTER TABLE pledge ADD COLUMN reminded_on DATE;
