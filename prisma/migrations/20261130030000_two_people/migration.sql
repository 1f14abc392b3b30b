-- What: what waits for a second person (approval), who stands in for whom on which days (deputy), since when a role is held, and
--       when a session last gave a code.
-- Why:  one person alone, bribed or robbed of a phone, must not change where donors' money goes; three people of whom one is
--       away must still be able to.
-- Undo: DROP TABLE approval, deputy; ALTER TABLE officer_role DROP COLUMN given_at; ALTER TABLE officer_session DROP COLUMN proven_at.

CREATE TABLE approval (
  id         UUID PRIMARY KEY,
  kind       TEXT NOT NULL,
  object     TEXT NOT NULL,
  facts      JSONB NOT NULL,
  unit_id    UUID NOT NULL REFERENCES unit (id),
  asked_by   UUID NOT NULL REFERENCES officer (id),
  asked_at   TIMESTAMPTZ(3) NOT NULL,
  ends_at    TIMESTAMPTZ(3) NOT NULL,
  state      TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'approved', 'refused', 'withdrawn', 'lapsed')),
  decided_by UUID REFERENCES officer (id),
  decided_at TIMESTAMPTZ(3),
  CHECK (state <> 'approved' OR (decided_by IS NOT NULL AND decided_by <> asked_by))
);
CREATE UNIQUE INDEX approval_one_open ON approval (kind, object) WHERE state = 'open';
CREATE INDEX approval_state_idx ON approval (state, ends_at);

CREATE TABLE deputy (
  id         UUID PRIMARY KEY,
  officer_id UUID NOT NULL REFERENCES officer (id),
  deputy_for UUID NOT NULL REFERENCES officer (id),
  from_day   DATE NOT NULL,
  until_day  DATE NOT NULL,
  named_at   TIMESTAMPTZ(3) NOT NULL,
  ended_at   TIMESTAMPTZ(3),
  CHECK (officer_id <> deputy_for),
  CHECK (from_day <= until_day)
);
CREATE INDEX deputy_officer_id_idx ON deputy (officer_id);
CREATE INDEX deputy_deputy_for_idx ON deputy (deputy_for);

ALTER TABLE officer_role ADD COLUMN given_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;
UPDATE officer_role SET given_at = o.created_at FROM officer o WHERE o.id = officer_id;

ALTER TABLE officer_session ADD COLUMN proven_at TIMESTAMPTZ(3);
