// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/address/portboard.h"

#include <QList>
#include <QString>

namespace miniqq::lab {

/// A socket as a tile of the port board.
struct PortTile
{
    enum class Tone { Listening, Connected, Waiting, Half, Datagram, Other };

    QString key; ///< the same as long as it is the same socket
    quint16 port = 0;
    QString protocol; ///< "tcp", "udp"
    QString state;    ///< "LISTEN", ..., "UDP"
    Tone tone = Tone::Other;
    QString corner;        ///< "2 waiting", "37 s", "127.0.0.1": what matters most about it
    QString owner;         ///< who holds it, or whom it talks to
    QString spoken;        ///< all of it and what the state means, in words: tooltip, screen reader
    bool ours = false;     ///< held by this program or another of MiniQQ's
    double leftRatio = -1; ///< of TIME_WAIT, from 1 down to 0; -1: not in TIME_WAIT
};

/// What is shown of a board.
struct PortTiles
{
    QList<PortTile> tiles;  ///< at most as many as were asked for: own ones, then listeners, then by port
    qsizetype matching = 0; ///< sockets that pass the filter
    qsizetype total = 0;    ///< sockets of the machine
};

/// `filter`: words that must all occur in port, protocol, state, owner, service or an address; case does not
/// matter. Empty: everything. `most` bounds the tiles, `nowNs` is the time on the monotonic clock.
PortTiles portTiles(const PortBoard &board, const QString &filter, qsizetype most, qint64 nowNs);

} // namespace miniqq::lab
