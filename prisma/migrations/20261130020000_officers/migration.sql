-- What: officers with roles in units, their invitations, sessions and tries to sign in, and the audit trail with its daily seals.
-- Why:  the desk at /console is for known people, each within what their role and unit allow, and what they do stays known.
-- Undo: DROP TABLE audit_seal, audit, sign_in_try, officer_session, officer_invite, officer_recovery, officer_role, officer;
--       DROP FUNCTION audit_stands. Officers are invited anew then; nothing of donors is touched.

CREATE TABLE officer (
  id           UUID PRIMARY KEY,
  email_hash   BYTEA NOT NULL UNIQUE,
  email        BYTEA NOT NULL,
  name         BYTEA NOT NULL,
  password     TEXT NOT NULL,
  totp_secret  BYTEA,
  totp_step    BIGINT NOT NULL DEFAULT 0,
  totp_since   TIMESTAMPTZ(3),
  state        TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'ended')),
  created_at   TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE officer_role (
  officer_id UUID NOT NULL REFERENCES officer (id),
  unit_id    UUID NOT NULL REFERENCES unit (id),
  role       TEXT NOT NULL CHECK (role IN
    ('administrator', 'campaign_manager', 'treasurer', 'coordinator', 'unit_officer', 'auditor')),
  PRIMARY KEY (officer_id, unit_id, role)
);

CREATE TABLE officer_recovery (
  code_hash  BYTEA PRIMARY KEY,
  officer_id UUID NOT NULL REFERENCES officer (id)
);
CREATE INDEX officer_recovery_officer_id_idx ON officer_recovery (officer_id);

CREATE TABLE officer_invite (
  id         UUID PRIMARY KEY,
  token_hash BYTEA NOT NULL UNIQUE,
  unit_id    UUID REFERENCES unit (id),
  role       TEXT,
  officer_id UUID REFERENCES officer (id),
  ends_at    TIMESTAMPTZ(3) NOT NULL,
  used_at    TIMESTAMPTZ(3),
  -- Either it makes an officer, or gives one a new password.
  CHECK ((officer_id IS NULL) = (unit_id IS NOT NULL AND role IS NOT NULL))
);

CREATE TABLE officer_session (
  id         UUID PRIMARY KEY,
  token_hash BYTEA NOT NULL UNIQUE,
  officer_id UUID NOT NULL REFERENCES officer (id),
  stage      TEXT NOT NULL CHECK (stage IN ('code', 'enrol', 'full')),
  browser    TEXT NOT NULL,
  created_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  seen_at    TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX officer_session_officer_id_idx ON officer_session (officer_id);

CREATE TABLE sign_in_try (
  id      UUID PRIMARY KEY,
  account BYTEA NOT NULL,
  network BYTEA NOT NULL,
  kind    TEXT NOT NULL CHECK (kind IN ('known', 'strange', 'code')),
  at      TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX sign_in_try_account_idx ON sign_in_try (account, at);

CREATE TABLE audit (
  n      BIGINT PRIMARY KEY,
  at     TIMESTAMPTZ(3) NOT NULL,
  actor  UUID,
  act    TEXT NOT NULL,
  object TEXT NOT NULL,
  detail TEXT NOT NULL,
  hash   BYTEA NOT NULL
);

CREATE TABLE audit_seal (
  n         BIGINT PRIMARY KEY,
  hash      BYTEA NOT NULL,
  sealed_at TIMESTAMPTZ(3) NOT NULL,
  kid       TEXT NOT NULL,
  signature BYTEA NOT NULL
);

CREATE FUNCTION audit_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;

CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_stands();
CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION audit_stands();
CREATE TRIGGER audit_seal_append_only BEFORE UPDATE OR DELETE ON audit_seal FOR EACH ROW EXECUTE FUNCTION audit_stands();
CREATE TRIGGER audit_seal_no_truncate BEFORE TRUNCATE ON audit_seal FOR EACH STATEMENT EXECUTE FUNCTION audit_stands();
