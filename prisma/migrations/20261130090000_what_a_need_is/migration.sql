-- What: of a need the thing, and for whom: item, sex, age_from, age_to; and indexes by which the search finds its few among many.
-- Why:  people ask in their own words for "áo ấm cho bé gái tiểu học". What is shown of a need stays a person's sentence, which
--       no search can rely on.
-- Undo: ALTER TABLE need DROP COLUMN item, DROP COLUMN sex, DROP COLUMN age_from, DROP COLUMN age_to (the index by kind goes with
--       it); DROP INDEX need_commune_id_idx, need_open_by_deadline, need_open_by_kind.

ALTER TABLE need
  ADD COLUMN item TEXT,
  ADD COLUMN sex TEXT CHECK (sex IN ('female', 'male')),
  ADD COLUMN age_from INTEGER,
  ADD COLUMN age_to INTEGER,
  ADD CONSTRAINT need_ages CHECK ((age_from IS NULL) = (age_to IS NULL) AND age_from <= age_to);

CREATE INDEX need_commune_id_idx ON need (commune_id);
CREATE INDEX need_open_by_kind ON need (package, item, deadline) WHERE state = 'open';
CREATE INDEX need_open_by_deadline ON need (deadline) WHERE state = 'open';
