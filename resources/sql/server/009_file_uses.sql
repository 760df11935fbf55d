-- SPDX-License-Identifier: MIT
-- How often a file is used, kept by the database itself: looking for what may go, or for what a quota is full of, looks at that alone.

ALTER TABLE files ADD COLUMN uses INTEGER NOT NULL DEFAULT 0; -- messages and avatars; -1: it had some, and they are gone

UPDATE files SET uses = (SELECT count(*) FROM attachments WHERE file = files.id) + (SELECT count(*) FROM avatars WHERE file = files.id);

CREATE TRIGGER attachments_added AFTER INSERT ON attachments BEGIN
    UPDATE files SET uses = max(uses, 0) + 1 WHERE id = NEW.file;
END;
CREATE TRIGGER attachments_removed AFTER DELETE ON attachments BEGIN
    UPDATE files SET uses = iif(uses > 1, uses - 1, -1) WHERE id = OLD.file;
END;
CREATE TRIGGER avatars_added AFTER INSERT ON avatars BEGIN
    UPDATE files SET uses = max(uses, 0) + 1 WHERE id = NEW.file;
END;
CREATE TRIGGER avatars_changed AFTER UPDATE OF file ON avatars WHEN OLD.file <> NEW.file BEGIN
    UPDATE files SET uses = iif(uses > 1, uses - 1, -1) WHERE id = OLD.file;
    UPDATE files SET uses = max(uses, 0) + 1 WHERE id = NEW.file;
END;
CREATE TRIGGER avatars_removed AFTER DELETE ON avatars BEGIN
    UPDATE files SET uses = iif(uses > 1, uses - 1, -1) WHERE id = OLD.file;
END;

DROP INDEX files_by_age;
DROP INDEX files_by_owner;
CREATE INDEX files_unused ON files (time_ms) WHERE uses <= 0;
CREATE INDEX files_said ON files (time_ms) WHERE state = 1 AND kind < 2 AND uses > 0;
CREATE INDEX files_by_owner ON files (owner, state, time_ms, kind, uses, size); -- all that a quota asks for
