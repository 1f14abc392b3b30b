-- What: one person over several channels: one-use codes to link them, who was merged into whom, and what moved, to be undone for
--       seven days; and where somebody wants to be written to.
-- Why:  who gives on Telegram and asks on the web chat is one donor. Only a hash of a code is kept, and no code longer than ten minutes.
-- Undo: part every link first (state = 'parting', and wait for the sweep); then DROP TABLE link_move, link_try, link and the two
--       columns of contact. Without that, merged contacts stay one.

ALTER TABLE contact ADD COLUMN home_address UUID, ADD COLUMN merged_into UUID REFERENCES contact (id);
CREATE INDEX contact_merged_into_idx ON contact (merged_into);

CREATE TABLE link (
  id              UUID PRIMARY KEY,
  hash            BYTEA UNIQUE,
  contact_id      UUID NOT NULL,
  address_id      UUID NOT NULL,
  other_id        UUID,
  other_address_id UUID,
  gone_id         UUID,
  state           TEXT NOT NULL DEFAULT 'open'
                  CHECK (state IN ('open', 'entered', 'asked', 'agreed', 'joined', 'parting', 'parted', 'void')),
  ends_at         TIMESTAMPTZ(3) NOT NULL,
  joined_at       TIMESTAMPTZ(3),
  talk_until      BIGINT,
  named           BOOLEAN NOT NULL DEFAULT false,
  files           TEXT
);
CREATE INDEX link_contact_id_idx ON link (contact_id);
CREATE INDEX link_other_id_idx ON link (other_id);
CREATE INDEX link_state_ends_at_idx ON link (state, ends_at);

CREATE TABLE link_move (
  link_id UUID NOT NULL REFERENCES link (id) ON DELETE CASCADE,
  kind    TEXT NOT NULL,
  row_id  UUID NOT NULL,
  PRIMARY KEY (link_id, kind, row_id)
);

CREATE TABLE link_try (
  id         UUID PRIMARY KEY,
  contact_id UUID NOT NULL,
  at         TIMESTAMPTZ(3) NOT NULL
);
CREATE INDEX link_try_contact_id_at_idx ON link_try (contact_id, at);
CREATE INDEX link_try_at_idx ON link_try (at);
