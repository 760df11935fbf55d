// SPDX-License-Identifier: MIT
// Items 36 and 37: what kinds of ports there are, and what this system does with them.
#include "app/lab/address/ports.h"

#include <QTcpServer>
#include <QTest>
#include <QUdpSocket>

#include <unistd.h>

using namespace miniqq::lab;
using namespace Qt::Literals::StringLiterals;

class PortsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kinds_data();
    void kinds();
    void badPorts_data();
    void badPorts();
    void ranges_data();
    void ranges();
    void services();
    void card();
    void kernelPicksFromItsRange();
    void privilegeIsAsked();
};

void PortsTest::kinds_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("kind");
    const auto row = [](const char *text, const char *kind) {
        QTest::newRow(text) << QString::fromLatin1(text) << QByteArray(kind);
    };
    row("0", "any");
    row("1", "well_known");
    row("1023", "well_known");
    row("1024", "registered");
    row("49151", "registered");
    row("49152", "dynamic");
    row("65535", "dynamic");
    row(" 80 ", "well_known");
}

void PortsTest::kinds()
{
    QFETCH(const QString, text);
    const auto port = readPort(text);
    QVERIFY(port.ok());
    QTEST(QByteArray(portKindCode(portKind(*port))), "kind");
}

void PortsTest::badPorts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("says");
    QTest::newRow("70000") << u"70000"_s << u"70000 is no port: a port has 16 bits, so it is 0 to 65535."_s;
    QTest::newRow("65536") << u"65536"_s << u"16 bits"_s;
    QTest::newRow("-1") << u"-1"_s << u"number from 0 to 65535"_s;
    QTest::newRow("+1") << u"+1"_s << u"number from 0 to 65535"_s;
    QTest::newRow("8o") << u"8o"_s << u"number from 0 to 65535"_s;
    QTest::newRow("hex") << u"0x50"_s << u"number from 0 to 65535"_s;
    QTest::newRow("none") << u" "_s << u"nothing was typed"_s;
}

void PortsTest::badPorts()
{
    QFETCH(const QString, text);
    QFETCH(const QString, says);
    const auto port = readPort(text);
    QVERIFY(!port.ok());
    QVERIFY2(port.error().text.contains(says), qPrintable(port.error().text));
}

void PortsTest::ranges_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("good");
    QTest::newRow("linux") << QByteArray("32768\t60999\n") << true;
    QTest::newRow("spaces") << QByteArray("  1024 65535") << true;
    QTest::newRow("backwards") << QByteArray("60999 32768") << false;
    QTest::newRow("one") << QByteArray("32768") << false;
    QTest::newRow("large") << QByteArray("32768 70000") << false;
    QTest::newRow("words") << QByteArray("a b") << false;
    QTest::newRow("empty") << QByteArray() << false;
}

void PortsTest::ranges()
{
    QFETCH(const QByteArray, text);
    QTEST(parsePortRange(text).has_value(), "good");
}

void PortsTest::services()
{
    const ServiceNames names =
        ServiceNames::parse("# comment\n"
                            "ftp\t21/tcp\n"
                            "domain 53/tcp\ndomain 53/udp\n"
                            "http 80/tcp www # WorldWideWeb\n"
                            "other 80/tcp\n"
                            "broken\nodd 70000/tcp\nodd x/tcp\nodd 5\nsctp 9/sctp\n\n");
    QCOMPARE(names.size(), 4);
    QCOMPARE(names.name(21, IpProtocol::Tcp), u"ftp"_s);
    QCOMPARE(names.name(21, IpProtocol::Udp), QString());
    QCOMPARE(names.name(53, IpProtocol::Udp), u"domain"_s);
    QCOMPARE(names.name(80, IpProtocol::Tcp), u"http"_s); // the first one counts
    QCOMPARE(names.port(u"www"_s, IpProtocol::Tcp).value_or(0), quint16(80));
    QVERIFY(!names.port(u"gopher"_s, IpProtocol::Tcp));
    // The three that the tutorials name, on every system.
    const ServiceNames system = ServiceNames::ofSystem();
    QCOMPARE(system.name(80, IpProtocol::Tcp), u"http"_s);
    QCOMPARE(system.name(21, IpProtocol::Tcp), u"ftp"_s);
    QCOMPARE(system.name(25, IpProtocol::Tcp), u"smtp"_s);
}

void PortsTest::card()
{
    const PortRules rules{PortRange{32768, 60999}, quint16(1024)};
    const ServiceNames names = ServiceNames::parse("http 80/tcp\n");
    const PortCard http = portCard(80, rules, names);
    QVERIFY(http.privileged);
    QVERIFY(!http.ephemeral);
    QCOMPARE(http.tcpService, u"http"_s);
    QVERIFY(portNotes(http, rules).join(u' ').contains(u"EACCES"_s));
    const PortCard client = portCard(40000, rules, names);
    QVERIFY(client.ephemeral);
    QVERIFY(!client.privileged);
    QVERIFY(portNotes(client, rules).join(u' ').contains(u"from 32768 to 60999: this one may be taken"_s));
    const PortCard tutorial = portCard(8001, rules, names);
    QVERIFY(portNotes(tutorial, rules).join(u' ').contains(u"not from all of 1024-65535"_s));
    QVERIFY(!portCard(0, rules, names).privileged);
    // A system that does not tell its rules: nothing is claimed.
    QCOMPARE(portNotes(portCard(80, {}, names), {}).size(), 1);
    QVERIFY(!portCard(80, PortRules{std::nullopt, quint16(0)}, names).privileged);
}

void PortsTest::kernelPicksFromItsRange()
{
    const PortRules rules = systemPortRules();
    if (!rules.ephemeral)
        QSKIP("This system does not tell its range of ephemeral ports.");
    QTcpServer tcp;
    QVERIFY(tcp.listen(QHostAddress::LocalHost, 0));
    QVERIFY(rules.ephemeral->contains(tcp.serverPort()));
    QUdpSocket udp;
    QVERIFY(udp.bind(QHostAddress::LocalHost, 0));
    QVERIFY(rules.ephemeral->contains(udp.localPort()));
}

void PortsTest::privilegeIsAsked()
{
    const PortRules rules = systemPortRules();
    if (!rules.unprivilegedStart || !portCard(80, rules, {}).privileged || ::geteuid() == 0)
        QSKIP("Here everybody, or this user, may bind port 80.");
    QTcpServer server;
    QVERIFY(!server.listen(QHostAddress::LocalHost, 80));
    QCOMPARE(server.serverError(), QAbstractSocket::SocketAccessError); // EACCES
}

QTEST_GUILESS_MAIN(PortsTest)
#include "tst_ports.moc"
