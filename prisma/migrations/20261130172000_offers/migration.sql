-- What: what people promise other than money to an account (goods, a visit, a service, what they give directly to a school or commune),
--       and how much of a need is promised and counted in such things.
-- Why:  a coat that somebody brings fills a need as a bought one does, and is never cash; each promise has an answer and an hour for it.
-- Undo: tell those whose offers stand (state offered, asked, accepted); UPDATE need SET taken = taken - brought_promised - brought;
--       DROP TABLE offer; ALTER TABLE need DROP COLUMN brought, DROP COLUMN brought_promised.

ALTER TABLE need ADD COLUMN brought_promised BIGINT NOT NULL DEFAULT 0, ADD COLUMN brought BIGINT NOT NULL DEFAULT 0;
ALTER TABLE need ADD CONSTRAINT need_brought CHECK (brought_promised >= 0 AND brought >= 0
  AND taken_before + from_pot + brought_promised + brought <= taken
  AND (mode = 'exclusive' OR brought_promised + brought = 0));

CREATE TABLE offer (
  id          UUID PRIMARY KEY,
  kind        TEXT NOT NULL CHECK (kind IN ('goods', 'visit', 'service', 'direct')),
  contact_id  UUID NOT NULL,
  address_id  UUID,
  campaign_id UUID NOT NULL REFERENCES campaign (id),
  need_id     UUID REFERENCES need (id),
  state       TEXT NOT NULL DEFAULT 'offered' CHECK (state IN ('offered', 'asked', 'accepted', 'done', 'declined', 'withdrawn')),
  body        BYTEA,
  quantity    BIGINT CHECK (quantity > 0),
  worth       BIGINT CHECK (worth > 0),
  wished_on   DATE,
  day         DATE,
  takes       BIGINT NOT NULL DEFAULT 0 CHECK (takes >= 0),
  counted     BIGINT CHECK (counted > 0),
  value       BIGINT CHECK (value > 0),
  answer_by   TIMESTAMPTZ(3) NOT NULL,
  rung        BOOLEAN NOT NULL DEFAULT false,
  turn        INTEGER NOT NULL DEFAULT 0,
  done_on     DATE,
  done_at     TIMESTAMPTZ(3),
  action_key  TEXT NOT NULL UNIQUE,
  created_at  TIMESTAMPTZ(3) NOT NULL,
  CHECK (state <> 'accepted' OR day IS NOT NULL),
  CHECK ((state = 'done') = (done_at IS NOT NULL AND done_on IS NOT NULL)),
  -- What is only promised is no number of what came.
  CHECK (state = 'done' OR (counted IS NULL AND value IS NULL)),
  CHECK (state NOT IN ('declined', 'withdrawn') OR takes = 0),
  CHECK (takes = 0 OR (kind = 'goods' AND need_id IS NOT NULL)),
  CHECK (kind = 'direct' OR value IS NULL),
  CHECK (kind <> 'goods' OR state <> 'done' OR counted IS NOT NULL)
);
CREATE INDEX offer_contact_id_idx ON offer (contact_id);
CREATE INDEX offer_campaign_id_state_idx ON offer (campaign_id, state);
CREATE INDEX offer_need_id_idx ON offer (need_id);
