// SPDX-License-Identifier: MIT
#include "common/base/endpoint.h"
#include "common/net/addresses.h"

#include <QTest>

using namespace miniqq;
using namespace miniqq::net;

class AddressesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void classification_data();
    void classification();
    void interfaceNames_data();
    void interfaceNames();
    void localAddressesAreSane();
    void endpointText();
};

void AddressesTest::classification_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char *address, const char *code) {
        QTest::newRow(address) << QString::fromLatin1(address) << QByteArray(code);
    };
    row("0.0.0.0", "unspecified");
    row("0.0.0.1", "reserved");
    row("127.0.0.1", "loopback");
    row("127.255.255.255", "loopback");
    row("126.255.255.255", "global");
    row("128.0.0.0", "global");
    row("9.255.255.255", "global");
    row("10.0.0.0", "private");
    row("10.255.255.255", "private");
    row("11.0.0.0", "global");
    row("172.15.255.255", "global");
    row("172.16.0.0", "private");
    row("172.31.255.255", "private");
    row("172.32.0.0", "global");
    row("192.167.255.255", "global");
    row("192.168.0.0", "private");
    row("192.168.255.255", "private");
    row("192.169.0.0", "global");
    row("169.253.255.255", "global");
    row("169.254.0.0", "link_local");
    row("169.254.255.255", "link_local");
    row("169.255.0.0", "global");
    row("100.63.255.255", "global");
    row("100.64.0.0", "carrier_nat");
    row("100.127.255.255", "carrier_nat");
    row("100.128.0.0", "global");
    row("192.0.2.1", "reserved");
    row("198.18.0.1", "reserved");
    row("198.20.0.1", "global");
    row("203.0.113.9", "reserved");
    row("223.255.255.255", "global");
    row("224.0.0.1", "multicast");
    row("239.255.255.255", "multicast");
    row("240.0.0.1", "reserved");
    row("255.255.255.255", "broadcast");
    row("8.8.8.8", "global");
    row("::", "unspecified");
    row("::1", "loopback");
    row("::2", "reserved");
    row("fe80::1", "link_local");
    row("fe80::1%lo", "link_local");
    row("febf::1", "link_local");
    row("fec0::1", "reserved");
    row("fc00::1", "unique_local");
    row("fdff::1", "unique_local");
    row("ff02::1", "multicast");
    row("2001:db8::1", "reserved");
    row("2606:4700::1111", "global");
    row("::ffff:192.168.1.5", "private");
    row("::ffff:8.8.8.8", "global");
    row("::ffff:127.0.0.1", "loopback");
    row("not an address", "invalid");
    row("", "invalid");
    row("256.1.1.1", "invalid");
}

void AddressesTest::classification()
{
    QFETCH(const QString, address);
    QFETCH(const QByteArray, code);
    QCOMPARE(QByteArray(addressKindCode(classify(address))), code);
}

void AddressesTest::interfaceNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<InterfaceKind>("kind");
    QTest::newRow("lo") << QStringLiteral("lo") << InterfaceKind::Loopback;
    QTest::newRow("eth0") << QStringLiteral("eth0") << InterfaceKind::Ethernet;
    QTest::newRow("enp3s0") << QStringLiteral("enp3s0") << InterfaceKind::Ethernet;
    QTest::newRow("wlp2s0") << QStringLiteral("wlp2s0") << InterfaceKind::WiFi;
    QTest::newRow("docker0") << QStringLiteral("docker0") << InterfaceKind::Virtual;
    QTest::newRow("br-12ab") << QStringLiteral("br-12ab") << InterfaceKind::Virtual;
    QTest::newRow("tun0") << QStringLiteral("tun0") << InterfaceKind::Virtual;
    QTest::newRow("strange0") << QStringLiteral("strange0") << InterfaceKind::Other;
}

void AddressesTest::interfaceNames()
{
    QFETCH(const QString, name);
    QFETCH(const InterfaceKind, kind);
    QCOMPARE(interfaceKindFromName(name), kind);
}

void AddressesTest::localAddressesAreSane()
{
    const QList<LocalAddress> list = localAddresses();
    bool loopbackSeen = false;
    for (const LocalAddress &local : list) {
        QVERIFY(!local.interfaceName.isEmpty());
        QVERIFY(local.kind != AddressKind::Invalid);
        QCOMPARE(local.kind, classify(local.address));
        // Loopback comes last: it is useless to others.
        QVERIFY(!loopbackSeen || local.interfaceKind == InterfaceKind::Loopback);
        loopbackSeen = loopbackSeen || local.interfaceKind == InterfaceKind::Loopback;
    }
    if (list.isEmpty())
        QSKIP("No interface is up here.");
}

void AddressesTest::endpointText()
{
    QCOMPARE((Endpoint{QStringLiteral("192.0.2.7"), 7777}).toText(), QStringLiteral("192.0.2.7:7777"));
    QCOMPARE((Endpoint{QStringLiteral("2001:db8::7"), 1}).toText(), QStringLiteral("[2001:db8::7]:1"));
    QCOMPARE(Endpoint().toText(), QString());
    QVERIFY(Endpoint().isNull());
}

QTEST_GUILESS_MAIN(AddressesTest)
#include "tst_addresses.moc"
