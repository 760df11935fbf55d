-- SPDX-License-Identifier: MIT
-- Who is in a group no longer is told its title as it was then.

ALTER TABLE group_members ADD COLUMN left_title TEXT; -- NULL: is in it

-- The titles of those who left before this step stand in the log: the last one given up to the entry that took them away.
CREATE TABLE titles (
    conversation INTEGER NOT NULL,
    seq          INTEGER NOT NULL,
    title        TEXT    NOT NULL,
    PRIMARY KEY (conversation, seq)
) STRICT, WITHOUT ROWID;
INSERT INTO titles
    SELECT log.conversation, log.seq, json_extract(change, '$.title') FROM group_changes JOIN log ON log.id = log_id
    WHERE CASE WHEN json_valid(change) THEN json_extract(change, '$.what') END IN ('created', 'renamed');
UPDATE group_members SET left_title = coalesce(
    (SELECT title FROM titles
     WHERE titles.conversation = group_members.conversation AND seq <= left_seq ORDER BY seq DESC LIMIT 1), '?')
    WHERE left_seq > 0;
DROP TABLE titles;
