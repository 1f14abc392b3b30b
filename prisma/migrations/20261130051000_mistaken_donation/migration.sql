-- What was booked as somebody's by mistake stays as it was; the same credit is another donation then.
DROP INDEX "donation_credit_id_key";
CREATE UNIQUE INDEX "donation_of_credit_idx" ON "donation" ("credit_id") WHERE state <> 'mistaken';
CREATE INDEX "donation_credit_id_idx" ON "donation" ("credit_id");
