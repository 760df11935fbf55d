// SPDX-License-Identifier: MIT
// Item 32: 128 bits in 8 groups, the full and the short form.
#include "app/lab/address/ipv4text.h"
#include "app/lab/address/ipv6text.h"

#include <QTest>

using namespace miniqq::lab;
using namespace Qt::Literals::StringLiterals;

class Ipv6TextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void forms_data();
    void forms();
    void refuses_data();
    void refuses();
    void scopes_data();
    void scopes();
    void insides_data();
    void insides();
};

void Ipv6TextTest::forms_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("compressed");
    QTest::addColumn<QString>("expanded");
    const auto row = [](const char *text, const char *compressed, const char *expanded) {
        QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(compressed)
                            << QString::fromLatin1(expanded);
    };
    // The tutorials' two.
    row("2001:0db8:85a3:08d3:1319:8a2e:0370:7344", "2001:db8:85a3:8d3:1319:8a2e:370:7344",
        "2001:0db8:85a3:08d3:1319:8a2e:0370:7344");
    row("2001:0db8:85a3:0042:1000:8a2e:0370:7334", "2001:db8:85a3:42:1000:8a2e:370:7334",
        "2001:0db8:85a3:0042:1000:8a2e:0370:7334");
    row("::", "::", "0000:0000:0000:0000:0000:0000:0000:0000");
    row("::1", "::1", "0000:0000:0000:0000:0000:0000:0000:0001");
    row("0:0:0:0:0:0:0:1", "::1", "0000:0000:0000:0000:0000:0000:0000:0001");
    row("1::", "1::", "0001:0000:0000:0000:0000:0000:0000:0000");
    row("2001:DB8::A", "2001:db8::a", "2001:0db8:0000:0000:0000:0000:0000:000a");
    // RFC 5952: a single zero group stays, the longest run goes, of equals the first.
    row("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1", "2001:0db8:0000:0001:0001:0001:0001:0001");
    row("2001:0:0:1:0:0:0:1", "2001:0:0:1::1", "2001:0000:0000:0001:0000:0000:0000:0001");
    row("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1", "2001:0db8:0000:0000:0001:0000:0000:0001");
    row("2001:db8::0:1", "2001:db8::1", "2001:0db8:0000:0000:0000:0000:0000:0001");
    row("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0", "0001:0002:0003:0004:0005:0006:0007:0000");
    row("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8", "0000:0002:0003:0004:0005:0006:0007:0008");
    row("::ffff:192.168.0.1", "::ffff:192.168.0.1", "0000:0000:0000:0000:0000:ffff:c0a8:0001");
    row("::ffff:c0a8:1", "::ffff:192.168.0.1", "0000:0000:0000:0000:0000:ffff:c0a8:0001");
    row("64:ff9b::8.8.8.8", "64:ff9b::808:808", "0064:ff9b:0000:0000:0000:0000:0808:0808");
    row("1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304", "0001:0002:0003:0004:0005:0006:0102:0304");
    row("fe80::1%eth0", "fe80::1", "fe80:0000:0000:0000:0000:0000:0000:0001");
}

void Ipv6TextTest::forms()
{
    QFETCH(const QString, text);
    const auto reading = readIpv6(text);
    QVERIFY2(reading.ok(), qPrintable(reading ? QString() : reading.error().text));
    QTEST(compressedText(reading->groups), "compressed");
    QTEST(expandedText(reading->groups), "expanded");
    // Both forms are read back, and Qt has the same bytes.
    QCOMPARE(readIpv6(compressedText(reading->groups))->groups, reading->groups);
    QCOMPARE(readIpv6(expandedText(reading->groups))->groups, reading->groups);
    QCOMPARE(reading->toHostAddress(), QHostAddress(text));
}

void Ipv6TextTest::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *text, const char *says) {
        QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(says);
    };
    row("", "nothing was typed");
    row("192.168.0.1", "those have colons");
    row("1:2:3:4:5:6:7", "this has 7");
    row("1:2:3:4:5:6:7:8:9", "this has 9");
    row("1::2::3", "only once");
    row(":::", "three follow each other");
    row("1:2:3:4::5:6:7:8", "at most 7 groups; these are 8");
    row(":1:2:3:4:5:6:7", "single colon");
    row("1:2:3:4:5:6:7:", "single colon");
    row("2001:db8::12345", "more than 4");
    row("2001:db8::g", "only 0-9 and a-f");
    row("::ffff:256.1.1.1", "\"256\" is larger");
    row("::1.2.3", "this has 3");
    row("1.2.3.4::", "only 0-9 and a-f");
    row("fe80::1%", "After %");
    row("fe80::1%a%b", "After %");
    QTest::newRow("endless") << QString(100000, u':') << u"too long"_s;
}

void Ipv6TextTest::refuses()
{
    QFETCH(const QString, text);
    QFETCH(const QString, says);
    const auto reading = readIpv6(text);
    QVERIFY(!reading.ok());
    QVERIFY2(reading.error().text.contains(says), qPrintable(reading.error().text));
    if (!text.contains(u'%')) // Qt lets zones be anything
        QVERIFY(QHostAddress(text).protocol() != QAbstractSocket::IPv6Protocol);
}

void Ipv6TextTest::scopes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("scope");
    QTest::newRow("loopback") << u"::1"_s << QByteArray("link_local");
    QTest::newRow("link-local") << u"fe80::1"_s << QByteArray("link_local");
    QTest::newRow("site-local") << u"fec0::1"_s << QByteArray("site_local");
    QTest::newRow("unique local") << u"fd00::1"_s << QByteArray("global");
    QTest::newRow("global") << u"2606:4700::1111"_s << QByteArray("global");
    QTest::newRow("ff01") << u"ff01::1"_s << QByteArray("interface_local");
    QTest::newRow("ff02") << u"ff02::1"_s << QByteArray("link_local");
    QTest::newRow("ff03") << u"ff03::1"_s << QByteArray("realm_local");
    QTest::newRow("ff04") << u"ff04::1"_s << QByteArray("admin_local");
    QTest::newRow("ff05") << u"ff05::1"_s << QByteArray("site_local");
    QTest::newRow("ff08") << u"ff08::1"_s << QByteArray("organization_local");
    QTest::newRow("ff0e") << u"ff0e::1"_s << QByteArray("global");
    QTest::newRow("ff3e") << u"ff3e::1"_s << QByteArray("global"); // flags do not matter
    QTest::newRow("ff06") << u"ff06::1"_s << QByteArray("unassigned");
}

void Ipv6TextTest::scopes()
{
    QFETCH(const QString, text);
    QTEST(QByteArray(scopeCode(scopeOf(readIpv6(text)->groups))), "scope");
}

void Ipv6TextTest::insides_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("ipv4");
    QTest::addColumn<QString>("hardware");
    QTest::newRow("mapped") << u"::ffff:10.1.2.3"_s << u"10.1.2.3"_s << QString();
    QTest::newRow("6to4") << u"2002:c000:0204::1"_s << u"192.0.2.4"_s << QString();
    QTest::newRow("nat64") << u"64:ff9b::808:808"_s << u"8.8.8.8"_s << QString();
    QTest::newRow("teredo") << u"2001:0:4136:e378:8000:63bf:3fff:fdd2"_s << u"192.0.2.45"_s << QString();
    QTest::newRow("eui-64") << u"fe80::5054:ff:fe12:3456"_s << QString() << u"52:54:00:12:34:56"_s;
    QTest::newRow("plain") << u"2001:db8::1"_s << QString() << QString();
    QTest::newRow("group") << u"ff02::1:ff12:fe34:5678"_s << QString() << QString();
}

void Ipv6TextTest::insides()
{
    QFETCH(const QString, text);
    const Ipv6Groups groups = readIpv6(text)->groups;
    const std::optional<quint32> inner = embeddedIpv4(groups);
    QTEST(inner ? dottedText(*inner) : QString(), "ipv4");
    QTEST(hardwareAddressInside(groups), "hardware");
}

QTEST_GUILESS_MAIN(Ipv6TextTest)
#include "tst_ipv6text.moc"
