-- What: an invitation remembers who made it.
-- Why: one made by somebody who may let nobody in any more opens nothing.
-- Undo: ALTER TABLE officer_invite DROP COLUMN made_by;
ALTER TABLE "officer_invite" ADD COLUMN "made_by" UUID;

ALTER TABLE "officer_invite" ADD CONSTRAINT "officer_invite_made_by_fkey" FOREIGN KEY ("made_by") REFERENCES "officer"("id") ON DELETE SET NULL ON UPDATE CASCADE;
