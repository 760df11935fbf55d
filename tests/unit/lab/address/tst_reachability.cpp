// SPDX-License-Identifier: MIT
// Item 31: who reaches a server that is bound to 127.0.0.1, 0.0.0.0 or the address of a network card; by
// rule, and tried.
#include "app/lab/address/reachtrial.h"

#include <QDir>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

#include <cerrno>

using namespace miniqq;
using namespace miniqq::lab;
using namespace Qt::Literals::StringLiterals;

class ReachabilityTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rules_data();
    void rules();
    void lanAddressIsWhatOthersDial();
    void triedAsComputed();
    void rowsWithoutAddressAreLeftOut();
    void addressOfAnotherMachine();
    void disagreementShows();
    void stopsAndRunsAgain();
    void everyCellHasASentence();

private:
    static bool hasIpv6()
    {
        QTcpServer server;
        return server.listen(QHostAddress::LocalHostIPv6, 0);
    }
    static qsizetype openDescriptors()
    {
        return QDir(u"/proc/self/fd"_s)
            .entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::System)
            .size();
    }
};

void ReachabilityTest::rules_data()
{
    QTest::addColumn<QString>("lan");
    QTest::addColumn<bool>("hasIpv6");
    QTest::addColumn<QStringList>("rows"); // a row per bind choice, a letter per who dials
    // Yes, Refused, No way, Perhaps, - no address
    QTest::newRow("private") << u"192.168.2.77"_s << true
                             << QStringList{u"YRRRN"_s, u"YRYPN"_s, u"RRYPN"_s, u"RYRRN"_s, u"YYYPN"_s};
    QTest::newRow("global") << u"8.8.4.4"_s << true
                            << QStringList{u"YRRRR"_s, u"YRYPP"_s, u"RRYPP"_s, u"RYRRR"_s, u"YYYPP"_s};
    QTest::newRow("no network") << QString() << true
                                << QStringList{u"YR---"_s, u"YR---"_s, u"-----"_s, u"RY---"_s, u"YY---"_s};
    QTest::newRow("no IPv6") << u"10.0.0.2"_s << false
                             << QStringList{u"Y-RRN"_s, u"Y-YPN"_s, u"R-YPN"_s, u"-----"_s, u"-----"_s};
}

void ReachabilityTest::rules()
{
    QFETCH(const QString, lan);
    QFETCH(const bool, hasIpv6);
    const ReachMatrix matrix = computeReachability(QHostAddress(lan), hasIpv6);
    QStringList rows;
    for (const auto &line : matrix.cells) {
        QString row;
        for (const ReachCell &cell : line)
            row += u"YRNP-"_s[int(cell.computed)];
        rows << row;
    }
    QTEST(rows, "rows");
}

void ReachabilityTest::lanAddressIsWhatOthersDial()
{
    const auto make = [](const char *address, net::InterfaceKind kind, bool up = true) {
        Interface interface;
        interface.kind = kind;
        interface.up = up;
        interface.addresses = {{QHostAddress(QString::fromLatin1(address)), 24, {}}};
        return interface;
    };
    const Interface lo = make("127.0.0.1", net::InterfaceKind::Loopback);
    const Interface bridge = make("172.17.0.1", net::InterfaceKind::Virtual);
    const Interface off = make("192.168.1.5", net::InterfaceKind::Ethernet, false);
    const Interface lost = make("169.254.7.7", net::InterfaceKind::Ethernet);
    const Interface six = make("fd00::2", net::InterfaceKind::Ethernet);
    const Interface card = make("192.168.2.77", net::InterfaceKind::WiFi);
    QCOMPARE(lanAddress({lo, bridge, off, lost, six, card}).toString(), u"192.168.2.77"_s);
    QCOMPARE(lanAddress({lo, bridge}).toString(), u"172.17.0.1"_s);
    QVERIFY(lanAddress({lo, off, lost, six}).isNull());
}

void ReachabilityTest::triedAsComputed()
{
    // The address of the own network card is dialled by this machine itself: the packets stay on loopback.
    // Where there is no card 127.0.0.2 plays its part: another address of this machine.
    QHostAddress lan = lanAddress(interfaces());
    if (lan.isNull())
        lan = QHostAddress(u"127.0.0.2"_s);
    const qsizetype before = openDescriptors();
    const SystemClock clock;
    ReachTrial trial(clock);
    QSignalSpy ended(&trial, &ReachTrial::ended);
    QSignalSpy tried(&trial, &ReachTrial::cellTried);
    QVERIFY(trial.run(computeReachability(lan, hasIpv6())).ok());
    QVERIFY(!trial.run(computeReachability(lan, false)).ok()); // one at a time
    QVERIFY(ended.wait());
    QCOMPARE(tried.size(), hasIpv6() ? 15 : 6);
    for (const auto &line : trial.matrix().cells) {
        for (const ReachCell &cell : line) {
            QCOMPARE(cell.tried.has_value(), cell.canBeTried());
            QVERIFY2(cell.agrees(), qPrintable(u"%1 %2: %3"_s
                                                   .arg(QLatin1String(bindCode(cell.bind)),
                                                        QLatin1String(dialCode(cell.dial)))
                                                   .arg(cell.tried ? cell.tried->error : -1)));
        }
    }
    // The tutorials' two: 127.0.0.1 is not reached by the card's address, 0.0.0.0 is.
    QCOMPARE(trial.matrix().cell(BindChoice::Loopback, Dial::HereLan).tried->error, ECONNREFUSED);
    QCOMPARE(trial.matrix().cell(BindChoice::Any, Dial::HereLan).tried->error, 0);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QCOMPARE(openDescriptors(), before); // everything is closed
}

void ReachabilityTest::rowsWithoutAddressAreLeftOut()
{
    const SystemClock clock;
    ReachTrial trial(clock);
    QSignalSpy ended(&trial, &ReachTrial::ended);
    QVERIFY(trial.run(computeReachability({}, false)).ok());
    QVERIFY(ended.wait());
    QCOMPARE(trial.matrix().cell(BindChoice::Loopback, Dial::HereLoopback).tried->error, 0);
    QCOMPARE(trial.matrix().cell(BindChoice::Any, Dial::HereLoopback).tried->error, 0);
    QVERIFY(!trial.matrix().cell(BindChoice::Lan, Dial::HereLan).tried);
    QVERIFY(!trial.matrix().cell(BindChoice::Any6, Dial::HereLoopback6).tried);
}

void ReachabilityTest::addressOfAnotherMachine()
{
    // Binding to an address that this machine does not have (the tutorial's 192.168.88.8) fails before
    // anything is sent.
    ReachMatrix matrix = computeReachability(QHostAddress(u"192.0.2.200"_s), false);
    if (ownerOf(matrix.lan, interfaces()))
        QSKIP("This machine really has the documentation's address.");
    for (auto &line : matrix.cells) {
        for (ReachCell &cell : line) {
            if (cell.bind != BindChoice::Lan)
                cell.computed = Reach::NoAddress; // nobody is to dial that address in a test
        }
    }
    const SystemClock clock;
    ReachTrial trial(clock);
    QSignalSpy ended(&trial, &ReachTrial::ended);
    QVERIFY(trial.run(matrix).ok());
    QVERIFY(ended.wait());
    QCOMPARE(trial.matrix().cell(BindChoice::Lan, Dial::HereLan).tried->error, EADDRNOTAVAIL);
    QVERIFY(!trial.matrix().cell(BindChoice::Lan, Dial::HereLan).agrees());
}

void ReachabilityTest::disagreementShows()
{
    ReachMatrix matrix = computeReachability(QHostAddress(u"192.168.2.77"_s), true);
    ReachCell &cell = matrix.cell(BindChoice::Any, Dial::HereLan);
    QVERIFY(cell.agrees());
    cell.tried = DialResult{ETIMEDOUT, 2'000'000'000};
    QVERIFY(!cell.agrees());
    const auto facts = reachabilityFacts(matrix);
    const auto &rows = std::get<std::vector<Facts>>(findFact(facts, "cells")->value);
    QCOMPARE(rows.size(), size_t(25));
    const Facts &row = rows[size_t(BindChoice::Any) * dials + size_t(Dial::HereLan)];
    QCOMPARE(factValue(row, "tried"), u"ETIMEDOUT"_s);
    QCOMPARE(factValue(row, "computed"), u"yes"_s);
    QCOMPARE(factValue(row, "agrees"), u"false"_s);
    QVERIFY(findFact(row, "tried")->text().contains(u"2000.00 ms"_s));
}

void ReachabilityTest::stopsAndRunsAgain()
{
    const SystemClock clock;
    ReachTrial trial(clock);
    QSignalSpy ended(&trial, &ReachTrial::ended);
    int cells = 0;
    connect(&trial, &ReachTrial::cellTried, this, [&] {
        if (++cells == 1)
            trial.stop();
    });
    QVERIFY(trial.run(computeReachability({}, false)).ok());
    QTRY_COMPARE(cells, 1);
    QVERIFY(trial.run(computeReachability({}, false)).ok());
    QVERIFY(ended.wait());
    QCOMPARE(cells, 3);
    QCOMPARE(ended.size(), 1);
}

void ReachabilityTest::everyCellHasASentence()
{
    const ReachMatrix matrix = computeReachability(QHostAddress(u"192.168.2.77"_s), true);
    for (int bind = 0; bind < bindChoices; ++bind) {
        for (int dial = 0; dial < dials; ++dial)
            QVERIFY(reachText(matrix, BindChoice(bind), Dial(dial)).endsWith(u'.'));
    }
    QVERIFY(reachText(matrix, BindChoice::Loopback, Dial::HereLan).contains(u"listens on 127.0.0.1 only"_s));
    QVERIFY(reachText(matrix, BindChoice::Any, Dial::Internet).contains(u"forward a port"_s));
}

QTEST_GUILESS_MAIN(ReachabilityTest)
#include "tst_reachability.moc"
