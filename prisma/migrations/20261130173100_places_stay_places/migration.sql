-- What: a campaign that was ever open, or that has sponsored places, never becomes one for places nor stops being one. Needs of places
--       that were closed, written anew, shortened or moved at the desk are as their places are again.
-- Why:  one officer alone showed every place to the public, and had its money spent, by giving its campaign another occasion; and hid
--       the books of a campaign by making it one for places. A place whose need is shut cannot come into its next month.
-- Undo: DROP TRIGGER campaign_stays_for_places ON campaign; DROP FUNCTION campaign_stays_for_places.

CREATE FUNCTION campaign_stays_for_places() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.event_kind = 'sponsorship') <> (NEW.event_kind = 'sponsorship') AND (OLD.state <> 'draft'
      OR EXISTS (SELECT 1 FROM slot s JOIN need n ON n.id = s.need_id WHERE n.campaign_id = OLD.id)) THEN
    RAISE EXCEPTION 'campaign % was opened, or has sponsored places: it neither becomes one for places nor stops being one', OLD.id;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER campaign_stays_for_places BEFORE UPDATE OF event_kind ON campaign
  FOR EACH ROW EXECUTE FUNCTION campaign_stays_for_places();

UPDATE need n SET state = CASE WHEN s.state = 'closed' THEN 'closed' ELSE 'open' END, cap = greatest(n.cap, n.taken, s.monthly * 1000),
  what = 'suất đỡ đầu ' || s.letters || '-' || lpad(s.number::text, greatest(4, length(s.number::text)), '0'),
  package = 'sponsorship', item = NULL, sex = NULL, age_from = NULL, age_to = NULL, deadline = NULL, commune_id = NULL, shows = false
FROM slot s WHERE s.need_id = n.id;
