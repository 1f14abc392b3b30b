-- What: a promise remembers how often its reminder was put off, of which other it is a part, since when it is one, and when it was
--       withdrawn.
-- Why:  its donor may put the reminder off twice, and part it in two, until the money of both comes at once; and how many promises are kept is counted from those that were not withdrawn
--       before the first reminder.
-- Undo: DROP COLUMN snoozes, part_of, promised_at, withdrawn_at; nothing else reads them.

ALTER TABLE pledge ADD COLUMN snoozes INTEGER NOT NULL DEFAULT 0 CHECK (snoozes BETWEEN 0 AND 2);
ALTER TABLE pledge ADD COLUMN part_of UUID REFERENCES pledge (id);
CREATE INDEX pledge_part_of ON pledge (part_of) WHERE part_of IS NOT NULL;
-- When its code was first shown. Null: it was only held while somebody chose; or, of an old one that came to nothing, nobody knows.
ALTER TABLE pledge ADD COLUMN promised_at TIMESTAMPTZ(3);
-- Null: it was not withdrawn, or before this was kept.
ALTER TABLE pledge ADD COLUMN withdrawn_at TIMESTAMPTZ(3);

UPDATE pledge p SET promised_at = coalesce(
  (SELECT min(h.at) FROM claim c JOIN claim_history h ON h.claim_id = c.id WHERE c.pledge_id = p.id AND h.reason = 'confirmed'),
  CASE WHEN p.monthly OR p.received > 0 OR p.state IN ('open', 'part_paid', 'fulfilled') THEN p.created_at END);
UPDATE pledge p SET withdrawn_at =
  (SELECT max(h.at) FROM claim c JOIN claim_history h ON h.claim_id = c.id WHERE c.pledge_id = p.id AND h.reason = 'cancelled')
WHERE p.state = 'cancelled';
