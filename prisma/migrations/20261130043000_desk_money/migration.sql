-- What: from which sum on a unit wants two officers to settle money, and on what an appeal stands in law.
-- Why:  odd money is settled at the desk now, by one click: a large sum should not go by one person's. And an appeal that is opened
--       there should say by which plan or decision it may collect.
-- Undo: ALTER TABLE unit DROP COLUMN approval_from; ALTER TABLE campaign DROP COLUMN legal_basis;

ALTER TABLE unit ADD COLUMN approval_from bigint NOT NULL DEFAULT 20000000 CHECK (approval_from >= 0);
ALTER TABLE campaign ADD COLUMN legal_basis text;
