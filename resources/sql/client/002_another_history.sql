-- SPDX-License-Identifier: MIT
-- A server that was restored from a backup goes on with numbers that it gave before, for other messages.

-- The history that the rows and positions of a conversation belong to, as the server named it; NULL: not known.
ALTER TABLE conversation ADD COLUMN log BLOB CHECK (log IS NULL OR length(log) = 16);

-- What the server has no more: shown where it was, behind the last message that both histories have.
CREATE TABLE message_lost (
    id           INTEGER PRIMARY KEY,
    conversation INTEGER NOT NULL REFERENCES conversation (id),
    after        INTEGER NOT NULL CHECK (after >= 0),
    seq          INTEGER NOT NULL, -- that it had
    sender       TEXT    NOT NULL,
    uuid         BLOB    NOT NULL CHECK (length(uuid) = 16),
    time         INTEGER NOT NULL,
    text         TEXT    NOT NULL,
    UNIQUE (conversation, sender, uuid)
) STRICT;
CREATE INDEX message_lost_by_place ON message_lost (conversation, after, time, seq);
