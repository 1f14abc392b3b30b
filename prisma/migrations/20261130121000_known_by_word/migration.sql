-- What: whoever came by a link that a colleague was shown, and of whom nobody has said that it is them, is not known.
-- Why:  where nobody but that colleague could have said so, it was taken for granted: one alone could be two people after a day.
-- Undo: UPDATE officer SET known_since = now() WHERE known_since IS NULL (all are known again, whoever they are).

UPDATE officer o SET known_since = NULL WHERE let_in_by IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM audit a WHERE a.act = 'officer.confirmed' AND a.object = 'officer/' || o.id AND a.at >= o.totp_since
);
