-- What: how somebody wants to be called in Vietnamese: bạn, anh, chị, cô, chú or bác.
-- Why:  it is asked once and holds in every sentence; a talk keeps it too, and the contact has it where no talk has begun.
-- Undo: ALTER TABLE contact DROP COLUMN salutation; everybody is "bạn" again.

ALTER TABLE contact ADD COLUMN salutation TEXT CHECK (salutation IN ('bạn', 'anh', 'chị', 'cô', 'chú', 'bác'));
