-- What: the name under which somebody wants to be thanked in public stands with the yes to it.
-- Why:  papers may bear another name: who said "Lan" to everybody and "Nguyễn Thị Lan" for a certificate is shown as "Lan".
-- Undo: ALTER TABLE consent DROP COLUMN name. Nobody is thanked by name until they say again by which.

ALTER TABLE consent ADD COLUMN name BYTEA;
-- Until now there was one name for both.
UPDATE consent SET name = contact.paper_name FROM contact
  WHERE contact.id = consent.contact_id AND consent.purpose = 'public_name' AND consent.withdrawn_at IS NULL;
