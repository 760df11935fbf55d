// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/core/failure.h"
#include "app/lab/core/socketname.h"

namespace miniqq::lab {

/// What connect_ex() gives, and what it means.
struct ConnectResult
{
    int number = 0;      ///< errno, 0 for success
    QString name;        ///< "ECONNREFUSED"; empty for success
    QString explanation; ///< in the language of the program
    QString python;      ///< "s.connect_ex(('127.0.0.1', 8001))  # 111"

    /// "0", "ECONNREFUSED (111)"
    QString title() const;
};

ConnectResult connectSucceeded(const SocketName &to, const SocketName &from);
ConnectResult connectFailed(const SocketName &to, const Failure &failure);
/// Given up after a time limit; the system would have gone on trying.
ConnectResult connectTimedOut(const SocketName &to, const QString &limit);

} // namespace miniqq::lab
