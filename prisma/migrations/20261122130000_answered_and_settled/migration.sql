-- What: when a handover was answered, when something set aside was settled, how often a message was left lying.
-- Why:  officers answer and settle by commands; what is settled is forgotten after 30 days; no message is tried for ever.
-- Undo: drop these columns and the index: nothing else depends on them.

ALTER TABLE handover ADD COLUMN answered_at timestamptz(3);
ALTER TABLE quarantine ADD COLUMN settled_at timestamptz(3), ADD COLUMN settled_as text;
ALTER TABLE bank_notice ADD COLUMN settled_at timestamptz(3);
ALTER TABLE outbox ADD COLUMN abandoned integer NOT NULL DEFAULT 0;

-- Looked through every two seconds; there are never many of them.
CREATE INDEX outbox_sending ON outbox (lease_until) WHERE state = 'sending';
