-- What: people who were erased have no key.
-- Why:  every start gave one to whoever had none, the erased too. What was left of their talks then looked sealed, could not be
--       opened, and every page of the desk that met it failed.
-- Undo: nothing. These keys opened nothing.

DELETE FROM person_key k USING contact c WHERE c.id = k.contact_id AND c.state = 'erased';
