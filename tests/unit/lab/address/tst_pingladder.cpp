// SPDX-License-Identifier: MIT
// Item 35: ping, three times, and what each result means. A script stands in for ping: nothing is sent.
#include "app/lab/address/pingladder.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace miniqq;
using namespace miniqq::lab;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

static QByteArray recorded(const QString &name)
{
    QFile file(QStringLiteral(MINIQQ_FIXTURES "/lab/ping/") + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s is missing", qPrintable(file.fileName()));
    return file.readAll();
}

class PingLadderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_folder.isValid()); }
    void outputs_data();
    void outputs();
    void plan();
    void climbsEveryRung();
    void missingProgram();
    void patienceEnds();
    void stopsAtOnce();
    void startsAnewFromAHandler();
    void refusesBadTargets_data();
    void refusesBadTargets();
    void shyRouterIsExcused();
    void everyFailureIsExplained();

private:
    /// A program called like this that runs the shell commands; $target is what is pinged.
    QString fakePing(const QString &name, const QByteArray &commands);

    QTemporaryDir m_folder;
};

QString PingLadderTest::fakePing(const QString &name, const QByteArray &commands)
{
    QFile file(m_folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly))
        qFatal("cannot write %s", qPrintable(file.fileName()));
    file.write("#!/bin/sh\nfor target; do :; done\n" + commands + '\n');
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return file.fileName();
}

static QList<LadderRung> ladder(const QStringList &targets)
{
    QList<LadderRung> rungs;
    for (qsizetype at = 0; at < targets.size(); ++at)
        rungs << LadderRung{Rung(at), targets[at], LadderRung::State::Waiting, {}};
    return rungs;
}

void PingLadderTest::outputs_data()
{
    QTest::addColumn<QByteArray>("output");
    QTest::addColumn<QByteArray>("errors");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QByteArray>("outcome");
    QTest::addColumn<QString>("counts"); // received/sent, average
    const auto row = [](const char *name, const QByteArray &output, const char *errors, int exitCode,
                        const char *outcome, const char *counts) {
        QTest::newRow(name) << output << QByteArray(errors) << exitCode << QByteArray(outcome)
                            << QString::fromLatin1(counts);
    };
    row("iputils replied", recorded(u"iputils-replied.txt"_s), "", 0, "replied", "3/3 0.034");
    row("iputils partly", recorded(u"iputils-partly.txt"_s), "", 0, "partly", "1/3 12.5");
    row("iputils silent", recorded(u"iputils-silent.txt"_s), "", 1, "no_reply", "0/3 -");
    row("iputils unreachable", recorded(u"iputils-unreachable.txt"_s), "", 1, "unreachable", "0/3 -");
    row("iputils no route", "", "ping: connect: Network is unreachable\n", 2, "unreachable", "0/0 -");
    row("iputils no name", "", "ping: nosuch.example: Name or service not known\n", 2, "unknown_host",
        "0/0 -");
    row("iputils offline", "", "ping: www.baidu.com: Temporary failure in name resolution\n", 2,
        "unknown_host", "0/0 -");
    row("iputils no right", "",
        "ping: socktype: SOCK_RAW\nping: socket: Operation not permitted\nping: => missing cap_net_raw+p "
        "capability or setuid?\n",
        2, "not_permitted", "0/0 -");
    row("busybox replied", recorded(u"busybox-replied.txt"_s), "", 0, "replied", "2/2 0.061");
    row("busybox no right", "PING 127.0.0.1 (127.0.0.1): 56 data bytes\n",
        "ping: permission denied (are you root?)\n", 1, "not_permitted", "0/0 -");
    row("busybox no name", "", "ping: bad address 'nosuch'\n", 1, "unknown_host", "0/0 -");
    row("busybox no route", "PING 8.8.8.8 (8.8.8.8): 56 data bytes\n", "ping: sendto: Network unreachable\n",
        1, "unreachable", "0/0 -");
    row("macos replied", recorded(u"macos-replied.txt"_s), "", 0, "replied", "2/2 0.094");
    row("macos silent", recorded(u"macos-silent.txt"_s), "", 2, "no_reply", "0/3 -");
    row("macos no name", "", "ping: cannot resolve nosuch: Unknown host\n", 68, "unknown_host", "0/0 -");
    row("cut off", recorded(u"iputils-replied.txt"_s).split('-').first(), "", 9, "partly", "3/0 0.034");
    row("nothing", "", "", 1, "failed", "0/0 -");
    row("nonsense", QByteArray(100000, '\xff'), "?!", 77, "failed", "0/0 -");
}

void PingLadderTest::outputs()
{
    QFETCH(const QByteArray, output);
    QFETCH(const QByteArray, errors);
    QFETCH(const int, exitCode);
    const PingResult result = parsePing(output, errors, exitCode);
    QTEST(QByteArray(pingOutcomeCode(result.outcome)), "outcome");
    QTEST(u"%1/%2 %3"_s.arg(result.received)
              .arg(result.sent)
              .arg(result.averageMs ? QString::number(*result.averageMs) : u"-"_s),
          "counts");
    if (result.outcome == PingOutcome::Unreachable || result.outcome == PingOutcome::UnknownHost)
        QVERIFY(!result.detail.isEmpty());
}

void PingLadderTest::plan()
{
    Interface lo;
    lo.name = u"lo"_s;
    lo.up = true;
    lo.addresses = {{QHostAddress(u"127.0.0.1"_s), 8, {}}};
    Interface other = lo;
    other.addresses = {{QHostAddress(u"10.8.0.2"_s), 24, {}}};
    Interface eth = lo;
    eth.addresses = {{QHostAddress(u"fe80::1"_s), 64, {}}, {QHostAddress(u"192.168.2.77"_s), 24, {}}};
    Interface down = eth;
    down.up = false;
    const QList<Route> routes = {
        Route{QHostAddress(u"0.0.0.0"_s), 0, QHostAddress(u"192.168.2.1"_s), u"eth0"_s, 0, false}};
    const auto targets = [](const QList<LadderRung> &rungs) {
        QStringList list;
        for (const LadderRung &rung : rungs)
            list << rung.target;
        return list;
    };
    QCOMPARE(targets(planLadder({lo, other, eth}, routes)),
             (QStringList{u"127.0.0.1"_s, u"192.168.2.77"_s, u"192.168.2.1"_s}));
    QCOMPARE(targets(planLadder({lo, other}, routes)),
             (QStringList{u"127.0.0.1"_s, u"10.8.0.2"_s, u"192.168.2.1"_s}));
    QCOMPARE(targets(planLadder({lo, down}, {})), (QStringList{u"127.0.0.1"_s, QString(), QString()}));
    // The Internet only when asked.
    QCOMPARE(targets(planLadder({lo}, {}, u" www.example "_s)).last(), u"www.example"_s);
}

void PingLadderTest::climbsEveryRung()
{
    const QString ping =
        fakePing(u"ping"_s, "case $target in\n"
                            "127.0.0.1) cat '" MINIQQ_FIXTURES "/lab/ping/iputils-replied.txt';;\n"
                            "192.168.2.77) cat '" MINIQQ_FIXTURES "/lab/ping/iputils-silent.txt'; exit 1;;\n"
                            "*) echo \"ping: $target: Name or service not known\" >&2; exit 2;;\n"
                            "esac");
    PingLadder climber(PingLadder::Options{ping, 3, 10s});
    QSignalSpy ended(&climber, &PingLadder::ended);
    QSignalSpy changed(&climber, &PingLadder::rungChanged);
    QVERIFY(climber.climb(ladder({u"127.0.0.1"_s, u"192.168.2.77"_s, QString(), u"nosuch.example"_s})).ok());
    QVERIFY(climber.isClimbing());
    QVERIFY(!climber.climb(ladder({u"127.0.0.1"_s})).ok()); // one at a time
    QVERIFY(ended.wait());
    QVERIFY(!climber.isClimbing());
    const QList<LadderRung> &rungs = climber.rungs();
    QCOMPARE(rungs[0].result.outcome, PingOutcome::Replied);
    QCOMPARE(rungs[1].result.outcome, PingOutcome::NoReply); // and the climb went on
    QCOMPARE(rungs[2].state, LadderRung::State::Skipped);
    QCOMPARE(rungs[3].result.outcome, PingOutcome::UnknownHost);
    QCOMPARE(changed.size(), 7); // running and done of three, skipped of one
    const Facts facts = ladderFacts(rungs);
    const auto &rows = std::get<std::vector<Facts>>(findFact(facts, "rungs")->value);
    QCOMPARE(factValue(rows[0], "outcome"), u"replied"_s);
    QCOMPARE(factValue(rows[0], "average_us"), u"34"_s);
    QCOMPARE(factValue(rows[2], "outcome"), u"skipped"_s);
    QVERIFY(factValue(rows[1], "meaning").contains(u"own address does not answer"_s));
    QVERIFY(factValue(rows[3], "meaning").contains(u"nosuch.example"_s));
}

void PingLadderTest::missingProgram()
{
    PingLadder climber(PingLadder::Options{m_folder.filePath(u"no-such-program"_s), 1, 10s});
    QSignalSpy ended(&climber, &PingLadder::ended);
    QVERIFY(climber.climb(ladder({u"127.0.0.1"_s, u"127.0.0.2"_s})).ok());
    QVERIFY(ended.wait());
    QCOMPARE(climber.rungs()[0].result.outcome, PingOutcome::NotInstalled);
    QCOMPARE(climber.rungs()[1].result.outcome, PingOutcome::NotInstalled);
    QVERIFY(rungText(climber.rungs(), 0).contains(u"not installed"_s));
}

void PingLadderTest::patienceEnds()
{
    const QString ping =
        fakePing(u"slow"_s, "echo '64 bytes from 127.0.0.1: icmp_seq=1 ttl=64 time=0.5 ms'\nexec sleep 600");
    const QString mute = fakePing(u"mute"_s, "exec sleep 600");
    PingLadder answeredOnce(PingLadder::Options{ping, 3, 2s});
    PingLadder never(PingLadder::Options{mute, 3, 100ms});
    QSignalSpy firstEnded(&answeredOnce, &PingLadder::ended);
    QSignalSpy secondEnded(&never, &PingLadder::ended);
    QVERIFY(answeredOnce.climb(ladder({u"127.0.0.1"_s})).ok());
    QVERIFY(never.climb(ladder({u"127.0.0.1"_s})).ok());
    QTRY_COMPARE(firstEnded.size(), 1);
    QTRY_COMPARE(secondEnded.size(), 1);
    QCOMPARE(answeredOnce.rungs()[0].result.outcome, PingOutcome::Partly);
    QCOMPARE(never.rungs()[0].result.outcome, PingOutcome::NoReply);
}

void PingLadderTest::stopsAtOnce()
{
    const QString note = m_folder.filePath(u"pid"_s);
    const QString ping =
        fakePing(u"endless"_s, "echo $$ > '" + note.toUtf8() + ".new'; mv '" + note.toUtf8() + ".new' '" +
                                   note.toUtf8() + "'\nexec sleep 600");
    auto climber = std::make_unique<PingLadder>(PingLadder::Options{ping, 3, 60s});
    QSignalSpy ended(climber.get(), &PingLadder::ended);
    QVERIFY(climber->climb(ladder({u"127.0.0.1"_s})).ok());
    QTRY_VERIFY(QFile::exists(note));
    QFile file(note);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const pid_t process = file.readAll().trimmed().toInt();
    QVERIFY(process > 1);
    climber->stop();
    QVERIFY(!climber->isClimbing());
    climber->stop(); // nothing left to stop
    QCOMPARE(ended.size(), 0);
    QTRY_VERIFY(::kill(process, 0) != 0); // dead and reaped

    QVERIFY(QFile::remove(note));
    QVERIFY(climber->climb(ladder({u"127.0.0.1"_s})).ok()); // it can climb again,
    climber.reset();                                        // and dies in the middle of it
}

void PingLadderTest::startsAnewFromAHandler()
{
    const QString ping = fakePing(u"quick"_s, "cat '" MINIQQ_FIXTURES "/lab/ping/busybox-replied.txt'");
    PingLadder climber(PingLadder::Options{ping, 2, 10s});
    QSignalSpy ended(&climber, &PingLadder::ended);
    int restarts = 0;
    connect(&climber, &PingLadder::rungChanged, this, [&](qsizetype at) {
        if (climber.rungs()[at].state != LadderRung::State::Done || restarts > 0)
            return;
        ++restarts;
        climber.stop();
        QVERIFY(climber.climb(ladder({u"127.0.0.1"_s, u"127.0.0.2"_s})).ok());
    });
    QVERIFY(climber.climb(ladder({u"127.0.0.1"_s, u"127.0.0.2"_s})).ok());
    QVERIFY(ended.wait());
    QCOMPARE(restarts, 1);
    QCOMPARE(climber.rungs()[1].result.outcome, PingOutcome::Replied);
    QCOMPARE(ended.size(), 1);
}

void PingLadderTest::refusesBadTargets_data()
{
    QTest::addColumn<QString>("target");
    for (const char *target : {"-f", "--help", "256.1.1.1", "a b", "127.0.0.1;reboot", "$(reboot)", "a..b"})
        QTest::newRow(target) << QString::fromLatin1(target);
}

void PingLadderTest::refusesBadTargets()
{
    QFETCH(const QString, target);
    PingLadder climber(PingLadder::Options{fakePing(u"never"_s, "exit 1"), 1, 10s});
    const Result<Done> result = climber.climb(ladder({u"127.0.0.1"_s, target}));
    QVERIFY(!result.ok());
    QVERIFY(!result.error().text.isEmpty());
    QVERIFY(!climber.isClimbing());
}

void PingLadderTest::shyRouterIsExcused()
{
    QList<LadderRung> rungs = ladder({u"127.0.0.1"_s, u"192.168.2.77"_s, u"192.168.2.1"_s, u"192.0.2.9"_s});
    for (LadderRung &rung : rungs) {
        rung.state = LadderRung::State::Done;
        rung.result = PingResult{PingOutcome::Replied, 3, 3, {}, {}, {}};
    }
    rungs[2].result = PingResult{PingOutcome::NoReply, 3, 0, {}, {}, {}};
    QVERIFY(rungText(rungs, 2).contains(u"merely ignores ping"_s));
    rungs[3].result = rungs[2].result;
    QVERIFY(rungText(rungs, 2).contains(u"gateway does not answer"_s));
}

void PingLadderTest::everyFailureIsExplained()
{
    QSet<QString> texts;
    for (const Rung rung : {Rung::Loopback, Rung::OwnAddress, Rung::Gateway, Rung::Public}) {
        for (int outcome = 0; outcome <= int(PingOutcome::Failed); ++outcome) {
            LadderRung row{rung, u"192.0.2.9"_s, LadderRung::State::Done, {}};
            row.result.outcome = PingOutcome(outcome);
            const QString text = rungText({row}, 0);
            QVERIFY(text.endsWith(u'.'));
            texts.insert(text);
        }
        QVERIFY(!rungText({LadderRung{rung, {}, LadderRung::State::Skipped, {}}}, 0).isEmpty());
    }
    QCOMPARE(texts.size(), 4 + 4 + 6); // replies and silence differ by rung, the rest does not
}

QTEST_GUILESS_MAIN(PingLadderTest)
#include "tst_pingladder.moc"
