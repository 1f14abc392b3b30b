-- What: links by which somebody asks friends to give too, and who came by one.
-- Why:  whoever brings others is thanked as well (the plans' "biểu dương" is for those who mobilise, not only for givers); the
--       count needs to know whose link was followed, and nobody is shown who followed it.
-- Undo: DROP TABLE invited, invitation. Links that were sent open the greeting.

CREATE TABLE invitation (
  id          UUID PRIMARY KEY,
  contact_id  UUID NOT NULL,
  address_id  UUID,
  campaign_id UUID NOT NULL REFERENCES campaign (id),
  code        TEXT NOT NULL UNIQUE COLLATE "C",
  created_at  TIMESTAMPTZ(3) NOT NULL
);
CREATE INDEX ON invitation (contact_id);
CREATE INDEX ON invitation (campaign_id);

CREATE TABLE invited (
  id            UUID PRIMARY KEY,
  contact_id    UUID NOT NULL,
  address_id    UUID,
  invitation_id UUID NOT NULL REFERENCES invitation (id) ON DELETE CASCADE,
  at            TIMESTAMPTZ(3) NOT NULL
);
CREATE INDEX ON invited (contact_id);
CREATE INDEX ON invited (invitation_id);
