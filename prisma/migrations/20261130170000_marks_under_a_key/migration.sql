-- What: money that went out and named no gift is looked at anew, and its words are marked under a key of the installation.
-- Why:  the marks were plain hashes: whoever had a copy of the table could try a short list of words and read what memos say.
-- Undo: nothing to undo. An older version finds no gift by the new marks; until it makes its own, a return told before its gift
--       waits for a person, as money that went out.

-- Whose words are still there is booked again, as when its gift comes; it is put aside as before, under new marks.
UPDATE bank_notice SET state = 'new', attempts = 0, reason = NULL
WHERE state = 'ignored' AND reason LIKE 'outgoing naming %' AND length(body) > 0;
-- What has none any more is never booked again.
UPDATE bank_notice SET reason = 'outgoing' WHERE reason LIKE 'outgoing naming %';
