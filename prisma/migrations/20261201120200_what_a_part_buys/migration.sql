-- What: a need that many pay for together may say what one part of it costs: a month of lunches, one check-up.
-- Why:  donors of such a need were offered 200.000 and 500.000 đ, whatever it was for and however little was left.
-- Undo: ALTER TABLE need DROP COLUMN portion;

ALTER TABLE need ADD COLUMN portion BIGINT CHECK (portion > 0 AND (mode = 'pooled' OR portion IS NULL));
