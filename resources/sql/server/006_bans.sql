-- SPDX-License-Identifier: MIT
-- Whom the operator does not let in: accounts by their canonical name, addresses as they are counted (an IPv4 address,
-- or the /64 network of an IPv6 address). Names need not exist.
CREATE TABLE bans (
    kind       INTEGER NOT NULL, -- 0 account, 1 address
    subject    TEXT    NOT NULL,
    reason     TEXT    NOT NULL, -- told to whom it concerns; may be empty
    created_ms INTEGER NOT NULL,
    PRIMARY KEY (kind, subject)
) STRICT, WITHOUT ROWID;
