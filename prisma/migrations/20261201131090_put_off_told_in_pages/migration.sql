-- What: a campaign keeps up to whom its givers have been told that its day of handing over was put off; null once all are.
-- Why:  five thousand of them were written to inside the officer's press. Now a sweep does it, a page at a time.
-- Undo: ALTER TABLE campaign DROP COLUMN late_told_to;
ALTER TABLE campaign ADD COLUMN late_told_to UUID;
