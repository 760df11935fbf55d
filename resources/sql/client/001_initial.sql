-- SPDX-License-Identifier: MIT
-- The messages of one account on one server, as this computer keeps them.

CREATE TABLE conversation (
    id            INTEGER PRIMARY KEY,
    key           TEXT    NOT NULL UNIQUE,
    last_seq      INTEGER NOT NULL DEFAULT 0,
    synced        INTEGER NOT NULL DEFAULT 0,
    my_received   INTEGER NOT NULL DEFAULT 0,
    my_read       INTEGER NOT NULL DEFAULT 0,
    peer_received INTEGER NOT NULL DEFAULT 0,
    peer_read     INTEGER NOT NULL DEFAULT 0,
    draft         TEXT    NOT NULL DEFAULT ''
) STRICT;

-- One conversation's log lies together on disk, so that a page of it is read in one go.
CREATE TABLE message (
    conversation INTEGER NOT NULL REFERENCES conversation (id),
    seq          INTEGER NOT NULL CHECK (seq > 0),
    sender       TEXT    NOT NULL,
    uuid         BLOB    NOT NULL CHECK (length(uuid) = 16),
    time         INTEGER NOT NULL,
    text         TEXT    NOT NULL,
    PRIMARY KEY (conversation, seq)
) STRICT, WITHOUT ROWID;

-- Own messages the server has not acknowledged; apart from history, gone with the ack.
CREATE TABLE outbox (
    position     INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid         BLOB    NOT NULL UNIQUE CHECK (length(uuid) = 16),
    conversation TEXT    NOT NULL,
    text         TEXT    NOT NULL,
    created      INTEGER NOT NULL,
    failure      INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE person (
    account   TEXT    NOT NULL PRIMARY KEY,
    display   TEXT    NOT NULL,
    last_seen INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Messages of a log that the server no longer has; kept, not shown.
CREATE TABLE message_aside (
    aside_time   INTEGER NOT NULL,
    conversation INTEGER NOT NULL,
    seq          INTEGER NOT NULL,
    sender       TEXT    NOT NULL,
    uuid         BLOB    NOT NULL,
    time         INTEGER NOT NULL,
    text         TEXT    NOT NULL
) STRICT;
