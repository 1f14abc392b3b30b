-- What: which urgent flow called for a person of the fund: a child in danger, or somebody in despair.
-- Why:  officers are told which of the two it is, in words of its own, before they open it; why somebody is asked for lies sealed.
-- Undo: ALTER TABLE handover DROP COLUMN alarm (both are then told as a child in danger again).

ALTER TABLE handover ADD COLUMN alarm TEXT;
