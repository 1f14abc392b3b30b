-- What: the few claims that are held while somebody chooses are found by themselves.
-- Why:  whoever looks for what is held to the last piece hears that it may be free again in some minutes, not that there is none.
-- Undo: DROP INDEX claim_held;

CREATE INDEX claim_held ON claim (need_id) WHERE state = 'held';
