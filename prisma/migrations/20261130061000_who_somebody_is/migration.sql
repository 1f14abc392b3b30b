-- What: of an officer, who was shown the link by which their account was last opened, and since when somebody else has said that it
--       is theirs; of a link to a new password, whether two people stood behind it, or had to.
-- Why:  who approves an invitation is shown its link, and could take it up and be two people. All who are here now count as before.
--       Links to a new password of who approves, not used yet, open nothing any more: they are made anew.
-- Undo: ALTER TABLE officer DROP COLUMN let_in_by, DROP COLUMN known_since; ALTER TABLE officer_invite DROP COLUMN grave;
ALTER TABLE "officer" ADD COLUMN "let_in_by" UUID, ADD COLUMN "known_since" TIMESTAMPTZ(3);
UPDATE "officer" SET "known_since" = now();
ALTER TABLE "officer_invite" ADD COLUMN "grave" BOOLEAN NOT NULL DEFAULT false;

ALTER TABLE "officer" ADD CONSTRAINT "officer_let_in_by_fkey" FOREIGN KEY ("let_in_by") REFERENCES "officer"("id") ON DELETE SET NULL ON UPDATE CASCADE;
