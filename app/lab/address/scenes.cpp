// SPDX-License-Identifier: MIT
#include "app/lab/address/scenes.h"

#include "app/lab/address/addresswords.h"

#include <algorithm>

namespace miniqq::lab {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr HardwareNumber firstHardware = 0x0200'0000'0000; // given by software, not by a maker

HardwareNumber routerHardware(int router, bool far)
{
    return firstHardware + HardwareNumber(0x100 * (router + 1) + (far ? 2 : 1));
}

QHostAddress address(int network, int host)
{
    // The blocks for documentation: nobody has them.
    static const char *const networks[] = {"192.0.2.%1", "198.51.100.%1", "203.0.113.%1"};
    if (network == 0)
        return QHostAddress(QString::fromLatin1(networks[0]).arg(host));
    if (network < 0)
        return QHostAddress(QString::fromLatin1(networks[2]).arg(host));
    return QHostAddress(QString::fromLatin1(networks[1]).arg(network * 16 + host));
}

QString stationList(const QList<int> &stations)
{
    QStringList names;
    for (const int station : stations)
        names << SwitchRun::stationName(station);
    return names.join(u", "_s);
}

QString hubSentence(const SwitchRun::Step &step)
{
    if (step.to == SwitchRun::everybody)
        return AddressWords::tr(
                   "The hub repeats the bits on every other port: %1 hear it, as they were meant to.")
            .arg(stationList(step.out));
    return AddressWords::tr(
               "The hub knows no addresses: it repeats the bits on every other port. %1 hear a frame "
               "that is for %2 alone; the others' network cards throw it away, or listen in.")
        .arg(stationList(step.out), SwitchRun::stationName(step.to));
}

QString switchSentence(const SwitchRun::Step &step)
{
    QString sentence;
    if (step.learned)
        sentence = AddressWords::tr("The switch reads the sender's address and notes: %1 is behind port %2.")
                       .arg(SwitchRun::stationName(step.from))
                       .arg(step.from + 1) +
                   u' ';
    if (step.to == SwitchRun::everybody)
        return sentence +
               AddressWords::tr("The frame is for everybody (ff:ff:ff:ff:ff:ff): it goes out of all other "
                                "ports.");
    if (step.out.size() == 1)
        return sentence +
               AddressWords::tr("It knows where %1 is and gives the frame to that port only: nobody else "
                                "hears it.")
                   .arg(SwitchRun::stationName(step.to));
    return sentence +
           AddressWords::tr("It does not know yet where %1 is, so it floods: all other ports get the frame. "
                            "As soon as %1 answers, it will know.")
               .arg(SwitchRun::stationName(step.to));
}

} // namespace

SwitchRun::SwitchRun(Box box)
    : m_box(box)
{}

void SwitchRun::setBox(Box box)
{
    m_box = box;
    forget();
}

QString SwitchRun::stationName(int station)
{
    return station == everybody ? AddressWords::tr("everybody") : QString(QChar(u'A' + station));
}

HardwareNumber SwitchRun::hardwareOf(int station)
{
    return station == everybody ? hardwareBroadcast : firstHardware + HardwareNumber(0xa + station);
}

SwitchRun::Step SwitchRun::send(int from, int to)
{
    Step step{from, to, {}, false, {}};
    if (from == to || from < 0 || from >= stations || to < 0 || to > everybody) {
        step.sentence = AddressWords::tr("What a machine sends to itself never reaches the cable.");
        return step;
    }
    const SceneFrame frame{from, hardwareOf(from), hardwareOf(to)};
    if (m_box == Box::Hub) {
        step.out = m_hub.forward(frame);
        step.sentence = hubSentence(step);
        return step;
    }
    step.learned = m_switch.portOf(frame.source) < 0;
    step.out = m_switch.forward(frame);
    step.sentence = switchSentence(step);
    return step;
}

QList<int> SwitchRun::table() const
{
    QList<int> ports;
    for (int station = 0; station < stations; ++station)
        ports << (m_box == Box::Hub ? -1 : m_switch.portOf(hardwareOf(station)));
    return ports;
}

void SwitchRun::forget()
{
    m_switch.forget();
}

SceneStation HopScene::from() const
{
    return {address(0, 20), SwitchRun::hardwareOf(0)};
}

SceneStation HopScene::to() const
{
    return {routers == 0 ? address(0, 21) : address(-1, 9), SwitchRun::hardwareOf(1)};
}

QStringList HopScene::names() const
{
    QStringList names{u"A"_s};
    for (int router = 0; router < routers; ++router)
        names << AddressWords::tr("router %1").arg(router + 1);
    return names << u"B"_s;
}

QList<SceneHop> HopScene::hops() const
{
    QList<SceneRouter> boxes;
    for (int router = 0; router < routers; ++router) {
        const SceneStation near{router == 0 ? address(0, 1) : address(router, 2),
                                routerHardware(router, false)};
        const SceneStation far{router == routers - 1 ? address(-1, 1) : address(router + 1, 1),
                               routerHardware(router, true)};
        boxes << SceneRouter{near, far};
    }
    return packetJourney(from(), boxes, to(), ttl);
}

int HopScene::endsAt() const
{
    const qsizetype crossed = hops().size();
    return crossed == routers + 1 ? -1 : int(crossed) - 1;
}

QString HopScene::sentence() const
{
    const int end = endsAt();
    if (end >= 0)
        return AddressWords::tr(
                   "Router %1 takes the last one off the time to live: 0 is left, so it throws the packet "
                   "away and tells A \"time exceeded\". That is how traceroute finds the routers one by "
                   "one, and why no packet runs in circles for ever.")
            .arg(end + 1);
    if (routers == 0)
        return AddressWords::tr(
            "Same network: A asks by ARP for B's hardware address and sends directly. No router, and "
            "the time to live stays as it is.");
    return AddressWords::tr(
               "The addresses of the packet stay from end to end (%1 → %2). The frame's addresses are new on "
               "every link, and each router takes one off the time to live: %3 arrive as %4.")
        .arg(from().address.toString(), to().address.toString(), QString::number(ttl),
             QString::number(hops().last().ttl));
}

} // namespace miniqq::lab
