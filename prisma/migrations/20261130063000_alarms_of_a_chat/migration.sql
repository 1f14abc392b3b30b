-- What: a chat may wake two officers.
-- Why:  when the chats of two were joined, the one who was woken in the other heard of no child in danger any more.
-- Undo: delete all but one row of each contact, then DROP INDEX officer_alarm_contact_id_idx;
--       ALTER TABLE officer_alarm ADD UNIQUE (contact_id);
ALTER TABLE "officer_alarm" DROP CONSTRAINT "officer_alarm_contact_id_key";
CREATE INDEX "officer_alarm_contact_id_idx" ON "officer_alarm"("contact_id");
