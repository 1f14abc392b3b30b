-- What: a promise keeps, sealed, what was said beside its money ("10 áo ấm").
-- Why:  the thanks for the money ask of it once; before, it was forgotten when the money came.
-- Undo: ALTER TABLE pledge DROP COLUMN beside_body;

ALTER TABLE pledge ADD COLUMN beside_body bytea;
