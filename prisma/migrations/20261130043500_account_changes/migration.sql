-- What: a bank account is proposed before it is used; a change of account waits a day after two people approved it; the accounts
--       that a campaign had before stay known; and when an officer last signed in.
-- Why:  whoever can turn donors' money to an account of their own has all of it. Two people, a day, and everybody sees it;
--       and what still comes to the account of before finds its promise.
-- Undo: DROP INDEX audit_at_idx; DROP TABLE account_change, former_account; ALTER TABLE bank_account DROP COLUMN state; ALTER TABLE officer DROP COLUMN signed_in_at;
--       delete accounts that are proposed before that.

ALTER TABLE bank_account ADD COLUMN state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('proposed', 'open'));

CREATE TABLE account_change (
  id           UUID PRIMARY KEY,
  approval_id  UUID NOT NULL UNIQUE REFERENCES approval (id),
  unit_id      UUID NOT NULL REFERENCES unit (id),
  campaign_id  UUID REFERENCES campaign (id),
  from_account UUID REFERENCES bank_account (id),
  to_account   UUID NOT NULL REFERENCES bank_account (id),
  state        TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'stopped')),
  approved_at  TIMESTAMPTZ(3) NOT NULL,
  effective_at TIMESTAMPTZ(3) NOT NULL,
  settled_at   TIMESTAMPTZ(3),
  stopped_by   UUID REFERENCES officer (id)
);
CREATE UNIQUE INDEX account_change_one_waiting ON account_change (campaign_id) WHERE state = 'waiting';
CREATE INDEX account_change_state_idx ON account_change (state, effective_at);

CREATE TABLE former_account (
  campaign_id UUID NOT NULL REFERENCES campaign (id),
  account_id  UUID NOT NULL REFERENCES bank_account (id),
  until       TIMESTAMPTZ(3) NOT NULL,
  PRIMARY KEY (campaign_id, account_id)
);
CREATE INDEX former_account_account_id_idx ON former_account (account_id);

ALTER TABLE officer ADD COLUMN signed_in_at TIMESTAMPTZ(3);
CREATE INDEX audit_at_idx ON audit (at);
