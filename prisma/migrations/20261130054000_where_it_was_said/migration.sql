-- What: at which address a promise, a consent, a request, a handover, … was made, a name or a form of address said; what the one
--       who stays was called before a link; and from whom somebody was parted.
-- Why:  undoing a link gives back by address what came since. Until now everything of those days stayed with the older contact.
-- Undo: part every link first (state = 'parting', and wait for the sweep); then drop the columns, and add link.talk_until BIGINT and
--       link.named BOOLEAN NOT NULL DEFAULT false.

ALTER TABLE pledge ADD COLUMN address_id UUID;
ALTER TABLE bank_watch ADD COLUMN address_id UUID;
ALTER TABLE credit_claim ADD COLUMN address_id UUID;
ALTER TABLE consent ADD COLUMN address_id UUID, ADD COLUMN withdrawn_address_id UUID;
ALTER TABLE request ADD COLUMN address_id UUID;
ALTER TABLE handover ADD COLUMN address_id UUID;
ALTER TABLE talk_note ADD COLUMN address_id UUID;
ALTER TABLE officer_alarm ADD COLUMN address_id UUID;
ALTER TABLE contact ADD COLUMN name_address UUID, ADD COLUMN salutation_address UUID, ADD COLUMN parted_from UUID;
ALTER TABLE link ADD COLUMN kept_name BYTEA, ADD COLUMN kept_salutation TEXT, DROP COLUMN talk_until, DROP COLUMN named;
