// SPDX-License-Identifier: MIT
#include "app/lab/address/lossylink.h"

#include "app/lab/address/addresswords.h"

#include <algorithm>

namespace miniqq::lab {
namespace {

constexpr int maxMs = 60'000;

bool isChance(double value)
{
    return value >= 0 && value <= 1; // not a number fails, too
}

} // namespace

Result<LossyLink> LossyLink::make(const LinkFaults &faults, quint32 seed)
{
    for (const double chance : {faults.loss, faults.duplicate, faults.corrupt, faults.overtake}) {
        if (!isChance(chance))
            return Error{AddressWords::tr("A chance is a number from 0 to 1; %1 is not.").arg(chance)};
    }
    for (const int time : {faults.delayMs, faults.jitterMs}) {
        if (time < 0 || time > maxMs)
            return Error{AddressWords::tr("A delay is 0 to 60000 ms; %1 is not.").arg(time)};
    }
    return LossyLink(faults, seed);
}

bool LossyLink::happens(double chance)
{
    // Draws in any case: changing one chance leaves what the others do where it was.
    return double(m_random()) / 4294967296.0 < chance;
}

int LossyLink::upTo(int most)
{
    return int(quint64(m_random()) * quint64(most + 1) >> 32);
}

QList<DatagramArrival> LossyLink::send(const QByteArray &datagram, qint64 atMs)
{
    const bool lost = happens(m_faults.loss);
    const bool repeated = happens(m_faults.duplicate);
    const bool damaged = happens(m_faults.corrupt);
    const bool late = happens(m_faults.overtake);
    const int jitter = upTo(m_faults.jitterMs);
    const int flipped = upTo(std::max(int(datagram.size()) * 8 - 1, 0));
    const int again = upTo(m_faults.jitterMs);

    DatagramArrival delivery{m_sent++, atMs + m_faults.delayMs + (late ? jitter : 0), datagram, false, false};
    if (lost)
        return {};
    if (damaged && !datagram.isEmpty()) {
        delivery.bytes[flipped / 8] = char(delivery.bytes[flipped / 8] ^ (1 << flipped % 8));
        delivery.damaged = true;
    }
    QList<DatagramArrival> deliveries = {delivery};
    if (repeated) {
        delivery.atMs += again;
        delivery.repeated = true;
        deliveries << delivery;
    }
    return deliveries;
}

QList<DatagramArrival> LossyLink::sendAll(const QList<QByteArray> &datagrams, int gapMs)
{
    QList<DatagramArrival> all;
    qint64 at = 0;
    for (const QByteArray &datagram : datagrams) {
        all << send(datagram, at);
        at += gapMs;
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const DatagramArrival &a, const DatagramArrival &b) { return a.atMs < b.atMs; });
    return all;
}

} // namespace miniqq::lab
