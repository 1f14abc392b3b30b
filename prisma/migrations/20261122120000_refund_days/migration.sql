-- What: a fund says in how many working days it sends money back ("3–5").
-- Why:  the bot said so for every fund; now it says it for those that said so themselves.
-- Undo: ALTER TABLE unit DROP COLUMN refund_days;

ALTER TABLE unit ADD COLUMN refund_days text;
