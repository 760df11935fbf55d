// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/address/lossylink.h"

#include <QList>
#include <QString>

namespace miniqq::lab {

/// Numbered datagrams over a link that loses, doubles, damages and holds back: what was sent, what came, and
/// what a receiver can make of it. Simulated, and the same for the same settings and seed.
struct LossyRun
{
    struct Arrow
    {
        int number = 0; ///< of the datagram, from 1
        qint64 sentMs = 0;
        qint64 arrivedMs = -1; ///< -1: lost
        bool damaged = false;
        bool repeated = false;
        bool overtaken = false; ///< one that was sent later came earlier
    };

    static constexpr int mostDatagrams = 40;

    QList<Arrow> arrows; ///< by number, repeated ones behind the first
    QList<int> arrival;  ///< the numbers in the order in which they arrive
    int sent = 0;
    int lost = 0;
    int repeated = 0;
    int damaged = 0;
    int overtaken = 0;
    qint64 lastMs = 0; ///< when the last thing happens

    /// "8 of 10 arrived: 2 lost, ...": what one sees.
    QString summary() const;
    /// What that means to a program with UDP, and what TCP would do about it.
    QString meaning() const;
};

/// `datagrams` from 1 to mostDatagrams, sent `gapMs` apart. An error names what is out of range.
Result<LossyRun> runLossyLink(const LinkFaults &faults, quint32 seed, int datagrams, int gapMs);

} // namespace miniqq::lab
