-- What: what people ask of us about their own data, with a number and the law's clock; and how often a promised hour was missed.
-- Why:  Decree 356/2025: answered within two working days, done within 20 days; and who was erased must stay erased after a restore.
-- Undo: DROP TABLE request; what was erased stays erased.

CREATE TABLE request (
  id         UUID PRIMARY KEY,
  number     SERIAL NOT NULL UNIQUE,
  contact_id UUID NOT NULL,
  kind       TEXT NOT NULL CHECK (kind IN ('erase', 'copy')),
  state      TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done')),
  asked_at   TIMESTAMPTZ(3) NOT NULL,
  answer_by  TIMESTAMPTZ(3) NOT NULL,
  done_at    TIMESTAMPTZ(3),
  files      TEXT
);
CREATE INDEX request_state_kind_idx ON request (state, kind);
ALTER TABLE handover ADD COLUMN late INTEGER NOT NULL DEFAULT 0;

CREATE INDEX request_contact_id_idx ON request (contact_id);
