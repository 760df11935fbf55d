// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/result.h"

#include <QByteArray>
#include <QList>

#include <random>

namespace miniqq::lab {

/// What a simulated link does to datagrams. Chances are from 0 to 1.
struct LinkFaults
{
    double loss = 0;
    double duplicate = 0;
    double corrupt = 0;  ///< one bit is flipped
    double overtake = 0; ///< the datagram is held back by up to `jitterMs`
    int delayMs = 20;    ///< every datagram takes at least that long
    int jitterMs = 50;
};

/// A datagram that comes out at the far end.
struct DatagramArrival
{
    qsizetype number = 0; ///< of the datagram, from 0, in the order of sending
    qint64 atMs = 0;      ///< on the sender's clock
    QByteArray bytes;
    bool damaged = false;
    bool repeated = false;
};

/// A link as IP promises it: packets may be lost, doubled, damaged and overtake each other. Simulated, and
/// the same for the same seed on every machine, so that a class sees what was predicted.
class LossyLink
{
public:
    /// An error names the chance or the time that is out of range (0-1; 0-60000 ms).
    static Result<LossyLink> make(const LinkFaults &faults, quint32 seed);

    /// Sends a datagram at this time; its deliveries, none if it is lost. Times must not go back.
    QList<DatagramArrival> send(const QByteArray &datagram, qint64 atMs);
    /// Sends several, `gapMs` apart, and sorts what arrives by the time of arrival.
    QList<DatagramArrival> sendAll(const QList<QByteArray> &datagrams, int gapMs);

private:
    LossyLink(const LinkFaults &faults, quint32 seed)
        : m_faults(faults)
        , m_random(seed)
    {}

    bool happens(double chance);
    int upTo(int most);

    LinkFaults m_faults;
    std::mt19937 m_random; // its numbers are laid down by the standard, those of the distributions are not
    qsizetype m_sent = 0;
};

} // namespace miniqq::lab
