-- What: a sponsorship may be of no place: so much each month for a campaign's common pot, as long as its giver wishes.
-- Why:  whoever says “mỗi tháng 200k” need not take a place for it; the code, the months, the pause and the end are the same.
-- Undo: end those without a place first (their givers are told), DELETE them, then DROP the two constraints, DROP COLUMN monthly,
--       until_month; ALTER COLUMN slot_id SET NOT NULL; ended_why as the migration of sponsored places has it. Their promises stay.

ALTER TABLE sponsorship ALTER COLUMN slot_id DROP NOT NULL;
-- Of a place, what a month is and how long it goes are the place's.
ALTER TABLE sponsorship ADD COLUMN monthly BIGINT CHECK (monthly > 0);
ALTER TABLE sponsorship ADD COLUMN until_month TEXT CHECK (until_month ~ '^\d{4}-(0[1-9]|1[0-2])$');
ALTER TABLE sponsorship ADD CONSTRAINT sponsorship_of CHECK ((slot_id IS NULL) = (monthly IS NOT NULL)
  AND (slot_id IS NULL OR until_month IS NULL));
-- Nobody else can take it: there is nothing to hold while somebody chooses.
ALTER TABLE sponsorship ADD CONSTRAINT sponsorship_begun CHECK (slot_id IS NOT NULL OR state <> 'held');
ALTER TABLE sponsorship DROP CONSTRAINT sponsorship_ended_why_check;
ALTER TABLE sponsorship ADD CONSTRAINT sponsorship_ended_why_check
  CHECK (ended_why IN ('silent', 'moved', 'finished', 'no_need', 'mistake', 'person', 'campaign', 'done'));
