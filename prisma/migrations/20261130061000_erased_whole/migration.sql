-- What: messages of the web chat are known by their address in place of a hash of its secret; officers' words leave the inbox, and lie
--       sealed in quarantine; a donation names the gift by whose receipt an officer gave it to somebody; memos and notices of
--       people who were erased are emptied.
-- Why:  the hash was the same for whoever was erased and wrote again; those words and memos named people who had been erased; undoing a
--       link left money with the wrong side.
-- Undo: DROP INDEX contact_erased, bank_notice_credit_id_idx; ALTER TABLE donation DROP COLUMN like_id; ALTER TABLE quarantine ALTER
--       COLUMN settled_as TYPE TEXT USING NULL. What was emptied, and the hashes, do not come back: a message of these minutes that is
--       repeated counts as new.

-- A message whose address is gone is nobody's any more.
CREATE TABLE renamed AS
  SELECT source, external_id, coalesce(address_id || substr(external_id, 23), gen_random_uuid()::text) AS fresh
  FROM inbox WHERE source LIKE 'web-chat:%' AND external_id ~ '^[A-Za-z0-9_-]{22}:';
UPDATE todo t SET external_id = r.fresh FROM renamed r WHERE t.source = r.source AND t.external_id = r.external_id;
UPDATE inbox i SET external_id = r.fresh FROM renamed r WHERE i.source = r.source AND i.external_id = r.external_id;
DROP TABLE renamed;

-- Reasons of the system's own are these.
UPDATE inbox SET dropped = 'dismissed' WHERE dropped !~ '^the (donation|promise) is [a-z_]+$' AND dropped <> ALL (ARRAY[
  'nobody asks for it any more', 'it is not so any more', 'it names no handover', 'they were answered',
  'this chat is woken no more', 'it is not theirs', 'it is not settled', 'no donation of theirs is named',
  'no promise of theirs is named', 'they refuse reminders', 'its time has passed', 'no promise to look is named',
  'it was looked for again since', 'they refuse news of their gifts', 'the promise to look is over',
  'no revision of its flow is left']);
ALTER TABLE quarantine ALTER COLUMN settled_as TYPE BYTEA USING NULL;

ALTER TABLE donation ADD COLUMN like_id UUID;

CREATE INDEX contact_erased ON contact (id) WHERE state = 'erased';
CREATE INDEX bank_notice_credit_id_idx ON bank_notice (credit_id);
UPDATE bank_credit b SET memo = '' FROM donation d JOIN contact c ON c.id = d.contact_id
  WHERE d.credit_id = b.id AND d.state <> 'mistaken' AND c.state = 'erased';
UPDATE bank_notice n SET body = '' FROM donation d JOIN contact c ON c.id = d.contact_id
  WHERE d.credit_id = n.credit_id AND d.state <> 'mistaken' AND c.state = 'erased';
UPDATE bank_notice SET reason = 'dismissed' WHERE body = '' AND reason LIKE 'dismissed: %';
