// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

namespace miniqq::server {

/// What the status display shows of the store. A snapshot; the counts run since the store was opened.
struct StoreStatistics
{
    quint64 commits = 0;          ///< Group commits, of messages or of anything else.
    quint64 messageCommits = 0;   ///< Of these, those that stored messages.
    quint64 messages = 0;         ///< Messages stored.
    quint64 duplicates = 0;       ///< Repeated sends answered with their first result.
    quint64 failures = 0;         ///< Messages refused because the disk failed or was full.
    qint64 lastCommitUs = 0;      ///< Duration of the newest group commit, sync included.
    qint64 maxCommitUs = 0;       ///< The longest one.
    qint64 databaseBytes = 0;     ///< Database and write-ahead log together.
    qint64 unindexedMessages = 0; ///< Stored and readable, index still to follow.
};

} // namespace miniqq::server
