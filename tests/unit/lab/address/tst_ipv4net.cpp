// SPDX-License-Identifier: MIT
// Items 23 and 25: the classes by their leading bits, and what a mask says.
#include "app/lab/address/ipv4net.h"
#include "app/lab/address/ipv4text.h"

#include <QTest>

using namespace miniqq::lab;
using namespace Qt::Literals::StringLiterals;

class Ipv4NetTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFirstOctetHasItsClass();
    void classCounts_data();
    void classCounts();
    void tutorialMistakesAreNoted();
    void subnets_data();
    void subnets();
    void sameSubnet_data();
    void sameSubnet();
    void masks_data();
    void masks();
    void badMasks_data();
    void badMasks();
};

void Ipv4NetTest::everyFirstOctetHasItsClass()
{
    for (quint32 first = 0; first < 256; ++first) {
        const char wanted = first < 128   ? 'A'
                            : first < 192 ? 'B'
                            : first < 224 ? 'C'
                            : first < 240 ? 'D'
                                          : 'E';
        for (const quint32 rest : {0u, 0x00ffffffu}) {
            const ClassfulView view = classfulView(first << 24 | rest);
            QCOMPARE(classLetter(view.addressClass), wanted);
            QVERIFY(binaryText(first << 24).startsWith(QLatin1String(view.leadingBits)));
        }
    }
}

void Ipv4NetTest::classCounts_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<quint32>("networks");
    QTest::addColumn<quint32>("hosts");
    QTest::addColumn<QString>("network");
    QTest::addColumn<quint32>("host");
    QTest::newRow("A") << u"10.1.2.3"_s << 126u << 16777214u << u"10.0.0.0"_s << 0x010203u;
    QTest::newRow("B") << u"172.16.22.19"_s << 16384u << 65534u << u"172.16.0.0"_s << 0x1613u;
    QTest::newRow("C") << u"192.168.0.1"_s << 2097152u << 254u << u"192.168.0.0"_s << 1u;
    QTest::newRow("D") << u"239.1.2.3"_s << 0u << 0u << u"0.0.0.0"_s << 0u;
    QTest::newRow("E") << u"255.255.255.255"_s << 0u << 0u << u"0.0.0.0"_s << 0u;
}

void Ipv4NetTest::classCounts()
{
    QFETCH(const QString, address);
    const ClassfulView view = classfulView(readIpv4(address)->value);
    QTEST(view.networks, "networks");
    QTEST(view.hostsEach, "hosts");
    QTEST(dottedText(view.network), "network");
    QTEST(view.host, "host");
}

void Ipv4NetTest::tutorialMistakesAreNoted()
{
    QVERIFY(tutorialNote(AddressClass::A).contains(u"1677214 "_s));
    QVERIFY(tutorialNote(AddressClass::A).contains(u"16777214"_s));
    QVERIFY(tutorialNote(AddressClass::B).contains(u"128.1.0.1"_s));
    QVERIFY(tutorialNote(AddressClass::C).contains(u"192.0.1.1"_s));
    QVERIFY(tutorialNote(AddressClass::D).contains(u"239.255.255.255"_s));
    QVERIFY(tutorialNote(AddressClass::E).isEmpty());
}

void Ipv4NetTest::subnets_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<int>("prefix");
    QTest::addColumn<QStringList>(
        "expected"); // mask, network, last address, first host, last host, hosts, host part
    const auto row = [](const char *address, int prefix, const char *expected) {
        QTest::addRow("%s/%d", address, prefix)
            << QString::fromLatin1(address) << prefix << QString::fromLatin1(expected).split(u' ');
    };
    row("192.168.1.77", 24, "255.255.255.0 192.168.1.0 192.168.1.255 192.168.1.1 192.168.1.254 254 77");
    row("192.168.1.77", 26, "255.255.255.192 192.168.1.64 192.168.1.127 192.168.1.65 192.168.1.126 62 13");
    row("172.16.22.19", 20, "255.255.240.0 172.16.16.0 172.16.31.255 172.16.16.1 172.16.31.254 4094 1555");
    row("10.1.2.3", 8, "255.0.0.0 10.0.0.0 10.255.255.255 10.0.0.1 10.255.255.254 16777214 66051");
    row("10.1.2.3", 0, "0.0.0.0 0.0.0.0 255.255.255.255 0.0.0.1 255.255.255.254 4294967294 167838211");
    row("10.1.2.3", 1, "128.0.0.0 0.0.0.0 127.255.255.255 0.0.0.1 127.255.255.254 2147483646 167838211");
    row("10.1.2.3", 30, "255.255.255.252 10.1.2.0 10.1.2.3 10.1.2.1 10.1.2.2 2 3");
    row("10.1.2.3", 31, "255.255.255.254 10.1.2.2 10.1.2.3 10.1.2.2 10.1.2.3 2 1");
    row("10.1.2.3", 32, "255.255.255.255 10.1.2.3 10.1.2.3 10.1.2.3 10.1.2.3 1 0");
}

void Ipv4NetTest::subnets()
{
    QFETCH(const QString, address);
    QFETCH(const int, prefix);
    QFETCH(const QStringList, expected);
    const Subnet4 net{readIpv4(address)->value, prefix};
    const QStringList found = {dottedText(net.mask()),         dottedText(net.network()),
                               dottedText(net.lastAddress()),  dottedText(net.firstHost()),
                               dottedText(net.lastHost()),     QString::number(net.hostCount()),
                               QString::number(net.hostPart())};
    QCOMPARE(found, expected);
    QCOMPARE(net.hasBroadcast(), prefix < 31);
}

void Ipv4NetTest::sameSubnet_data()
{
    QTest::addColumn<QString>("one");
    QTest::addColumn<int>("prefix");
    QTest::addColumn<QString>("other");
    QTest::addColumn<bool>("same");
    QTest::newRow("same") << u"192.168.1.5"_s << 24 << u"192.168.1.200"_s << true;
    QTest::newRow("other net") << u"192.168.1.5"_s << 24 << u"192.168.2.5"_s << false;
    QTest::newRow("wider mask joins them") << u"192.168.1.5"_s << 22 << u"192.168.2.5"_s << true;
    QTest::newRow("narrower parts them") << u"192.168.1.5"_s << 25 << u"192.168.1.200"_s << false;
    QTest::newRow("alone") << u"192.168.1.5"_s << 32 << u"192.168.1.6"_s << false;
    QTest::newRow("everything") << u"192.168.1.5"_s << 0 << u"8.8.8.8"_s << true;
}

void Ipv4NetTest::sameSubnet()
{
    QFETCH(const QString, one);
    QFETCH(const int, prefix);
    QFETCH(const QString, other);
    const Subnet4 net{readIpv4(one)->value, prefix};
    QTEST(net.contains(readIpv4(other)->value), "same");
}

void Ipv4NetTest::masks_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("bits");
    QTest::newRow("/0") << u"/0"_s << 0;
    QTest::newRow("/24") << u"/24"_s << 24;
    QTest::newRow("24") << u" 24 "_s << 24;
    QTest::newRow("/32") << u"/32"_s << 32;
    QTest::newRow("slash and dots") << u"/255.255.0.0"_s << 16;
    for (int bits = 0; bits <= 32; ++bits) {
        const Subnet4 net{0, bits};
        QTest::addRow("dotted %d", bits) << dottedText(net.mask()) << bits;
    }
}

void Ipv4NetTest::masks()
{
    QFETCH(const QString, text);
    const auto bits = readMask(text);
    QVERIFY2(bits.ok(), qPrintable(bits ? QString() : bits.error().text));
    QTEST(*bits, "bits");
}

void Ipv4NetTest::badMasks_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("says");
    QTest::newRow("/33") << u"/33"_s
                         << u"\"/33\" is no mask of an IPv4 address: it counts one bits, from /0 to /32."_s;
    QTest::newRow("/-1") << u"/-1"_s << u"from /0 to /32"_s;
    QTest::newRow("/+8") << u"/+8"_s << u"from /0 to /32"_s;
    QTest::newRow("/") << u"/"_s << u"The mask is missing"_s;
    QTest::newRow("nothing") << QString() << u"The mask is missing"_s;
    QTest::newRow("/abc") << u"/abc"_s << u"from /0 to /32"_s;
    QTest::newRow("huge") << u"/99999999999"_s << u"from /0 to /32"_s;
    QTest::newRow("hole") << u"255.0.255.0"_s << u"one bits do not all stand at the left"_s;
    QTest::newRow("wildcard") << u"0.0.0.255"_s << u"the mask is 255.255.255.0 (/24)"_s;
    QTest::newRow("octet") << u"255.255.256.0"_s << u"\"256\" is larger"_s;
    QTest::newRow("short") << u"255.255.255"_s << u"this has 3"_s;
}

void Ipv4NetTest::badMasks()
{
    QFETCH(const QString, text);
    QFETCH(const QString, says);
    const auto bits = readMask(text);
    QVERIFY(!bits.ok());
    QVERIFY2(bits.error().text.contains(says), qPrintable(bits.error().text));
}

QTEST_GUILESS_MAIN(Ipv4NetTest)
#include "tst_ipv4net.moc"
