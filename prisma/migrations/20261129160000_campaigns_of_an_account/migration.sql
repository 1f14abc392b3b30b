-- What: the campaigns of a bank account are found by an index.
-- Why:  every booking asks for them, and a table read whole is dear where reading tables whole is discouraged.
-- Undo: DROP INDEX campaign_account_id_idx.

CREATE INDEX campaign_account_id_idx ON campaign (account_id);
