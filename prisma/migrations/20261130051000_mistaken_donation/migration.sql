-- What: a bank credit may have several donations, of which one stands (state <> 'mistaken').
-- Why: money that was given to the wrong donor is taken back; the old donation stays with its cancelled receipt.
-- Undo: DROP INDEX donation_of_credit_idx, donation_credit_id_idx; CREATE UNIQUE INDEX donation_credit_id_key ON donation (credit_id); (once none is mistaken)
DROP INDEX "donation_credit_id_key";
CREATE UNIQUE INDEX "donation_of_credit_idx" ON "donation" ("credit_id") WHERE state <> 'mistaken';
CREATE INDEX "donation_credit_id_idx" ON "donation" ("credit_id");
