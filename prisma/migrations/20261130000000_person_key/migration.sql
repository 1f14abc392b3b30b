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

ALTER TABLE handover ALTER COLUMN reason TYPE BYTEA USING convert_to(reason, 'UTF8');

ALTER TABLE inbox ADD COLUMN files TEXT, ADD COLUMN dropped TEXT;

-- Names on papers, and what was signed with them.
ALTER TABLE contact ALTER COLUMN paper_name TYPE BYTEA USING convert_to(paper_name, 'UTF8');
ALTER TABLE certificate ALTER COLUMN name TYPE BYTEA USING convert_to(name, 'UTF8'),
  ALTER COLUMN token TYPE BYTEA USING convert_to(token, 'UTF8');

ALTER TABLE receipt ADD COLUMN donor_name BYTEA;
ALTER TABLE receipt DISABLE TRIGGER receipt_append_only;
UPDATE receipt SET donor_name = convert_to(facts ->> 'donorName', 'UTF8'), facts = facts - 'donorName';
ALTER TABLE receipt ENABLE TRIGGER receipt_append_only;

-- The name lies apart from the facts now, so the facts may not change at all; the name may be sealed anew, or go.
CREATE OR REPLACE FUNCTION receipt_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF (NEW.id, NEW.unit_id, NEW.series, NEW.number, NEW.donation_id, NEW.public_id, NEW.issued_at, NEW.facts)
        = (OLD.id, OLD.unit_id, OLD.series, OLD.number, OLD.donation_id, OLD.public_id, OLD.issued_at, OLD.facts)
      AND (OLD.donor_name IS NOT NULL OR NEW.donor_name IS NULL)
      AND (NEW.state = OLD.state OR NEW.state = 'cancelled')
    THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'a receipt is append-only: cancel it instead';
END $$;
