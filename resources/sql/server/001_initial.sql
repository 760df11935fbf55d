-- SPDX-License-Identifier: MIT
-- The server's database. Times are milliseconds since 1970 (UTC), text is UTF-8, sequence numbers count from 1.

CREATE TABLE accounts (
    id            INTEGER PRIMARY KEY AUTOINCREMENT, -- an id is never given to a second person
    name          TEXT    NOT NULL UNIQUE,           -- canonical
    skeleton      TEXT    NOT NULL UNIQUE,           -- what look-alike names have in common
    display       TEXT    NOT NULL,
    password_hash TEXT    NOT NULL,
    created_ms    INTEGER NOT NULL,
    last_seen_ms  INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE resume_tokens (
    sha256     BLOB    NOT NULL PRIMARY KEY CHECK (length(sha256) = 32),
    account    INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    created_ms INTEGER NOT NULL,
    expires_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX resume_tokens_by_account ON resume_tokens (account);
CREATE INDEX resume_tokens_by_expiry ON resume_tokens (expires_ms);

CREATE TABLE conversations (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    key          TEXT    NOT NULL UNIQUE,
    kind         INTEGER NOT NULL,          -- 0 lobby, 1 direct, 2 group
    last_seq     INTEGER NOT NULL DEFAULT 0, -- of the messages indexed so far; newer ones are at the end of the log
    last_time_ms INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO conversations (key, kind) VALUES ('lobby', 0);

CREATE TABLE members (
    conversation INTEGER NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    account      INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    PRIMARY KEY (conversation, account)
) STRICT, WITHOUT ROWID;

CREATE TABLE positions (
    conversation INTEGER NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    account      INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    received     INTEGER NOT NULL,
    read         INTEGER NOT NULL,
    PRIMARY KEY (conversation, account)
) STRICT, WITHOUT ROWID;

-- Every message in the order of commit. The only table that an acknowledged commit appends to: no index, no foreign key.
CREATE TABLE log (
    id           INTEGER PRIMARY KEY,
    conversation INTEGER NOT NULL,
    seq          INTEGER NOT NULL,
    sender       INTEGER NOT NULL,
    uuid         BLOB    NOT NULL,
    time_ms      INTEGER NOT NULL,
    text         TEXT    NOT NULL
) STRICT;

-- These follow the log in larger batches; indexed_log_id is the last row of the log they know.
CREATE TABLE message_index (
    conversation INTEGER NOT NULL,
    seq          INTEGER NOT NULL,
    log_id       INTEGER NOT NULL,
    PRIMARY KEY (conversation, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE uuid_index (
    sender INTEGER NOT NULL,
    uuid   BLOB    NOT NULL,
    log_id INTEGER NOT NULL,
    PRIMARY KEY (sender, uuid)
) STRICT, WITHOUT ROWID;

CREATE TABLE index_state (
    one            INTEGER PRIMARY KEY CHECK (one = 1),
    indexed_log_id INTEGER NOT NULL
) STRICT;
INSERT INTO index_state (one, indexed_log_id) VALUES (1, 0);
