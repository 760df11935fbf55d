// SPDX-License-Identifier: MIT
#include "app/lab/address/lossyrun.h"

#include "app/lab/address/addresswords.h"

#include <algorithm>

namespace miniqq::lab {

using namespace Qt::Literals::StringLiterals;

Result<LossyRun> runLossyLink(const LinkFaults &faults, quint32 seed, int datagrams, int gapMs)
{
    if (datagrams < 1 || datagrams > LossyRun::mostDatagrams)
        return Error{AddressWords::tr("Send 1 to %1 datagrams; %2 are not possible here.")
                         .arg(LossyRun::mostDatagrams)
                         .arg(datagrams)};
    if (gapMs < 0 || gapMs > 1000)
        return Error{
            AddressWords::tr("The gap between two datagrams is 0 to 1000 ms; %1 is not.").arg(gapMs)};
    Result<LossyLink> link = LossyLink::make(faults, seed);
    if (!link)
        return link.error();
    LossyRun run;
    run.sent = datagrams;
    QList<DatagramArrival> all;
    for (int number = 0; number < datagrams; ++number) {
        const qint64 sentMs = qint64(number) * gapMs;
        run.lastMs = std::max(run.lastMs, sentMs);
        const QList<DatagramArrival> deliveries =
            link->send("datagram "_ba + QByteArray::number(number + 1), sentMs);
        if (deliveries.isEmpty()) {
            ++run.lost;
            run.arrows << LossyRun::Arrow{number + 1, sentMs};
        }
        for (const DatagramArrival &delivery : deliveries) {
            run.arrows << LossyRun::Arrow{number + 1,        sentMs, delivery.atMs, delivery.damaged,
                                          delivery.repeated, false};
            run.repeated += delivery.repeated ? 1 : 0;
            run.damaged += delivery.damaged && !delivery.repeated ? 1 : 0;
            run.lastMs = std::max(run.lastMs, delivery.atMs);
        }
        all << deliveries;
    }
    for (LossyRun::Arrow &arrow : run.arrows) {
        arrow.overtaken =
            arrow.arrivedMs >= 0 && !arrow.repeated &&
            std::any_of(run.arrows.begin(), run.arrows.end(), [&arrow](const LossyRun::Arrow &other) {
                return other.number > arrow.number && other.arrivedMs >= 0 &&
                       other.arrivedMs < arrow.arrivedMs;
            });
        run.overtaken += arrow.overtaken ? 1 : 0;
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const DatagramArrival &a, const DatagramArrival &b) { return a.atMs < b.atMs; });
    for (const DatagramArrival &delivery : std::as_const(all))
        run.arrival << int(delivery.number) + 1;
    return run;
}

QString LossyRun::summary() const
{
    QStringList parts{AddressWords::tr("%1 of %2 arrived").arg(sent - lost).arg(sent)};
    if (lost > 0)
        parts << AddressWords::tr("%1 lost").arg(lost);
    if (repeated > 0)
        parts << AddressWords::tr("%1 came twice").arg(repeated);
    if (damaged > 0)
        parts << AddressWords::tr("%1 damaged").arg(damaged);
    if (overtaken > 0)
        parts << AddressWords::tr("%1 overtaken by a later one").arg(overtaken);
    return parts.join(u" · "_s);
}

QString LossyRun::meaning() const
{
    if (lost + repeated + damaged + overtaken == 0)
        return AddressWords::tr(
            "Everything came, once, whole and in order. Nobody promised that: raise a chance.");
    QStringList parts;
    parts << AddressWords::tr("A UDP program sees just this.");
    if (lost > 0)
        parts << AddressWords::tr("Lost ones it never hears of; TCP would send them again after a while.");
    if (repeated > 0)
        parts << AddressWords::tr(
            "Repeated ones it would handle twice; TCP drops them by their sequence number.");
    if (overtaken > 0)
        parts << AddressWords::tr(
            "Their order is the one of arrival; TCP holds the early ones back until the gap is "
            "filled.");
    if (damaged > 0)
        parts << AddressWords::tr(
            "Damaged ones the checksum finds: UDP throws them away silently, TCP asks for them "
            "again.");
    return parts.join(u' ');
}

} // namespace miniqq::lab
