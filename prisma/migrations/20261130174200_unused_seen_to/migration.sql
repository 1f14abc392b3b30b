-- What: of money that was not used when a place ended it is kept that the fund has seen to it; a sponsorship is whose its promise is.
-- Why:  whoever waits for that money is not erased before: nobody could be asked any more. A link that was undone could leave a
--       sponsorship with one person and its promise with the other.
-- Undo: ALTER TABLE sponsorship DROP COLUMN unused_settled_at. The second part needs none.

ALTER TABLE sponsorship ADD COLUMN unused_settled_at TIMESTAMPTZ(3) CHECK (unused_settled_at IS NULL OR unused > 0);
UPDATE sponsorship SET contact_id = pledge.contact_id FROM pledge
  WHERE pledge.id = sponsorship.pledge_id AND pledge.contact_id <> sponsorship.contact_id;
