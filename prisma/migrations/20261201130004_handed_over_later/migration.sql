-- What: the day by which a campaign's gifts are handed over may be put off: for a reason that everybody reads, beside the day that was
--       promised first.
-- Why:  that day passed with money unspent and things on the way, and the desk told nobody; an officer could move it without a word.
-- Undo: ALTER TABLE campaign DROP COLUMN distribute_was, DROP COLUMN distribute_late;

ALTER TABLE campaign ADD COLUMN distribute_was TIMESTAMPTZ(3);
ALTER TABLE campaign ADD COLUMN distribute_late TEXT
  CHECK (distribute_late IN ('seller', 'weather', 'school', 'money', 'fund'));
ALTER TABLE campaign ADD CONSTRAINT campaign_late_for_a_reason CHECK ((distribute_was IS NULL) = (distribute_late IS NULL));
