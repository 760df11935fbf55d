-- SPDX-License-Identifier: MIT
-- Messages that were taken back. What an entry of the log is beside its text now stands in one table, whatever it is.

ALTER TABLE group_changes RENAME TO log_details;
ALTER TABLE log_details RENAME COLUMN change TO details; -- opaque to the store

CREATE TABLE recalls (
    message INTEGER PRIMARY KEY, -- the row of log whose text is gone
    entry   INTEGER NOT NULL     -- the row that says so
) STRICT;
