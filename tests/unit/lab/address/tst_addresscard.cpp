// SPDX-License-Identifier: MIT
// Items 21-25, 30, 32 and 41: the card for anything typed, and what it says of it.
#include "app/lab/address/addresscard.h"

#include <QTest>

using namespace miniqq::lab;
using namespace Qt::Literals::StringLiterals;

class AddressCardTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void facts_data();
    void facts();
    void kinds_data();
    void kinds();
    void refuses_data();
    void refuses();
    void notes();
};

/// "key=value key=value" of the card of `text`, or the error.
static QString wrongFact(const QString &text, const QString &expected)
{
    const auto card = readAddress(text);
    if (!card)
        return card.error().text;
    const Facts facts = addressFacts(*card);
    const QStringList pairs = expected.split(u';');
    for (const QString &pair : pairs) {
        const QString key = pair.section(u'=', 0, 0).trimmed();
        const QString value = pair.section(u'=', 1).trimmed();
        const bool absent = value == u"-"_s;
        if (absent != (findFact(facts, key.toLatin1().constData()) == nullptr))
            return key + (absent ? u" should not be there"_s : u" is missing"_s);
        if (!absent && factValue(facts, key.toLatin1().constData()) != value)
            return key + u" is "_s + factValue(facts, key.toLatin1().constData());
    }
    return {};
}

void AddressCardTest::facts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *text, const char *expected) {
        QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(expected);
    };
    row("192.168.0.1", "version=4; form=dotted; dotted=192.168.0.1; integer=3232235521; hex=C0 A8 00 01; "
                       "binary=11000000.10101000.00000000.00000001; class=C; leading_bits=110; "
                       "class_network=192.168.0.0/24; class_host=1; class_networks=2097152; class_hosts=254; "
                       "kind=private; purpose=private; block=192.168.0.0/16; rfc=RFC 1918; delivery=unicast; "
                       "mask=-; port=-");
    row("3232235521", "form=integer; dotted=192.168.0.1");
    row("10.1.2.3", "class=A; class_networks=126; class_hosts=16777214");
    row("128.0.0.1", "class=B; kind=global; purpose=-; block=-");
    row("192.168.1.77/26",
        "mask=255.255.255.192; prefix=26; network=192.168.1.64; broadcast=192.168.1.127; "
        "first_host=192.168.1.65; last_host=192.168.1.126; hosts=62; host_part=13; role=host; same_subnet=-");
    row("192.168.1.77 255.255.255.0", "prefix=24; network=192.168.1.0");
    row("192.168.1.0/24", "role=network");
    row("192.168.1.255/24", "role=broadcast");
    row("192.168.1.0/31", "role=host; broadcast=-; hosts=2");
    row("192.168.1.5/24 192.168.1.200", "other=192.168.1.200; same_subnet=true");
    row("192.168.1.5 255.255.255.128 192.168.1.200", "same_subnet=false");
    row("C0 A8 00 01", "form=hex_bytes; dotted=192.168.0.1; mask=-");
    row("127.0.0.1:8001", "kind=loopback; port=8001; port_kind=registered");
    row("127.0.0.1:80", "port_kind=well_known; service=http");
    row("[::1]:443", "version=6; compressed=::1; kind=loopback; port=443; service=https");
    row("[::1]", "version=6; port=-");
    row("2001:0db8:85a3:08d3:1319:8a2e:0370:7344",
        "compressed=2001:db8:85a3:8d3:1319:8a2e:370:7344; scope=global; purpose=documentation; rfc=RFC 3849");
    row("2001:db8:1:2:3::4/48", "prefix=48; network=2001:db8:1::");
    row("2001:db8:ffff::/33", "network=2001:db8:8000::");
    row("::ffff:127.0.0.1", "kind=loopback; embedded_ipv4=127.0.0.1");
    row("fe80::5054:ff:fe12:3456%eth0", "scope=link_local; zone=eth0; hardware_address=52:54:00:12:34:56");
    row("ff02::1", "delivery=multicast; scope=link_local");
    row("52:54:00:12:34:56",
        "hardware_address=52:54:00:12:34:56; delivery=unicast; locally_given=true; version=-");
    row("00-1A-2B-3C-4D-5E", "hardware_address=00:1a:2b:3c:4d:5e; locally_given=false");
    row("ff:ff:ff:ff:ff:ff", "delivery=broadcast");
    row("01:00:5e:00:00:01", "delivery=multicast");
}

void AddressCardTest::facts()
{
    QFETCH(const QString, text);
    QFETCH(const QString, expected);
    const QString wrong = wrongFact(text, expected);
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
}

void AddressCardTest::kinds_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("expected"); // kind purpose rfc delivery
    const auto row = [](const char *address, const char *expected) {
        QTest::newRow(address) << QString::fromLatin1(address) << QString::fromLatin1(expected);
    };
    // The four samples of a tutorial.
    row("192.168.0.1", "kind=private");
    row("172.16.22.19", "kind=private");
    row("8.8.8.8", "kind=global; purpose=-");
    row("123.22.122.1", "kind=global; purpose=-");
    row("172.15.255.255", "kind=global");
    row("172.16.0.0", "kind=private; rfc=RFC 1918; block=172.16.0.0/12");
    row("172.31.255.255", "kind=private");
    row("172.32.0.0", "kind=global");
    row("0.0.0.0", "kind=unspecified; purpose=this_host; class=A");
    row("0.1.2.3", "kind=reserved; purpose=this_network");
    row("127.0.0.1", "kind=loopback; class=A");
    row("127.255.255.254", "kind=loopback");
    row("169.254.1.1", "kind=link_local; rfc=RFC 3927");
    row("100.64.0.0", "kind=carrier_nat; purpose=carrier_nat; rfc=RFC 6598");
    row("100.127.255.255", "kind=carrier_nat");
    row("100.128.0.0", "kind=global");
    row("192.0.2.1", "kind=reserved; purpose=documentation; rfc=RFC 5737");
    row("198.51.100.1", "purpose=documentation");
    row("203.0.113.1", "purpose=documentation");
    row("198.18.0.1", "purpose=benchmarking; rfc=RFC 2544");
    row("192.0.0.1", "purpose=protocol");
    row("192.88.99.1", "kind=global; purpose=relay");
    row("224.0.0.1", "kind=multicast; delivery=multicast; class=D");
    row("239.255.255.255", "kind=multicast; class=D");
    row("240.0.0.1", "kind=reserved; purpose=future_use; class=E");
    row("255.255.255.255", "kind=broadcast; delivery=broadcast; class=E; rfc=RFC 919");
    row("::", "kind=unspecified; purpose=this_host; block=::/128; rfc=RFC 4291");
    row("::1", "kind=loopback");
    row("fc00::1", "kind=unique_local; rfc=RFC 4193; scope=global");
    row("fe80::1", "kind=link_local");
    row("fec0::1", "kind=reserved; purpose=site_local");
    row("100::1", "purpose=discard_only");
    row("64:ff9b::1.2.3.4", "purpose=translation; embedded_ipv4=1.2.3.4");
    row("2002:102:304::", "purpose=translation; embedded_ipv4=1.2.3.4");
    row("2001:2::1", "purpose=benchmarking");
    row("3fff::1", "purpose=documentation; rfc=RFC 9637");
    row("3fff:1000::1", "purpose=-; kind=global");
    row("2001:0:1::", "purpose=translation");
    row("2001:1ff::1", "purpose=protocol");
    row("2001:200::1", "purpose=-; kind=global");
    row("4000::1", "kind=reserved; purpose=-");
}

void AddressCardTest::kinds()
{
    QFETCH(const QString, address);
    QFETCH(const QString, expected);
    const QString wrong = wrongFact(address, expected);
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
}

void AddressCardTest::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *text, const char *says) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(says);
    };
    row("", "nothing was typed");
    row("256.1.1.1", "\"256\" is larger");
    row("1.2.3", "this has 3");
    row("192.168.0.1/33", "from /0 to /32");
    row("192.168.0.1/", "The mask is missing");
    row("192.168.0.1 255.0.255.0", "do not all stand at the left");
    row("192.168.0.1/24 999.1.1.1", "\"999\" is larger");
    row("192.168.0.1/24 1.1.1.1 2.2.2.2", "more than an address");
    row("127.0.0.1:70000", "70000 is no port");
    row("127.0.0.1:", "There is no port");
    row("127.0.0.1:http", "is no port");
    row("[::1]:70000", "70000 is no port");
    row("[::1", "bracket");
    row("[::1]80", "colon and a port");
    row("2001:db8::/129", "from /0 to /128");
    row("2001:db8::/x", "from /0 to /128");
    row("1:2:3:4:5:6:7", "this has 7");
    row("localhost", "is a name");
    row("www.sina.com.cn", "is a name");
    row("你好.中国", "is a name");
    row("!?", "is no IPv4 address");
    QTest::newRow("endless") << QString(1000000, u'a') << u"too long"_s;
}

void AddressCardTest::refuses()
{
    QFETCH(const QString, text);
    QFETCH(const QString, says);
    const auto card = readAddress(text);
    QVERIFY(!card.ok());
    QVERIFY2(card.error().text.contains(says), qPrintable(card.error().text));
}

void AddressCardTest::notes()
{
    const auto noteOf = [](const QString &text) {
        return factValue(addressFacts(*readAddress(text)), "notes");
    };
    QVERIFY(noteOf(u"10.0.0.1"_s).contains(u"1677214 hosts"_s));
    QVERIFY(noteOf(u"127.0.0.2"_s).contains(u"127.0.0.0/8 is this machine"_s));
    QVERIFY(noteOf(u"8080"_s).contains(u"Was a port meant?"_s));
    QVERIFY(!noteOf(u"3232235521"_s).contains(u"Was a port meant?"_s));
    QVERIFY(noteOf(u"fe80::1"_s).contains(u"through which interface"_s));
    QVERIFY(!noteOf(u"fe80::1%eth0"_s).contains(u"through which interface"_s));
    QVERIFY(noteOf(u"1.2.3.4:0"_s).contains(u"kernel, pick one"_s));
}

QTEST_GUILESS_MAIN(AddressCardTest)
#include "tst_addresscard.moc"
