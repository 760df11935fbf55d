// SPDX-License-Identifier: MIT
// Items 26, 29 and 34: the interfaces, the routing table, and the way a packet takes.
#include "app/lab/address/routes.h"

#include <QFile>
#include <QTest>

#include <cerrno>

using namespace miniqq;
using namespace miniqq::lab;
using namespace Qt::Literals::StringLiterals;

static const char table4[] =
    "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n"
    "wlan0\t00000000\t0101A8C0\t0003\t0\t0\t600\t00000000\t0\t0\t0\n"
    "eth0\t00000000\tFE02A8C0\t0003\t0\t0\t100\t00000000\t0\t0\t0\n"
    "eth0\t0002A8C0\t00000000\t0001\t0\t0\t100\t00FFFFFF\t0\t0\t0\n"
    "wlan0\t0001A8C0\t00000000\t0001\t0\t0\t600\t00FFFFFF\t0\t0\t0\n"
    "tun0\t0000000A\t0100080A\t0003\t0\t0\t50\t000000FF\t0\t0\t0\n"
    "*\t0000630A\t00000000\t0201\t0\t0\t0\t0000FFFF\t0\t0\t0\n"
    "eth1\t0003A8C0\t00000000\t0000\t0\t0\t0\t00FFFFFF\t0\t0\t0\n"   // down
    "eth0\t0002A8C0\t00000000\t0001\t0\t0\t100\t00FF00FF\t0\t0\t0\n" // a mask with a hole
    "eth0\tXYZ\t00000000\t0001\t0\t0\t100\t00FFFFFF\t0\t0\t0\n"
    "eth0\t0002A8C0\n"
    "\n";

static const char table6[] = "fd000000000000000000000000000000 40 00000000000000000000000000000000 00 "
                             "00000000000000000000000000000000 00000100 "
                             "00000001 00000000 00000001     eth0\n"
                             "00000000000000000000000000000000 00 00000000000000000000000000000000 00 "
                             "fd000000000000000000000000000001 00000400 "
                             "00000002 00000000 00000003     eth0\n"
                             "00000000000000000000000000000001 80 00000000000000000000000000000000 00 "
                             "00000000000000000000000000000000 00000000 "
                             "00000004 00000000 80200001       lo\n"
                             "ff000000000000000000000000000000 08 00000000000000000000000000000000 00 "
                             "00000000000000000000000000000000 00000100 "
                             "00000003 00000000 00000001     eth0\n"
                             "00000000000000000000000000000000 00 00000000000000000000000000000000 00 "
                             "00000000000000000000000000000000 ffffffff "
                             "00000001 00000000 00200200       lo\n"
                             "fd00 40 0 00 0 00000100 00000001 00000000 00000001 eth0\n";

static QList<Interface> machine()
{
    Interface lo;
    lo.name = u"lo"_s;
    lo.kind = net::InterfaceKind::Loopback;
    lo.up = lo.running = true;
    lo.addresses = {{QHostAddress(u"127.0.0.1"_s), 8, {}}, {QHostAddress(u"::1"_s), 128, {}}};
    Interface eth;
    eth.name = u"eth0"_s;
    eth.kind = net::InterfaceKind::Ethernet;
    eth.hardwareAddress = u"52:54:00:12:34:56"_s;
    eth.up = eth.running = true;
    eth.addresses = {{QHostAddress(u"192.168.2.77"_s), 24, QHostAddress(u"192.168.2.255"_s)},
                     {QHostAddress(u"fd00::2"_s), 64, {}},
                     {QHostAddress(u"fe80::1%eth0"_s), 64, {}}};
    Interface wlan = eth;
    wlan.name = u"wlan0"_s;
    wlan.hardwareAddress = u"52:54:00:12:34:57"_s;
    wlan.addresses = {{QHostAddress(u"192.168.1.5"_s), 24, QHostAddress(u"192.168.1.255"_s)}};
    return {lo, eth, wlan};
}

class RoutesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parsesIpv4();
    void parsesIpv6();
    void garbageIsNoRoute_data();
    void garbageIsNoRoute();
    void decisions_data();
    void decisions();
    void decisionsOverIpv6_data();
    void decisionsOverIpv6();
    void withoutGateway();
    void gatewaysBestFirst();
    void facts();
    void kernelAgreesOnLoopback();
    void liveInterfacesHoldLoopback();
};

static QStringList texts(const QList<Route> &routes)
{
    QStringList list;
    for (const Route &route : routes)
        list << u"%1/%2 %3 %4 %5%6"_s.arg(route.destination.toString())
                    .arg(route.prefix)
                    .arg(route.gateway.isNull() ? u"-"_s : route.gateway.toString(), route.interfaceName)
                    .arg(route.metric)
                    .arg(route.reject ? u" reject"_s : QString());
    return list;
}

void RoutesTest::parsesIpv4()
{
    const QStringList expected = {u"0.0.0.0/0 192.168.1.1 wlan0 600"_s, u"0.0.0.0/0 192.168.2.254 eth0 100"_s,
                                  u"192.168.2.0/24 - eth0 100"_s,       u"192.168.1.0/24 - wlan0 600"_s,
                                  u"10.0.0.0/8 10.8.0.1 tun0 50"_s,     u"10.99.0.0/16 - * 0 reject"_s};
    QCOMPARE(texts(parseRoutes4(table4)), expected);
}

void RoutesTest::parsesIpv6()
{
    const QStringList expected = {u"fd00::/64 - eth0 256"_s, u"::/0 fd00::1 eth0 1024"_s,
                                  u"::/0 - lo 4294967295 reject"_s};
    QCOMPARE(texts(parseRoutes6(table6)), expected);
}

void RoutesTest::garbageIsNoRoute_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("heading") << QByteArray(table4).first(QByteArray(table4).indexOf('\n'));
    QTest::newRow("binary") << QByteArray(4096, '\0');
    QTest::newRow("one line") << QByteArray(1 << 20, 'x');
    QTest::newRow("words") << QByteArray("a b c d e f g h i j\n");
}

void RoutesTest::garbageIsNoRoute()
{
    QFETCH(const QByteArray, text);
    QVERIFY(parseRoutes4(text).isEmpty());
    QVERIFY(parseRoutes6(text).isEmpty());
}

static void decisionColumns()
{
    QTest::addColumn<QString>("destination");
    QTest::addColumn<QByteArray>("reason");
    QTest::addColumn<QString>("interface");
    QTest::addColumn<QString>("gateway");
    QTest::addColumn<QString>("source");
}

static void decisionRow(const char *destination, const char *reason, const char *interface,
                        const char *gateway, const char *source)
{
    QTest::newRow(destination) << QString::fromLatin1(destination) << QByteArray(reason)
                               << QString::fromLatin1(interface) << QString::fromLatin1(gateway)
                               << QString::fromLatin1(source);
}

static void checkDecision(const QList<Route> &routes)
{
    QFETCH(const QString, destination);
    const RouteDecision decision = decideRoute(QHostAddress(destination), machine(), routes);
    QTEST(QByteArray(routeReasonCode(decision.reason)), "reason");
    QTEST(decision.interfaceName, "interface");
    QTEST(decision.gateway.toString(), "gateway");
    QTEST(decision.source.toString(), "source");
}

void RoutesTest::decisions_data()
{
    decisionColumns();
    decisionRow("127.0.0.1", "loopback", "lo", "", "127.0.0.1");
    decisionRow("127.1.2.3", "loopback", "lo", "", "127.0.0.1");
    decisionRow("192.168.2.77", "own_address", "lo", "", "192.168.2.77");
    decisionRow("192.168.2.200", "same_subnet", "eth0", "", "192.168.2.77");
    decisionRow("192.168.1.200", "same_subnet", "wlan0", "", "192.168.1.5");
    decisionRow("8.8.8.8", "gateway", "eth0", "192.168.2.254", "192.168.2.77"); // the smaller metric
    decisionRow("10.1.2.3", "gateway", "tun0", "10.8.0.1",
                ""); // longer prefix; the interface is not in the list
    decisionRow("10.99.1.1", "rejected", "", "", "");
    decisionRow("192.168.3.1", "gateway", "eth0", "192.168.2.254", "192.168.2.77");
    decisionRow("192.168.2.255", "broadcast", "eth0", "", "192.168.2.77");
    decisionRow("255.255.255.255", "broadcast", "eth0", "", "192.168.2.77");
    decisionRow("239.1.2.3", "multicast", "eth0", "", "192.168.2.77");
    decisionRow("0.0.0.0", "no_destination", "", "", "");
}

void RoutesTest::decisions()
{
    checkDecision(parseRoutes4(table4));
}

void RoutesTest::decisionsOverIpv6_data()
{
    decisionColumns();
    decisionRow("::1", "loopback", "lo", "", "::1");
    decisionRow("fd00::2", "own_address", "lo", "", "fd00::2");
    decisionRow("fd00::99", "same_subnet", "eth0", "", "fd00::2");
    decisionRow("2606:4700::1111", "gateway", "eth0", "fd00::1", "fd00::2");
    decisionRow("::", "no_destination", "", "", "");
}

void RoutesTest::decisionsOverIpv6()
{
    checkDecision(parseRoutes6(table6));
}

void RoutesTest::withoutGateway()
{
    QList<Route> routes = parseRoutes4(table4);
    routes.removeIf([](const Route &route) { return route.isDefault(); });
    const RouteDecision decision = decideRoute(QHostAddress(u"8.8.8.8"_s), machine(), routes);
    QCOMPARE(decision.reason, RouteReason::NoRoute);
    QCOMPARE(decision.interfaceName, QString());
    const Facts facts = routeFacts(decision, KernelChoice{QHostAddress(), ENETUNREACH}, machine());
    QCOMPARE(factValue(facts, "reason"), u"no_route"_s);
    QCOMPARE(factValue(facts, "error"), u"ENETUNREACH"_s);
    QVERIFY(!findFact(facts, "source"));
    // Of two equal prefixes that refuse and lead, the refusal is the last resort.
    QCOMPARE(decideRoute(QHostAddress(u"2606::1"_s), machine(), parseRoutes6(table6)).reason,
             RouteReason::Gateway);
}

void RoutesTest::gatewaysBestFirst()
{
    QCOMPARE(defaultGateways(parseRoutes4(table4)),
             (QList<QHostAddress>{QHostAddress(u"192.168.2.254"_s), QHostAddress(u"192.168.1.1"_s)}));
    QCOMPARE(defaultGateways(parseRoutes6(table6)), QList<QHostAddress>{QHostAddress(u"fd00::1"_s)});
    QVERIFY(defaultGateways({}).isEmpty());
}

void RoutesTest::facts()
{
    const RouteDecision decision = decideRoute(QHostAddress(u"8.8.8.8"_s), machine(), parseRoutes4(table4));
    const Facts facts = routeFacts(decision, KernelChoice{QHostAddress(u"192.168.2.77"_s), 0}, machine());
    QCOMPARE(factValue(facts, "interface"), u"eth0"_s);
    QCOMPARE(factValue(facts, "hardware_address"), u"52:54:00:12:34:56"_s);
    QCOMPARE(factValue(facts, "gateway"), u"192.168.2.254"_s);
    QCOMPARE(factValue(facts, "source"), u"192.168.2.77"_s);
    QVERIFY(findFact(facts, "reason")->text().contains(u"8.8.8.8 is in no subnet of this machine"_s));
    for (const RouteReason reason :
         {RouteReason::Loopback, RouteReason::OwnAddress, RouteReason::SameSubnet, RouteReason::Gateway,
          RouteReason::Broadcast, RouteReason::Multicast, RouteReason::Rejected, RouteReason::NoRoute,
          RouteReason::NoDestination}) {
        RouteDecision other;
        other.reason = reason;
        other.destination = QHostAddress(u"1.2.3.4"_s);
        QVERIFY(findFact(routeFacts(other, {}, {}), "reason")->text().contains(u"1.2.3.4"_s));
    }
}

void RoutesTest::kernelAgreesOnLoopback()
{
    const KernelChoice choice = askKernel(QHostAddress(QHostAddress::LocalHost));
    QCOMPARE(choice.error, 0);
    QCOMPARE(choice.source, QHostAddress(QHostAddress::LocalHost));
    QCOMPARE(askKernel(QHostAddress()).error, EAFNOSUPPORT);
    const RouteDecision decision =
        decideRoute(QHostAddress(QHostAddress::LocalHost), interfaces(), systemRoutes());
    QCOMPARE(decision.reason, RouteReason::Loopback);
    QCOMPARE(decision.source, choice.source);
    // The tables of this very machine: whatever they say of its own addresses, the kernel says the same.
    const QList<Interface> live = interfaces();
    for (const Interface &interface : live) {
        for (const InterfaceAddress &entry : interface.addresses) {
            if (!interface.running || entry.address.isLinkLocal())
                continue;
            const RouteDecision own = decideRoute(entry.address, live, systemRoutes());
            const KernelChoice kernel = askKernel(entry.address);
            if (kernel.error == 0)
                QCOMPARE(own.source, kernel.source);
        }
    }
}

void RoutesTest::liveInterfacesHoldLoopback()
{
    const QList<Interface> live = interfaces();
    const Interface *loopback = ownerOf(QHostAddress(QHostAddress::LocalHost), live);
    QVERIFY(loopback);
    QVERIFY(loopback->up);
    QVERIFY(loopback->hardwareAddress.isEmpty());
    const Facts facts = interfaceFacts(*loopback);
    QCOMPARE(factValue(facts, "kind"), u"loopback"_s);
    const auto &rows = std::get<std::vector<Facts>>(findFact(facts, "addresses")->value);
    const auto at = std::find_if(rows.begin(), rows.end(), [](const Facts &row) {
        return factValue(row, "address") == u"127.0.0.1"_s;
    });
    QVERIFY(at != rows.end());
    QCOMPARE(factValue(*at, "mask"), u"255.0.0.0"_s);
    QCOMPARE(factValue(*at, "kind"), u"loopback"_s);
    QVERIFY(!ownerOf(QHostAddress(u"192.0.2.1"_s), live)); // documentation: nobody has it
}

QTEST_GUILESS_MAIN(RoutesTest)
#include "tst_routes.moc"
