-- What: a mark of the bank's reference under which money in another currency came.
-- Why:  one transfer was written down for two people, who were both told that theirs had come; the reference itself is sealed in the body.
-- Undo: ALTER TABLE offer DROP COLUMN came_mark.
-- What came before has none: its reference is compared with nothing until an officer writes it down anew.

ALTER TABLE offer
  ADD COLUMN came_mark TEXT UNIQUE,
  ADD CONSTRAINT offer_marked CHECK (came_mark IS NULL OR came_sum IS NOT NULL);
