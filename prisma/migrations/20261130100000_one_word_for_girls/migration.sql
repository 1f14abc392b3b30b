-- What: a sponsored place says female | male, as needs and the search do; it said girl | boy.
-- Why:  one vocabulary: what is asked of one table can be asked of the other. No place changes: the words shown stay the same.
-- Undo: the same with the words turned round. A program from before shows no sex while it runs beside this one.

ALTER TABLE slot DROP CONSTRAINT slot_sex_check;
-- What describes a place never changes; here only its spelling does.
ALTER TABLE slot DISABLE TRIGGER slot_stands;
UPDATE slot SET sex = CASE sex WHEN 'girl' THEN 'female' ELSE 'male' END;
ALTER TABLE slot ENABLE TRIGGER slot_stands;
ALTER TABLE slot ADD CONSTRAINT slot_sex_check CHECK (sex IN ('female', 'male'));
