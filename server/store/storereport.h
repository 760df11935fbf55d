// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>

namespace miniqq::server {

/// What a look through a whole database found.
struct StoreReport
{
    qint64 accounts = 0;
    qint64 conversations = 0;
    qint64 messages = 0;  ///< Entries of all logs.
    QStringList findings; ///< What is wrong, a sentence each, the first few; empty: it is sound.

    bool isSound() const { return findings.isEmpty(); }
};

} // namespace miniqq::server
