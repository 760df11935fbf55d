-- SPDX-License-Identifier: MIT
-- Files. Here is what is known of them; what is in them lies in a folder of its own, under their ids.

CREATE TABLE files (
    id       BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16), -- the server's choice, by chance
    owner    INTEGER NOT NULL REFERENCES accounts (id),
    uuid     BLOB    NOT NULL,            -- the owner's choice
    name     TEXT    NOT NULL,            -- made safe
    size     INTEGER NOT NULL CHECK (size >= 0),
    sha256   BLOB    NOT NULL CHECK (length(sha256) = 32),
    kind     INTEGER NOT NULL,            -- 0 file, 1 image, 2 avatar
    format   INTEGER NOT NULL,            -- 0 none, 1 PNG, 2 JPEG, 3 GIF
    width    INTEGER NOT NULL DEFAULT 0,
    height   INTEGER NOT NULL DEFAULT 0,
    state    INTEGER NOT NULL DEFAULT 0,  -- 0 arriving, 1 whole, 2 expired: the contents are gone
    verified INTEGER NOT NULL DEFAULT 0,  -- of an arriving one: bytes that are synced
    time_ms  INTEGER NOT NULL,            -- when it last arrived in part or became whole
    UNIQUE (owner, uuid)
) STRICT, WITHOUT ROWID;
CREATE INDEX files_by_owner ON files (owner, state, time_ms);
CREATE INDEX files_by_age ON files (state, time_ms);

-- The file that came with a message.
CREATE TABLE attachments (
    log_id INTEGER PRIMARY KEY,           -- the row of log
    file   BLOB NOT NULL REFERENCES files (id)
) STRICT;
CREATE INDEX attachments_by_file ON attachments (file);

CREATE TABLE avatars (
    account INTEGER PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    file    BLOB NOT NULL REFERENCES files (id)
) STRICT;
CREATE INDEX avatars_by_file ON avatars (file);
