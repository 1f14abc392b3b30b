-- What: who of the fund has a conversation, and since when its promise is broken; notes on a person; ready answers; officers'
--       alarms in a chat of theirs and the codes that begin them; which channels are on; an index of messages that ended badly.
-- Why:  two officers must not answer the same person; what one knows the next must read; a child in danger must wake
--       somebody who does not look at the desk; every process must be able to tell how the channels do.
-- Undo: DROP INDEX outbox_ended_badly; DROP TABLE channel_state, alarm_code, officer_alarm, ready_answer, talk_note;
--       ALTER TABLE handover DROP COLUMN taken_by, DROP COLUMN taken_at, DROP COLUMN late_since. Notes are lost then; officers
--       begin their alarms anew.

ALTER TABLE handover ADD COLUMN taken_by UUID;
ALTER TABLE handover ADD COLUMN taken_at TIMESTAMPTZ(3);
ALTER TABLE handover ADD COLUMN late_since TIMESTAMPTZ(3);

CREATE TABLE talk_note (
  id         UUID PRIMARY KEY,
  contact_id UUID NOT NULL,
  officer_id UUID NOT NULL,
  kind       TEXT NOT NULL CHECK (kind IN ('note', 'summary', 'look')),
  body       BYTEA NOT NULL,
  at         TIMESTAMPTZ(3) NOT NULL
);
CREATE INDEX talk_note_contact_id_at_idx ON talk_note (contact_id, at);

CREATE TABLE ready_answer (
  id         UUID PRIMARY KEY,
  unit_id    UUID NOT NULL REFERENCES unit (id),
  key        TEXT,
  title      TEXT NOT NULL,
  text       TEXT NOT NULL,
  state      TEXT NOT NULL DEFAULT 'live' CHECK (state IN ('live', 'ended')),
  UNIQUE (unit_id, key)
);

CREATE TABLE officer_alarm (
  officer_id UUID PRIMARY KEY REFERENCES officer (id),
  contact_id UUID NOT NULL UNIQUE,
  kinds      TEXT NOT NULL,
  since      TIMESTAMPTZ(3) NOT NULL
);

CREATE TABLE alarm_code (
  officer_id UUID PRIMARY KEY REFERENCES officer (id),
  hash       BYTEA NOT NULL UNIQUE,
  ends_at    TIMESTAMPTZ(3) NOT NULL
);

CREATE TABLE channel_state (
  channel    TEXT NOT NULL,
  account    TEXT NOT NULL,
  mode       TEXT NOT NULL CHECK (mode IN ('pull', 'webhook', 'polling')),
  seen_at    TIMESTAMPTZ(3) NOT NULL,
  webhook_at TIMESTAMPTZ(3),
  PRIMARY KEY (channel, account)
);

CREATE INDEX outbox_ended_badly ON outbox (created_at) WHERE state IN ('failed', 'blocked', 'unknown');
