-- What: the hour by which a donor hears what becomes of money of which she wished something, and what was missed of it; why an
--       officer did not approve what another had asked for, and when who asked has read that.
-- Why:  “before 17:00” was promised and watched by nobody; who asked learned of a refusal by chance, and never why.
-- Undo: ALTER TABLE donation DROP COLUMN answer_by, DROP COLUMN late, DROP COLUMN late_since;
--       ALTER TABLE approval DROP COLUMN why, DROP COLUMN seen_at;

ALTER TABLE donation
  ADD COLUMN answer_by  TIMESTAMPTZ(3),
  ADD COLUMN late       INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN late_since TIMESTAMPTZ(3);
CREATE INDEX donation_answer_by_idx ON donation (answer_by) WHERE wish IN ('next', 'refund');

-- When these were wished is not known any more: they are answered by the end of the next day.
UPDATE donation SET answer_by = ((now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date + 1 + time '17:00') AT TIME ZONE 'Asia/Ho_Chi_Minh'
WHERE wish IN ('next', 'refund') AND state NOT IN ('returned', 'mistaken', 'unmatched');

ALTER TABLE approval
  ADD COLUMN why     TEXT COLLATE "C",
  ADD COLUMN seen_at TIMESTAMPTZ(3);
-- Whoever was refused before knows it, or has asked again since.
UPDATE approval SET seen_at = now() WHERE state = 'refused';
