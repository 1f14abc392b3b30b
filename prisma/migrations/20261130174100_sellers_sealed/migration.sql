-- What: who sold lies sealed, and may be emptied; why fewer things came than were sent is one of a list, with a sealed note for officers.
-- Why:  who sold may be a person, who may ask to be forgotten; donors and everybody read why less came, and no free words of one officer.
-- Then: `migrate` seals what was there before (spending/papers.ts). Stop the processes of the version before first.
-- Undo: restore the backup made before; what is sealed does not come back by itself.

ALTER TABLE purchase ALTER COLUMN seller TYPE BYTEA USING convert_to(seller, 'UTF8');

-- The seller may be sealed anew, or go.
CREATE OR REPLACE FUNCTION purchase_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF (NEW.id, NEW.campaign_id, NEW.account_id, NEW.public_id, NEW.what, NEW.day, NEW.amount, NEW.voucher, NEW.voucher_key, NEW.proposed_by, NEW.proposed_at)
        = (OLD.id, OLD.campaign_id, OLD.account_id, OLD.public_id, OLD.what, OLD.day, OLD.amount, OLD.voucher, OLD.voucher_key, OLD.proposed_by, OLD.proposed_at)
      AND (OLD.seller <> '' OR NEW.seller = '')
      AND (OLD.file IS NULL OR NEW.file IS NOT DISTINCT FROM OLD.file)
      AND (OLD.state <> 'reversed' OR (NEW.state = 'reversed' AND NEW.booked_at IS NOT DISTINCT FROM OLD.booked_at
        AND NEW.wrong IS NOT DISTINCT FROM OLD.wrong AND NEW.reversed_at = OLD.reversed_at AND NEW.file IS NOT DISTINCT FROM OLD.file))
      AND (NEW.state = OLD.state OR (OLD.state = 'proposed' AND NEW.state = 'booked') OR (OLD.state = 'booked' AND NEW.state = 'reversed'))
    THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'a purchase is never changed: reverse it, and ask for another';
END $$;

ALTER TABLE delivery ADD COLUMN note BYTEA;
UPDATE delivery SET note = convert_to(missing, 'UTF8'), missing = 'other' WHERE missing IS NOT NULL;
ALTER TABLE delivery ADD CONSTRAINT delivery_missing CHECK (missing IN ('late', 'broken', 'fewer_children', 'weather', 'other')),
  ADD CONSTRAINT delivery_note CHECK (note IS NULL OR missing IS NOT NULL);
