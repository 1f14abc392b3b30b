-- What: a line of a purchase keeps what it buys, the word it is counted with and the commune it is for, as they were when it was
--       asked for; nobody changes them, nor how many and at which price.
-- Why:  one officer alone changed what two had approved, by changing the need that the line is for: the voucher's page and the books
--       read the need.
-- Undo: DROP TRIGGER purchase_line_stands ON purchase_line; DROP TRIGGER purchase_line_no_truncate ON purchase_line; DROP FUNCTION purchase_line_stands;
--       ALTER TABLE purchase_line DROP COLUMN what, DROP COLUMN unit_word, DROP COLUMN commune_id.

ALTER TABLE purchase_line ADD COLUMN what TEXT, ADD COLUMN unit_word TEXT, ADD COLUMN commune_id UUID REFERENCES commune (id);
UPDATE purchase_line l SET what = n.what, unit_word = n.unit_word, commune_id = n.commune_id FROM need n WHERE n.id = l.need_id;
ALTER TABLE purchase_line ALTER COLUMN what SET NOT NULL, ALTER COLUMN unit_word SET NOT NULL;

CREATE FUNCTION purchase_line_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF (NEW.id, NEW.purchase_id, NEW.need_id, NEW.quantity, NEW.unit_price, NEW.what, NEW.unit_word, NEW.commune_id)
      IS NOT DISTINCT FROM (OLD.id, OLD.purchase_id, OLD.need_id, OLD.quantity, OLD.unit_price, OLD.what, OLD.unit_word, OLD.commune_id)
    THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'what a purchase buys is never changed: reverse it, and ask for another';
END $$;
CREATE TRIGGER purchase_line_stands BEFORE UPDATE OR DELETE ON purchase_line FOR EACH ROW EXECUTE FUNCTION purchase_line_stands();
CREATE TRIGGER purchase_line_no_truncate BEFORE TRUNCATE ON purchase_line FOR EACH STATEMENT EXECUTE FUNCTION purchase_line_stands();
