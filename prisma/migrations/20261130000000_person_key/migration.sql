-- What: what people say and are told, where their talk stands, and their ids at providers lie sealed under a key per person.
-- Why:  a copy of the database must show nothing of anybody, and erasing somebody must reach every backup.
-- Then: `migrate` seals what was there before (conversation/seal-before.ts). Stop the processes of the version before first.
-- Undo: restore the backup made before; what is sealed does not come back by itself.

CREATE TABLE person_key (
  contact_id UUID PRIMARY KEY,
  wrapped    BYTEA NOT NULL,
  created_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);

ALTER TABLE address ALTER COLUMN external_id TYPE BYTEA USING convert_to(external_id, 'UTF8');

ALTER TABLE inbox ADD COLUMN files TEXT, ADD COLUMN dropped TEXT;
