-- What: an index of what is kept for those whose window is closed.
-- Why:  each message of a person looks whether something is kept for them; hardly any row is in this index.
-- Undo: DROP INDEX outbox_kept;
CREATE INDEX outbox_kept ON outbox (address_id) WHERE state = 'kept';
