-- What: tries at a second factor are counted apart for browsers that are known.
-- Why:  who knew the password alone used up the codes of its owner.
-- Undo: DELETE FROM sign_in_try WHERE kind = 'code_known'; then the constraint without 'code_known'.
ALTER TABLE "sign_in_try" DROP CONSTRAINT "sign_in_try_kind_check";
ALTER TABLE "sign_in_try" ADD CONSTRAINT "sign_in_try_kind_check" CHECK (kind IN ('known', 'strange', 'code', 'code_known'));
