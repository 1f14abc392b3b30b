-- What: what people say is numbered by the sequence that numbers what they are told.
-- Why:  an officer read a conversation by its times: two messages in haste stood the wrong way round when the first had
--       waited longer for a connection, and an answer made in a transaction stood above what it answers.
-- Undo: ALTER TABLE inbox DROP COLUMN seq.

-- In two steps: rows that lie there already keep none (their time tells), and the table is not written anew.
ALTER TABLE inbox ADD COLUMN seq bigint;
ALTER TABLE inbox ALTER COLUMN seq SET DEFAULT nextval('outbox_id_seq');
