-- What: transfer codes of a campaign begin as those of no other do, and so do its receipts; and when a campaign was closed.
-- Why:  a second campaign could be opened with the letters and the series of another one; and one that was closed early went on naming
--       the day that had been planned. Campaigns that share theirs already keep them: codes and receipts are out there
--       (`own_marks` false: of those that share, all but the first that opened).
-- Undo: DROP INDEX campaign_code_prefix_key, campaign_receipt_series_key; ALTER TABLE campaign DROP COLUMN own_marks, DROP COLUMN closed_at;

ALTER TABLE campaign ADD COLUMN own_marks BOOLEAN NOT NULL DEFAULT true;
UPDATE campaign c SET own_marks = false WHERE EXISTS (
  SELECT 1 FROM campaign o WHERE (o.code_prefix = c.code_prefix OR o.receipt_series = c.receipt_series)
    AND (o.state = 'draft', o.opens_at, o.id) < (c.state = 'draft', c.opens_at, c.id));
CREATE UNIQUE INDEX campaign_code_prefix_key ON campaign (code_prefix) WHERE own_marks;
CREATE UNIQUE INDEX campaign_receipt_series_key ON campaign (receipt_series) WHERE own_marks;

ALTER TABLE campaign ADD COLUMN closed_at TIMESTAMPTZ(3);
UPDATE campaign c SET closed_at = (
  SELECT max(a.at) FROM audit a WHERE a.act = 'campaign.closed' AND a.object = 'campaign/' || c.id::text)
WHERE c.state = 'closed';
