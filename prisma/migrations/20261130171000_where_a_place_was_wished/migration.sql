-- What: whoever wants to hear of a place that waits for a sponsor has a row for each chat in which they asked.
-- Why:  two channels were linked and taken apart again: the wish stayed with whoever was known longer, whoever had it.
-- Undo: DELETE FROM slot_wish w USING slot_wish v WHERE v.contact_id = w.contact_id AND v.id < w.id; then DROP COLUMN id, address_id
--       and ADD PRIMARY KEY (contact_id).

ALTER TABLE slot_wish ADD COLUMN id UUID NOT NULL DEFAULT gen_random_uuid(), ADD COLUMN address_id UUID;
ALTER TABLE slot_wish ALTER COLUMN id DROP DEFAULT;
ALTER TABLE slot_wish DROP CONSTRAINT slot_wish_pkey;
ALTER TABLE slot_wish ADD PRIMARY KEY (id);
CREATE INDEX slot_wish_contact_id_idx ON slot_wish (contact_id);
