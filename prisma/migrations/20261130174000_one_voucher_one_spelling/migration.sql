-- What: what all spellings of a voucher's number have in common stands beside it, and is once a campaign of the purchases that count.
-- Why:  “PC-01”, “pc 01” and the same in letters that only look alike are one paper, and one paper proves one purchase.
-- Undo: DROP INDEX purchase_one_voucher; ALTER TABLE purchase DROP COLUMN voucher_key; CREATE UNIQUE INDEX purchase_one_voucher ON
--       purchase (campaign_id, voucher COLLATE "C") WHERE state = 'booked'.

ALTER TABLE purchase ADD COLUMN voucher_key TEXT;
ALTER TABLE purchase DISABLE TRIGGER USER;
-- As spending/purchase.ts folds it, of Latin letters with and without marks. Where two that count turn out to be one, the later keeps a key of its own: it is for
-- people to say which is wrong.
UPDATE purchase SET voucher_key = key || CASE WHEN nth > 1 OR key = '' THEN '#' || purchase.id ELSE '' END
FROM (
  SELECT id, key, row_number() OVER (PARTITION BY campaign_id, key, state = 'booked' ORDER BY id) AS nth
  FROM (SELECT id, campaign_id, state, upper(regexp_replace(translate(normalize(voucher, NFKD), 'đĐ', 'dD'),
    '[^0-9A-Za-z]', '', 'g')) AS key FROM purchase) folded
) found WHERE found.id = purchase.id;
ALTER TABLE purchase ENABLE TRIGGER USER;
ALTER TABLE purchase ALTER COLUMN voucher_key SET NOT NULL;
DROP INDEX purchase_one_voucher;
CREATE UNIQUE INDEX purchase_one_voucher ON purchase (campaign_id, voucher_key COLLATE "C") WHERE state = 'booked';
