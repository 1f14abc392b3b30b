-- What: the official code of a commune, its name in an old document, the one that it went into; and its legal statuses, each with
--       its decision and from when until when.
-- Why:  communes changed on 1 July 2025, and a status holds only for its time: “xã đặc biệt khó khăn” is said of those that hold it today.
-- Undo: add commune.status TEXT and fill it from commune_status.words; drop commune_status and the three columns.

ALTER TABLE commune ADD COLUMN code TEXT, ADD COLUMN former TEXT, ADD COLUMN into_code TEXT;
CREATE UNIQUE INDEX commune_code_key ON commune (code);

CREATE TABLE commune_status (
  id UUID PRIMARY KEY,
  commune_id UUID NOT NULL REFERENCES commune (id) ON DELETE CASCADE ON UPDATE CASCADE,
  words TEXT NOT NULL,
  area TEXT,
  decision TEXT,
  valid_from TIMESTAMPTZ(3) NOT NULL,
  valid_until TIMESTAMPTZ(3),
  source TEXT
);
CREATE UNIQUE INDEX commune_status_commune_id_words_valid_from_key ON commune_status (commune_id, words, valid_from);

-- Those that were known are of the plans for 2019-2025; they ended with the old communes.
INSERT INTO commune_status (id, commune_id, words, valid_from, valid_until, source)
  SELECT gen_random_uuid(), id, status, '2018-12-31T17:00:00Z', '2025-06-30T16:59:59.999Z', source FROM commune WHERE status IS NOT NULL;
ALTER TABLE commune DROP COLUMN status;
