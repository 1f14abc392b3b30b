-- What: of a yes to be written to again (the next Tết, once a year), from which year on it holds, and of which year word was sent.
-- Why:  who gave may ask to hear when the next campaign of an occasion opens, or what her gift became a year later. The yes is for
--       one message an occasion, or one a year, whatever restarts, and however many campaigns open.
-- Undo: ALTER TABLE consent DROP COLUMN from_year, DROP COLUMN told_year. Take such a yes back first
--       (DELETE FROM consent WHERE purpose = 'anniversary' OR purpose LIKE 'next\_%'): an older version does not know what it means.

ALTER TABLE consent ADD COLUMN from_year INTEGER, ADD COLUMN told_year INTEGER;
CREATE INDEX consent_purpose_from_year_idx ON consent (purpose, from_year);
