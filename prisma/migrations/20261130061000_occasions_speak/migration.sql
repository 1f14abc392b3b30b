-- What: a campaign that named the flow "tet" and is of another occasion names the words of its own occasion, or "give".
-- Why: one flow spoke for all campaigns; now each occasion has its own words, and a winter must not be greeted with Tết.
-- Undo: UPDATE campaign SET flow = 'tet' WHERE flow IN ('give', 'mid-autumn', 'children-month', 'new-school-year', 'winter');
UPDATE campaign
SET flow = CASE
  WHEN event_kind IN ('mid-autumn', 'children-month', 'new-school-year', 'winter') THEN event_kind
  ELSE 'give'
END
WHERE flow = 'tet' AND event_kind <> 'tet';
