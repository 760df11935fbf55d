-- SPDX-License-Identifier: MIT
-- Groups. What was done to one is an entry of its log like a message: a row of log whose text is empty, as no message's
-- is, and what it says here, so that messages pay nothing for it.

CREATE TABLE group_changes (
    log_id INTEGER PRIMARY KEY, -- the row of log
    change TEXT    NOT NULL     -- what was asked for; opaque to the store
) STRICT;

CREATE TABLE groups (
    conversation   INTEGER PRIMARY KEY REFERENCES conversations (id) ON DELETE CASCADE,
    title          TEXT    NOT NULL,
    notice         TEXT    NOT NULL DEFAULT '',
    code           TEXT    UNIQUE,              -- NULL: nobody can join by code
    muted_until_ms INTEGER NOT NULL DEFAULT 0,  -- for those of role 0
    dissolved      INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Each time that somebody was in a group, from the entry that brought them to the one that took them away. Both are
-- theirs to read, and so is what lies between them.
CREATE TABLE group_members (
    conversation   INTEGER NOT NULL REFERENCES groups (conversation) ON DELETE CASCADE,
    account        INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    joined_seq     INTEGER NOT NULL,
    left_seq       INTEGER NOT NULL DEFAULT 0,  -- 0: is in it
    removed        INTEGER NOT NULL DEFAULT 0,  -- somebody else took them away
    role           INTEGER NOT NULL,            -- 0 member, 1 admin, 2 owner
    muted_until_ms INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (conversation, account, joined_seq)
) STRICT, WITHOUT ROWID;
