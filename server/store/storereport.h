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
    qint64 files = 0;     ///< Whose contents are there.
    QStringList findings; ///< What is wrong, a sentence each, the first few; empty: it is sound.
    QStringList notes;    ///< What to know though all is sound, a sentence each.

    bool isSound() const { return findings.isEmpty(); }
};

} // namespace miniqq::server
