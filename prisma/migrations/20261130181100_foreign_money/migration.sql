-- What: money in another currency as a kind of offer: what somebody means to send, what came and is held, and the credit in đồng that it became.
-- Why:  an account takes đồng alone, so such money waits for its bank; until then it is hers to ask about, and in no sum of đồng.
-- Undo: settle what is held (SELECT * FROM offer WHERE state = 'held'); DELETE FROM offer WHERE kind = 'foreign'; ALTER TABLE offer
--       DROP COLUMN said_currency, DROP COLUMN said_sum, DROP COLUMN came_currency, DROP COLUMN came_sum, DROP COLUMN donation_id; and the
--       checks on kind, state, accepted and declined as 20261130172000_offers has them.

ALTER TABLE offer
  ADD COLUMN said_currency TEXT CHECK (said_currency ~ '^[A-Z]{3}$' AND said_currency <> 'VND'),
  ADD COLUMN said_sum BIGINT CHECK (said_sum > 0),
  ADD COLUMN came_currency TEXT CHECK (came_currency ~ '^[A-Z]{3}$' AND came_currency <> 'VND'),
  ADD COLUMN came_sum BIGINT CHECK (came_sum > 0),
  ADD COLUMN donation_id UUID UNIQUE REFERENCES donation (id);

ALTER TABLE offer DROP CONSTRAINT offer_kind_check, DROP CONSTRAINT offer_state_check,
  DROP CONSTRAINT offer_check, DROP CONSTRAINT offer_check1, DROP CONSTRAINT offer_check3;
ALTER TABLE offer
  ADD CONSTRAINT offer_kind_check CHECK (kind IN ('goods', 'visit', 'service', 'direct', 'foreign')),
  ADD CONSTRAINT offer_state_check
    CHECK (state IN ('offered', 'asked', 'accepted', 'done', 'held', 'returned', 'declined', 'withdrawn')),
  ADD CONSTRAINT offer_agreed CHECK (state <> 'accepted' OR kind = 'foreign' OR day IS NOT NULL),
  ADD CONSTRAINT offer_ended CHECK ((state IN ('done', 'returned')) = (done_at IS NOT NULL AND done_on IS NOT NULL)),
  ADD CONSTRAINT offer_takes CHECK (state NOT IN ('declined', 'withdrawn', 'returned') OR takes = 0),
  ADD CONSTRAINT offer_said_whole CHECK ((said_sum IS NULL) = (said_currency IS NULL)),
  ADD CONSTRAINT offer_came_whole CHECK ((came_sum IS NULL) = (came_currency IS NULL)),
  -- Of other kinds none has a currency; what has come is held, went back, or became đồng.
  ADD CONSTRAINT offer_foreign CHECK (kind = 'foreign'
    OR (said_sum IS NULL AND came_sum IS NULL AND donation_id IS NULL AND state NOT IN ('held', 'returned'))),
  ADD CONSTRAINT offer_came CHECK (kind <> 'foreign'
    OR (state IN ('held', 'returned', 'done')) = (came_sum IS NOT NULL) AND (came_sum IS NULL OR day IS NOT NULL)),
  ADD CONSTRAINT offer_changed CHECK (donation_id IS NULL OR state = 'done');
