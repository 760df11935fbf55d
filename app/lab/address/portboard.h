// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/address/sockettable.h"
#include "common/base/clock.h"

#include <QList>

namespace miniqq::lab {

/// A row of the board: a socket, with what is known of who holds it.
struct PortBoardRow
{
    SocketRow socket;
    SocketOwner owner;   ///< Process 0: not ours to see, or nobody's.
    bool isOurs = false; ///< This process holds it.
    QString service;     ///< The name of the local port, or else of the peer's; may be empty.
};

/// The ports of this machine at one moment. A plain value: taken now and then, shown until the next one.
struct PortBoard
{
    qint64 takenNs = 0; ///< on the monotonic clock
    QList<PortBoardRow> rows;
    PortRules rules;

    /// Milliseconds until the kernel frees a row in TIME_WAIT (never below 0); -1 for any other row.
    qint64 timeWaitLeftMs(const PortBoardRow &row, qint64 nowNs) const;
};

/// Puts a board together from what the system says.
PortBoard makePortBoard(const QList<SocketRow> &sockets, const QHash<quint64, SocketOwner> &owners,
                        const QSet<quint64> &ours, const ServiceNames &names, const PortRules &rules,
                        qint64 nowNs);
/// This machine's. Reads a few files of /proc: milliseconds, more with many thousand sockets.
PortBoard readPortBoard(const Clock &clock);

Facts portBoardFacts(const PortBoard &board, qint64 nowNs);

} // namespace miniqq::lab
