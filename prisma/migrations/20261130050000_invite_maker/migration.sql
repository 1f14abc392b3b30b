-- AlterTable
ALTER TABLE "officer_invite" ADD COLUMN "made_by" UUID;

-- AddForeignKey
ALTER TABLE "officer_invite" ADD CONSTRAINT "officer_invite_made_by_fkey" FOREIGN KEY ("made_by") REFERENCES "officer"("id") ON DELETE SET NULL ON UPDATE CASCADE;
