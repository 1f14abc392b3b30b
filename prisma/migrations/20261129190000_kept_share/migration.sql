-- What: a fund says how many percent of the money it keeps for its costs at most, and that it buys with an invoice.
-- Why:  donors ask for both. The bot could not answer the first, and said the second of every fund.
-- Undo: ALTER TABLE unit DROP COLUMN kept_share, DROP COLUMN invoices;

ALTER TABLE unit ADD COLUMN kept_share integer CHECK (kept_share BETWEEN 0 AND 100),
  ADD COLUMN invoices boolean NOT NULL DEFAULT false;
