-- What: a promise to look for money knows from when on it looks.
-- Why:  somebody who named a day of last week was promised two looks, and those searched the last three days only.
-- Undo: ALTER TABLE bank_watch DROP COLUMN since.

ALTER TABLE bank_watch ADD COLUMN since TIMESTAMPTZ(3);
UPDATE bank_watch SET since = created_at - interval '72 hours';
ALTER TABLE bank_watch ALTER COLUMN since SET NOT NULL;
