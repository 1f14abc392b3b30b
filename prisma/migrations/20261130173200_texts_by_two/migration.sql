-- What: words of a campaign, or of a need of it, that wait for a second person: as they were, and as they are to be.
-- Why:  where two people opened a campaign, one of them alone changes nothing that it says to everybody. Approvals hold no words.
-- Undo: refuse what waits (kind campaign.texts); then DROP TABLE text_change.

CREATE TABLE text_change (
  id          UUID PRIMARY KEY,
  campaign_id UUID NOT NULL REFERENCES campaign (id),
  need_id     UUID REFERENCES need (id),
  was         JSONB NOT NULL,
  becomes     JSONB NOT NULL,
  asked_at    TIMESTAMPTZ(3) NOT NULL
);
CREATE INDEX text_change_campaign_id_idx ON text_change (campaign_id);
CREATE INDEX text_change_need_id_idx ON text_change (need_id);
