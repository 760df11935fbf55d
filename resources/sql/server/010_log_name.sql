-- SPDX-License-Identifier: MIT
-- Which history this is. A restore gives it another name, so that messengers see that numbers may now mean other messages.
CREATE TABLE log_name (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    id  BLOB NOT NULL CHECK (length(id) = 16)
) STRICT;
INSERT INTO log_name (one, id) VALUES (1, randomblob(16));
