-- What: in whose name a promise is made, beside its giver's own: a company's, a group's, or in honour or memory of somebody. The kind is
--       open; the name, the occasion and a tax code are sealed under the giver's key.
-- Why:  a company's receipt names the company, a group's certificate the group, and one in memory of a grandfather him as well.
-- Undo: ALTER TABLE pledge DROP COLUMN behalf, DROP COLUMN behalf_body; papers that were issued stay as they are.

ALTER TABLE pledge ADD COLUMN behalf TEXT CHECK (behalf IN ('company', 'group', 'tribute')), ADD COLUMN behalf_body BYTEA;
ALTER TABLE pledge ADD CONSTRAINT pledge_behalf CHECK (behalf IS NOT NULL OR behalf_body IS NULL);
