-- What: purchases with a campaign's money, what each pays for, and deliveries of what was bought; how much of a claim is bought and
--       delivered; how much of a need the common pot has bought.
-- Why:  donors and everybody else see what money became: bought, delivered, confirmed. No program spends more than there is, delivers
--       more than was bought, or changes a purchase that two people have seen.
-- Undo: reverse every purchase at the desk (their ledger entries stay, with the reversing ones); then DROP TABLE delivery_share, delivery,
--       purchase_share, purchase_line, purchase; DROP FUNCTION purchase_stands, purchase_covered; ALTER TABLE claim DROP COLUMN bought,
--       DROP COLUMN delivered; ALTER TABLE need DROP COLUMN from_pot.

ALTER TABLE need ADD COLUMN from_pot BIGINT NOT NULL DEFAULT 0;
ALTER TABLE need ADD CONSTRAINT need_from_pot CHECK (from_pot >= 0 AND taken_before + from_pot <= taken);

ALTER TABLE claim ADD COLUMN bought BIGINT NOT NULL DEFAULT 0, ADD COLUMN delivered BIGINT NOT NULL DEFAULT 0;
-- What is bought for somebody stays theirs, whatever becomes of the rest.
ALTER TABLE claim ADD CONSTRAINT claim_bought CHECK (0 <= delivered AND delivered <= bought AND bought <= quantity
  AND (bought = 0 OR state NOT IN ('held', 'lapsed', 'released')));

CREATE TABLE purchase (
  id          UUID PRIMARY KEY,
  campaign_id UUID NOT NULL REFERENCES campaign (id),
  account_id  UUID NOT NULL REFERENCES bank_account (id),
  public_id   TEXT NOT NULL UNIQUE,
  what        TEXT NOT NULL,
  seller      TEXT NOT NULL,
  day         DATE NOT NULL,
  amount      BIGINT NOT NULL CHECK (amount > 0),
  voucher     TEXT NOT NULL,
  file        TEXT,
  file_mime   TEXT,
  state       TEXT NOT NULL DEFAULT 'proposed' CHECK (state IN ('proposed', 'booked', 'reversed')),
  proposed_by UUID NOT NULL REFERENCES officer (id),
  proposed_at TIMESTAMPTZ(3) NOT NULL,
  booked_at   TIMESTAMPTZ(3),
  wrong       TEXT,
  reversed_at TIMESTAMPTZ(3),
  CHECK ((state = 'proposed') = (booked_at IS NULL)),
  CHECK ((state = 'reversed') = (reversed_at IS NOT NULL)),
  CHECK ((file IS NULL) = (file_mime IS NULL))
);
CREATE INDEX purchase_campaign_id_state_idx ON purchase (campaign_id, state);
-- One paper proves one purchase.
CREATE UNIQUE INDEX purchase_one_voucher ON purchase (campaign_id, voucher COLLATE "C") WHERE state = 'booked';

CREATE TABLE purchase_line (
  id          UUID PRIMARY KEY,
  purchase_id UUID NOT NULL REFERENCES purchase (id),
  need_id     UUID NOT NULL REFERENCES need (id),
  quantity    BIGINT NOT NULL CHECK (quantity > 0),
  unit_price  BIGINT NOT NULL CHECK (unit_price > 0),
  from_pot    BIGINT NOT NULL DEFAULT 0,
  delivered   BIGINT NOT NULL DEFAULT 0,
  UNIQUE (purchase_id, need_id),
  CHECK (from_pot BETWEEN 0 AND quantity AND delivered BETWEEN 0 AND quantity)
);
CREATE INDEX purchase_line_need_id_idx ON purchase_line (need_id);

CREATE TABLE purchase_share (
  line_id    UUID NOT NULL REFERENCES purchase_line (id),
  claim_id   UUID NOT NULL REFERENCES claim (id),
  units      BIGINT NOT NULL CHECK (units > 0),
  unit_price BIGINT NOT NULL CHECK (unit_price > 0),
  PRIMARY KEY (line_id, claim_id)
);
CREATE INDEX purchase_share_claim_id_idx ON purchase_share (claim_id);

CREATE TABLE delivery (
  id           UUID PRIMARY KEY,
  line_id      UUID NOT NULL REFERENCES purchase_line (id),
  commune_id   UUID REFERENCES commune (id),
  sent         BIGINT NOT NULL CHECK (sent > 0),
  quantity     BIGINT NOT NULL CHECK (quantity > 0 AND quantity <= sent),
  missing      TEXT,
  day          DATE NOT NULL,
  receiver     TEXT NOT NULL CHECK (receiver IN ('teacher', 'school', 'commune_office', 'village_head', 'health_station')),
  state        TEXT NOT NULL DEFAULT 'recorded' CHECK (state IN ('recorded', 'confirmed', 'struck')),
  recorded_by  UUID NOT NULL REFERENCES officer (id),
  recorded_at  TIMESTAMPTZ(3) NOT NULL,
  confirmed_by UUID REFERENCES officer (id),
  confirmed_at TIMESTAMPTZ(3),
  CHECK ((quantity < sent) = (missing IS NOT NULL)),
  -- Nobody confirms what they have recorded themselves.
  CHECK ((state = 'confirmed') = (confirmed_by IS NOT NULL AND confirmed_at IS NOT NULL) AND confirmed_by <> recorded_by)
);
CREATE INDEX delivery_line_id_idx ON delivery (line_id);

CREATE TABLE delivery_share (
  delivery_id UUID NOT NULL REFERENCES delivery (id),
  claim_id    UUID NOT NULL REFERENCES claim (id),
  units       BIGINT NOT NULL CHECK (units > 0),
  PRIMARY KEY (delivery_id, claim_id)
);
CREATE INDEX delivery_share_claim_id_idx ON delivery_share (claim_id);

-- What two people have seen stays as they saw it: it is booked and reversed, gets its paper once, and nothing else.
CREATE FUNCTION purchase_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF (NEW.id, NEW.campaign_id, NEW.account_id, NEW.public_id, NEW.what, NEW.seller, NEW.day, NEW.amount, NEW.voucher, NEW.proposed_by, NEW.proposed_at)
        = (OLD.id, OLD.campaign_id, OLD.account_id, OLD.public_id, OLD.what, OLD.seller, OLD.day, OLD.amount, OLD.voucher, OLD.proposed_by, OLD.proposed_at)
      AND (OLD.file IS NULL OR NEW.file IS NOT DISTINCT FROM OLD.file) AND OLD.state <> 'reversed'
      AND (NEW.state = OLD.state OR (OLD.state = 'proposed' AND NEW.state = 'booked') OR (OLD.state = 'booked' AND NEW.state = 'reversed'))
    THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'a purchase is never changed: reverse it, and ask for another';
END $$;
CREATE TRIGGER purchase_stands BEFORE UPDATE OR DELETE ON purchase FOR EACH ROW EXECUTE FUNCTION purchase_stands();
CREATE TRIGGER purchase_no_truncate BEFORE TRUNCATE ON purchase FOR EACH STATEMENT EXECUTE FUNCTION purchase_stands();

-- The last guard: no campaign has spent more than it had when the transaction that spends commits.
CREATE FUNCTION purchase_covered() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT coalesce(sum(l.amount), 0) > 0 FROM ledger_line l JOIN ledger_account a ON a.id = l.account_id
      WHERE a.campaign_id = NEW.campaign_id AND a.kind IN ('campaign', 'pot', 'surplus')) THEN
    RAISE EXCEPTION 'purchase % spends more than its campaign has', NEW.id;
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER purchase_covered AFTER UPDATE ON purchase DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.state = 'booked') EXECUTE FUNCTION purchase_covered();
