-- SPDX-License-Identifier: MIT
-- The index in runs: one row for up to a hundred messages instead of one for each. log_ids holds rows of the log, eight
-- bytes each, big-endian. Everything is indexed anew from the log when the database is opened next.

DROP TABLE message_index;
DROP TABLE uuid_index;
UPDATE index_state SET indexed_log_id = 0;

-- Messages with consecutive numbers from first_seq on.
CREATE TABLE message_runs (
    conversation INTEGER NOT NULL,
    first_seq    INTEGER NOT NULL,
    log_ids      BLOB    NOT NULL,
    PRIMARY KEY (conversation, first_seq)
) STRICT, WITHOUT ROWID;

-- Messages whose ids ascend as the log does; a sender's runs do not overlap.
CREATE TABLE uuid_runs (
    sender     INTEGER NOT NULL,
    first_uuid BLOB    NOT NULL,
    last_uuid  BLOB    NOT NULL,
    log_ids    BLOB    NOT NULL,
    PRIMARY KEY (sender, first_uuid)
) STRICT, WITHOUT ROWID;

-- Those whose id was below one that the sender had used before.
CREATE TABLE uuid_singles (
    sender INTEGER NOT NULL,
    uuid   BLOB    NOT NULL,
    log_id INTEGER NOT NULL,
    PRIMARY KEY (sender, uuid)
) STRICT, WITHOUT ROWID;
