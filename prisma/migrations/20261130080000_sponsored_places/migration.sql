-- What: places that one person sponsors each month (slots), their numbers and their history; sponsorships; and a mark on the
--       promise of money behind a sponsorship, which grows by a month at a time and keeps its code.
-- Why:  a place has at most one sponsor, whatever a program or a person at the database does; its number is used once, and it
--       never becomes another child's.
-- Undo: end every sponsorship first (hand back, or close its place at the desk); then DROP TABLE slot_wish, sponsorship, slot_history,
--       slot, slot_series; DROP FUNCTION slot_stands; DELETE the promises with amount = 0, DROP CONSTRAINT pledge_check and
--       ADD it as the first migration has it; ALTER TABLE pledge DROP COLUMN monthly. Needs with the package 'sponsorship' stay.

ALTER TABLE pledge ADD COLUMN monthly BOOLEAN NOT NULL DEFAULT false;
-- Of a sponsorship that ended before anything of it was used, nothing is left.
ALTER TABLE pledge DROP CONSTRAINT pledge_check;
ALTER TABLE pledge ADD CONSTRAINT pledge_check CHECK ((amount > 0 OR (monthly AND state = 'cancelled' AND amount = 0))
  AND quantity >= 0 AND unit_price > 0 AND received >= 0);

CREATE TABLE slot_series (
  letters TEXT PRIMARY KEY,
  next    INTEGER NOT NULL DEFAULT 1
);

CREATE TABLE slot (
  id          UUID PRIMARY KEY,
  need_id     UUID NOT NULL UNIQUE REFERENCES need (id),
  key         TEXT UNIQUE,
  letters     TEXT NOT NULL,
  number      INTEGER NOT NULL CHECK (number > 0),
  province    TEXT NOT NULL,
  commune_id  UUID REFERENCES commune (id),
  sex         TEXT NOT NULL CHECK (sex IN ('girl', 'boy')),
  age_from    INTEGER NOT NULL CHECK (age_from >= 0),
  age_to      INTEGER NOT NULL CHECK (age_to > age_from AND age_to <= 18),
  what        TEXT NOT NULL,
  monthly     BIGINT NOT NULL CHECK (monthly > 0),
  until_month TEXT NOT NULL CHECK (until_month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  waits_since DATE NOT NULL,
  state       TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'held', 'sponsored', 'closed')),
  closed_on   DATE,
  closed_why  TEXT CHECK (closed_why IN ('moved', 'finished', 'no_need', 'mistake', 'person')),
  made_up     BOOLEAN NOT NULL DEFAULT false,
  UNIQUE (letters, number),
  CHECK ((state = 'closed') = (closed_why IS NOT NULL AND closed_on IS NOT NULL))
);
CREATE INDEX slot_waiting ON slot (waits_since, id) WHERE state = 'open';

-- A number stands for one child for ever: what describes it never changes, and what is closed stays closed.
CREATE FUNCTION slot_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF (NEW.id, NEW.need_id, NEW.letters, NEW.number, NEW.province, NEW.sex, NEW.age_from, NEW.age_to, NEW.what, NEW.monthly, NEW.made_up)
        IS NOT DISTINCT FROM
        (OLD.id, OLD.need_id, OLD.letters, OLD.number, OLD.province, OLD.sex, OLD.age_from, OLD.age_to, OLD.what, OLD.monthly, OLD.made_up)
      AND NEW.key IS NOT DISTINCT FROM OLD.key AND NEW.commune_id IS NOT DISTINCT FROM OLD.commune_id
      AND NEW.until_month >= OLD.until_month AND OLD.state <> 'closed'
    THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'a sponsored place is never changed into another: close it, and make a new one';
END $$;
CREATE TRIGGER slot_stands BEFORE UPDATE OR DELETE ON slot FOR EACH ROW EXECUTE FUNCTION slot_stands();
CREATE TRIGGER slot_no_truncate BEFORE TRUNCATE ON slot FOR EACH STATEMENT EXECUTE FUNCTION slot_stands();

CREATE TABLE slot_history (
  id      BIGSERIAL PRIMARY KEY,
  slot_id UUID NOT NULL REFERENCES slot (id),
  what    TEXT NOT NULL CHECK (what IN ('waits', 'sponsored', 'paused', 'resumed', 'given_back', 'longer', 'closed')),
  month   TEXT,
  at      TIMESTAMPTZ(3) NOT NULL
);
CREATE INDEX slot_history_slot_id_idx ON slot_history (slot_id, id);
CREATE TRIGGER slot_history_append_only BEFORE UPDATE OR DELETE ON slot_history
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE sponsorship (
  id            UUID PRIMARY KEY,
  slot_id       UUID NOT NULL REFERENCES slot (id),
  contact_id    UUID NOT NULL,
  address_id    UUID,
  pledge_id     UUID UNIQUE REFERENCES pledge (id),
  state         TEXT NOT NULL CHECK (state IN ('held', 'active', 'paused', 'handed_back', 'ended')),
  held_until    TIMESTAMPTZ(3),
  from_month    TEXT,
  to_month      TEXT,
  due_month     TEXT,
  resumes_month TEXT,
  remind_day    INTEGER CHECK (remind_day BETWEEN 1 AND 31),
  missed        INTEGER NOT NULL DEFAULT 0,
  plans         INTEGER NOT NULL DEFAULT 0,
  said_month    TEXT,
  ended_why     TEXT CHECK (ended_why IN ('silent', 'moved', 'finished', 'no_need', 'mistake', 'person')),
  ended_on      DATE,
  unused        BIGINT NOT NULL DEFAULT 0 CHECK (unused >= 0),
  wish          TEXT CHECK (wish IN ('new_slot', 'commune', 'refund', 'person')),
  created_at    TIMESTAMPTZ(3) NOT NULL,
  CHECK ((state = 'held') = (held_until IS NOT NULL)),
  CHECK ((state = 'held') = (pledge_id IS NULL)),
  CHECK ((state = 'paused') = (resumes_month IS NOT NULL))
);
-- The promise of the whole: a place has at most one sponsor.
CREATE UNIQUE INDEX sponsorship_one_live ON sponsorship (slot_id) WHERE state IN ('held', 'active', 'paused');
CREATE INDEX sponsorship_contact_id_idx ON sponsorship (contact_id);
CREATE INDEX sponsorship_held ON sponsorship (held_until) WHERE state = 'held';
CREATE INDEX sponsorship_due ON sponsorship (due_month) WHERE state = 'active';
CREATE INDEX sponsorship_resumes ON sponsorship (resumes_month) WHERE state = 'paused';

-- Who wants to hear of a place that waits for somebody.
CREATE TABLE slot_wish (
  contact_id UUID PRIMARY KEY,
  asked_at   TIMESTAMPTZ(3) NOT NULL
);
CREATE INDEX slot_wish_asked_at_idx ON slot_wish (asked_at);
