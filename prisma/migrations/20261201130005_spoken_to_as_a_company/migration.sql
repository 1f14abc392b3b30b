-- What: “anh/chị” is one more way to speak to somebody: to whoever speaks for a company and has said no other.
-- Why:  one talk mixed “anh/chị” and “bạn”. It holds from the first word on, as every other form does.
-- Undo: UPDATE contact SET salutation = NULL WHERE salutation = 'anh/chị'; then the check as it was, without it.

ALTER TABLE contact DROP CONSTRAINT contact_salutation_check;
ALTER TABLE contact ADD CONSTRAINT contact_salutation_check
  CHECK (salutation IN ('bạn', 'anh', 'chị', 'cô', 'chú', 'bác', 'anh/chị'));
