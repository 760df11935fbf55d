// SPDX-License-Identifier: MIT
// Steps are run with real sockets; what does not hold is told, and nothing stays open.
#include "lessonfixture.h"

#include <QThreadPool>

using namespace miniqq;
using namespace miniqq::lab;

namespace {

Lesson lessonOf(const QByteArray &steps)
{
    const Result<Lesson> read = readLesson(lessonWith(steps), QStringLiteral("test"));
    if (!read)
        qFatal("%s", qPrintable(read.error().text));
    return *read;
}

} // namespace

class TestLessonRunner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stepsBecomeCalls()
    {
        LessonFixture lab;
        QVERIFY(lab.run(lessonOf(connectedSteps() + R"({"do": "send", "on": "client", "text": "hello"},
            {"do": "recv", "on": "server.talk", "size": 5}, {"do": "close", "on": "client"})")));
        QVERIFY2(lab.outcome().held(), qPrintable(lab.outcome().text));
        QByteArrayList calls = lab.calls();
        calls.removeAll("getsockname"); // the socket's own, when a connection stands
        calls.removeAll("getsockopt");  // what became of connect()
        QCOMPARE(calls, (QByteArrayList{"socket", "bind", "listen", "socket", "connect", "accept4", "send",
                                        "recv", "close", "close", "close"}));
        const StepResult received = lab.results.at(7);
        QCOMPARE(received.called, QStringLiteral("recv(5)"));
        QCOMPARE(received.outcome, QStringLiteral("b'hello'"));
        QCOMPARE(received.bytes, "hello");
        QCOMPARE(received.pieces, (QList<qint64>{5}));
        QCOMPARE(received.end, QStringLiteral("server"));
        QCOMPARE(received.socket, QStringLiteral("server.talk"));
        QCOMPARE(received.connection, lab.results.at(5).made);
        QVERIFY(received.beganNs > 0 && received.durationNs >= 0);
        QVERIFY(received.connection.value() >= qint64(1) << 40);
        QCOMPARE(lab.opened, (QStringList{QStringLiteral("server"), QStringLiteral("client"),
                                          QStringLiteral("server.talk")}));
    }

    void whatDoesNotHoldIsTold_data()
    {
        QTest::addColumn<QByteArray>("step");
        QTest::addColumn<QString>("expected");
        QTest::addColumn<QString>("observed");
        const auto row = [](const char *step, const char *expected, const char *observed) {
            QTest::newRow(step) << QByteArray(step) << QString::fromUtf8(expected)
                                << QString::fromUtf8(observed);
        };
        // "hello" waits at the client, "你" in two pieces of GBK at the server.
        row(R"({"do": "recv", "on": "client", "expect": {"count": 6}})", "6 byte(s)", "5 byte(s)");
        row(R"({"do": "recv", "on": "client", "expect": {"text": "world"}})", "77 6f 72 6c 64",
            "68 65 6c 6c 6f");
        row(R"({"do": "recv", "on": "client", "expect": {"at-least": 6}})", "at least 6 byte(s)",
            "5 byte(s)");
        row(R"({"do": "recv", "on": "client", "expect": {"at-most": 4}})", "at most 4 byte(s)", "5 byte(s)");
        row(R"({"do": "recv", "on": "client", "expect": {"end": true}})", "the end (b'')", "5 byte(s)");
        row(R"({"do": "recv", "on": "client", "expect": {"error": "ECONNRESET"}})", "ECONNRESET", "no error");
        row(R"({"do": "recv", "on": "client", "size": 2, "until": "total", "total": 5, "expect": {"pieces": [5]}})",
            "pieces of 5", "pieces of 2 + 2 + 1");
        row(R"({"do": "recv", "on": "client", "expect": {"so-far": 1}})", "1 byte(s) so far",
            "5 byte(s) so far");
        row(R"({"do": "recv", "on": "client", "expect": {"ms-at-least": 30000}})", "at least 30000 ms",
            "TIME");
        row(R"({"do": "silence", "on": "client", "ms": 5000})", "nothing comes", "b'hello'");
        row(R"({"do": "decode", "on": "server.talk", "encoding": "gbk"})", "it can be decoded",
            "'gbk' codec can't decode byte 0xc4 in position 0: incomplete multibyte sequence");
        row(R"({"do": "decode", "on": "server.talk", "encoding": "latin-1", "expect": {"text": "你"}})",
            "“你”", "“Ä”");
        row(R"({"do": "decode", "on": "server.talk", "encoding": "latin-1", "expect": {"problem": "invalid"}})",
            "invalid", "“Ä”");
        row(R"({"do": "decode", "on": "server.talk", "encoding": "gbk", "mode": "incremental", "expect": {"left": 0}})",
            "0 byte(s) left over", "1 byte(s) left over");
        row(R"({"do": "frames", "on": "server.talk", "by": "line", "expect": {"frames": ["x"]}})", "[x]",
            "[]");
        row(R"({"do": "getsockopt", "on": "client", "option": "TCP_NODELAY", "expect": {"value": 1}})", "1",
            "0");
        row(R"({"do": "getsockopt", "on": "server", "option": "SO_REUSEADDR", "expect": {"error": "EPIPE"}})",
            "EPIPE", "no error");
        row(R"({"do": "setsockopt", "on": "client", "option": "IPV6_V6ONLY"})", "no error", "ENOPROTOOPT");
        row(R"({"do": "getsockname", "on": "client", "expect": {"port-of": "server"}})", "port SERVER",
            "port CLIENT");
        row(R"({"do": "open", "on": "client.b"}, {"do": "connect", "on": "client.b", "to": "server", "expect": {"pending": true}})",
            "no answer yet", "it was answered");
        row(R"({"do": "state", "on": "client", "limit": 100, "expect": {"state": "CLOSE_WAIT"}})",
            "CLOSE_WAIT", "nothing within the time limit (ESTABLISHED)");
        row(R"({"do": "accept", "on": "server", "as": "server.b", "limit": 100})", "something happens",
            "nothing within the time limit");
        row(R"({"do": "recv", "on": "server.talk", "limit": 100})", "something happens",
            "nothing within the time limit");
        row(R"({"do": "start", "on": "server.echo", "service": "echo"}, {"do": "output", "on": "server.echo", "limit": 100, "expect": {"text": "never said"}})",
            "“never said”", "nothing within the time limit");
        row(R"({"do": "bind", "on": "server"})", "no error", "EINVAL");
        row(R"({"do": "accept", "on": "server", "as": "server.b", "await": false, "expect": {"error": "EAGAIN"}}, {"do": "recv", "on": "server.b"})",
            "no error", "EBADF");
    }
    void whatDoesNotHoldIsTold()
    {
        QFETCH(QByteArray, step);
        QFETCH(QString, expected);
        QFETCH(QString, observed);
        LessonFixture lab;
        const qsizetype before = LessonFixture::sockets();
        QVERIFY(lab.run(lessonOf(connectedSteps() + R"({"do": "send", "on": "server.talk", "text": "hello"},
            {"do": "send", "on": "client", "hex": "c4"},
            {"do": "recv", "on": "server.talk", "expect": {"hex": "c4"}},)" +
                                 step)));
        const StepResult last = lab.results.constLast();
        expected.replace(QStringLiteral("SERVER"),
                         lab.results.at(4).called.section(QLatin1Char(':'), -1).chopped(1));
        observed.replace(QStringLiteral("CLIENT"), lab.results.at(5).outcome.section(QLatin1Char(':'), -1));
        observed.replace(QStringLiteral("TIME"), QStringLiteral("%1 ms").arg(last.durationNs / 1'000'000));
        QCOMPARE(last.verdict, StepResult::Verdict::Failed);
        QCOMPARE(last.expected, expected);
        QCOMPARE(last.observed, observed);
        QCOMPARE(lab.outcome().verdict, LessonOutcome::Verdict::Differed);
        QCOMPARE(lab.outcome().failed, (QList<int>{last.step}));
        QVERIFY2(lab.outcome().text.contains(expected) && lab.outcome().text.contains(observed),
                 qPrintable(lab.outcome().text));
        QCOMPARE(LessonFixture::sockets(), before);
    }

    void aWrongValueIsNoReasonToStop()
    {
        LessonFixture lab;
        QVERIFY(lab.run(lessonOf(connectedSteps() +
                                 R"({"do": "send", "on": "client", "text": "hello", "expect": {"count": 6}},
            {"do": "recv", "on": "server.talk", "expect": {"count": 4}}, {"do": "close", "on": "client"})")));
        QCOMPARE(lab.results.size(), 9);
        QCOMPARE(lab.outcome().failed, (QList<int>{6, 7}));
    }

    void aFailedCallIs()
    {
        LessonFixture lab;
        QVERIFY(lab.run(lessonOf(R"({"do": "open", "on": "server"}, {"do": "bind", "on": "server"},
            {"do": "open", "on": "client"}, {"do": "connect", "on": "client", "to": "server"},
            {"do": "send", "on": "client", "text": "never sent"})")));
        QCOMPARE(lab.results.size(), 4);
        QCOMPARE(lab.results.constLast().error, "ECONNREFUSED");
        QCOMPARE(lab.outcome().verdict, LessonOutcome::Verdict::Differed);
    }

    void machinesMayDiffer()
    {
        LessonFixture lab;
        QVERIFY(lab.run(
            lessonOf(connectedSteps() + R"({"do": "getsockopt", "on": "client", "option": "TCP_NODELAY",
            "expect": {"value": 7, "otherwise": {"en": "who knows", "zh": "谁知道"}}}, {"do": "close", "on": "client"})")));
        QCOMPARE(lab.results.at(6).verdict, StepResult::Verdict::Otherwise);
        QCOMPARE(lab.results.at(6).observed, QStringLiteral("0"));
        QCOMPARE(lab.results.size(), 8);
        QVERIFY(lab.outcome().held());
        QCOMPARE(lab.outcome().otherwise, (QList<int>{6}));
    }

    void timesAreExcusedAloneAndNothingElse()
    {
        const QByteArray timed = R"("ms-at-least": 30000, "otherwise": {"en": "fast", "zh": "快"}}})";
        LessonFixture lab;
        QVERIFY(lab.run(lessonOf(connectedSteps() +
                                 R"({"do": "send", "on": "client", "text": "x", "expect": {"count": 1, )" +
                                 timed)));
        QCOMPARE(lab.results.constLast().verdict, StepResult::Verdict::Otherwise);
        QVERIFY(lab.run(lessonOf(connectedSteps() +
                                 R"({"do": "send", "on": "client", "text": "x", "expect": {"count": 2, )" +
                                 timed)));
        QCOMPARE(lab.results.constLast().verdict, StepResult::Verdict::Failed);
        QVERIFY(!lab.outcome().held());
    }

    void stoppedAnywhereNothingStaysOpen_data()
    {
        QTest::addColumn<int>("after");
        for (int after = 0; after < 12; ++after)
            QTest::addRow("%d", after) << after;
    }
    void stoppedAnywhereNothingStaysOpen()
    {
        QFETCH(int, after);
        LessonFixture lab;
        const qsizetype before = LessonFixture::sockets();
        lab.runner.start(
            lessonOf(connectedSteps() +
                     R"({"do": "start", "on": "server.hello", "service": "hello", "engine": "threads"},
            {"do": "open", "on": "client.b"}, {"do": "connect", "on": "client.b", "to": "server.hello"},
            {"do": "recv", "on": "client.b"}, {"do": "send", "on": "client.b", "text": "Ann"},
            {"do": "recv", "on": "client", "limit": 60000})"));
        if (after > 0)
            QVERIFY(lab.awaitResults(after));
        QCOMPARE(lab.runner.isRunning(), true);
        lab.runner.stop();
        QVERIFY(!lab.runner.isRunning());
        QCOMPARE(lab.outcomes.size(), 1);
        QCOMPARE(lab.outcome().verdict, LessonOutcome::Verdict::Stopped);
        QCOMPARE(LessonFixture::sockets(), before);
        lab.runner.stop(); // once more does nothing
        QCOMPARE(lab.outcomes.size(), 1);
        QVERIFY(lab.run(lessonOf(R"({"do": "wait", "ms": 1})"))); // and it can be used again
        QVERIFY(lab.outcome().held());
    }

    void destroyedInTheMiddle()
    {
        const qsizetype before = LessonFixture::sockets();
        {
            LessonFixture lab;
            lab.runner.start(
                lessonOf(connectedSteps() + R"({"do": "recv", "on": "client", "limit": 60000})"));
            QVERIFY(lab.awaitResults(6));
        }
        QCOMPARE(LessonFixture::sockets(), before);
    }

    void destroyedWhileTheTableIsRead() // in another thread, which then has nobody to tell
    {
        for (int round = 0; round < 20; ++round) {
            LessonFixture lab;
            lab.runner.start(lessonOf(connectedSteps() + R"({"do": "close", "on": "client"},
                {"do": "state", "on": "client", "limit": 60000, "expect": {"state": "SYN_SENT"}})"));
            QVERIFY(lab.awaitResults(7));
            QTest::qWait(round % 5);
        }
        QVERIFY(QThreadPool::globalInstance()->waitForDone(LessonFixture::patience));
    }

    void pausedAndStepped()
    {
        LessonFixture lab;
        QSignalSpy paused(&lab.runner, &LessonRunner::pausedChanged);
        lab.runner.start(lessonOf(connectedSteps() + R"({"do": "send", "on": "client", "text": "x"})"));
        lab.runner.stepOnce();
        QVERIFY(lab.runner.isPaused());
        QCOMPARE(paused.size(), 1);
        QVERIFY(lab.awaitResults(1));
        QTest::qWait(50); // nothing more comes: the one thing that cannot be awaited
        QCOMPARE(lab.results.size(), 1);
        QCOMPARE(lab.runner.nextStep(), 1);
        for (qsizetype count = 2; count <= 7; ++count) {
            lab.runner.stepOnce();
            QVERIFY(lab.awaitResults(count));
        }
        QTest::qWait(50);
        QVERIFY(lab.runner.isRunning()); // behind the last step everything is still open
        QVERIFY(lab.outcomes.isEmpty());
        lab.runner.resume();
        QTRY_COMPARE(lab.outcomes.size(), 1);
        QVERIFY(lab.outcome().held());
        QCOMPARE(paused.size(), 2);
    }

    void theDelayIsBetweenSteps()
    {
        LessonFixture lab;
        lab.runner.setDelay(60);
        QElapsedTimer clock;
        clock.start();
        QVERIFY(lab.run(
            lessonOf(R"({"do": "wait", "ms": 1}, {"do": "wait", "ms": 1}, {"do": "wait", "ms": 1})")));
        QVERIFY2(clock.elapsed() >= 110,
                 qPrintable(QString::number(clock.elapsed()))); // timers may be 5 % early
        lab.runner.setDelay(-1);
        QCOMPARE(lab.runner.delay(), 0);
        lab.runner.setDelay(1'000'000);
        QCOMPARE(lab.runner.delay(), 60'000);
    }

    void whoListensMayStopOrStartAnew()
    {
        LessonFixture lab;
        const Lesson lesson = lessonOf(connectedSteps() + R"({"do": "send", "on": "client", "text": "x"})");
        int starts = 0;
        connect(&lab.runner, &LessonRunner::socketOpened, this,
                [&](const QString &, const QString &socket, ConnectionId) {
                    if (socket == QStringLiteral("server.talk") && ++starts < 3)
                        lab.runner.start(lesson); // in the middle of everything
                });
        lab.runner.start(lesson);
        QTRY_COMPARE(lab.outcomes.size(), 3);
        QCOMPARE(lab.outcomes.at(0).verdict, LessonOutcome::Verdict::Stopped);
        QCOMPARE(lab.outcomes.at(1).verdict, LessonOutcome::Verdict::Stopped);
        QVERIFY(lab.outcome().held());
    }

    void stoppedByWhoHearsOfAStep()
    {
        LessonFixture lab;
        connect(&lab.runner, &LessonRunner::stepStarted, this, [&](int step) {
            if (step == 3)
                lab.runner.stop();
        });
        QVERIFY(lab.run(lessonOf(connectedSteps() + R"({"do": "send", "on": "client", "text": "x"})")));
        QCOMPARE(lab.outcome().verdict, LessonOutcome::Verdict::Stopped);
        QCOMPARE(lab.results.size(), 3);
    }

    void withoutRepair()
    {
        LessonFixture lab;
        QVERIFY(lab.run(lessonOf(R"({"do": "wait", "ms": 1})"), LessonRunner::Part::Repair));
        QVERIFY(lab.results.isEmpty());
        QCOMPARE(lab.outcome().steps, 0);
    }

    void aServicesSocketsAreItsEnds()
    {
        LessonFixture lab;
        QList<std::pair<QString, ConnectionId>> sockets;
        QString said;
        connect(&lab.runner, &LessonRunner::socketOpened, this,
                [&](const QString &end, const QString &, ConnectionId id) {
                    sockets.append({end, id});
                });
        connect(&lab.runner, &LessonRunner::printed, this,
                [&](const QString &end, const QString &text) { said += end + text; });
        QVERIFY(
            lab.run(lessonOf(R"({"do": "start", "on": "server", "service": "one-each", "replies": ["收到"]},
            {"do": "open", "on": "client"}, {"do": "connect", "on": "client", "to": "server"},
            {"do": "send", "on": "client", "text": "你好", "encoding": "gbk"},
            {"do": "recv", "on": "client", "expect": {"hex": "ca d5 b5 bd"}},
            {"do": "output", "on": "server", "expect": {"text": "客户端: 你好"}})")));
        QVERIFY2(lab.outcome().held(), qPrintable(lab.outcome().text));
        QVERIFY2(said.contains(QStringLiteral("server")) && said.contains(QStringLiteral("客户端: 你好")),
                 qPrintable(said));
        QCOMPARE(sockets.size(), 3); // the listener, the client, the accepted one
        QSet<qint64> ids;
        for (const auto &[end, id] : std::as_const(sockets))
            ids.insert(id.value());
        QCOMPARE(ids.size(), 3);
        QCOMPARE(std::count_if(sockets.cbegin(), sockets.cend(),
                               [](const auto &pair) { return pair.first == QStringLiteral("server"); }),
                 2);
        // All of them are in the log.
        tap::TrafficLog::Cursor cursor;
        for (const tap::TrafficEvent &event : lab.log().drain(cursor, 100'000).events)
            ids.remove(event.connection.value());
        QVERIFY(ids.isEmpty());
    }

    void sevenBytesOfALargeSendDoNotGetLost()
    {
        LessonFixture lab;
        QVERIFY(lab.run(lessonOf(
            connectedSteps() +
            R"({"do": "send", "on": "client", "count": 4194304, "reader": "server.talk", "limit": 30000},
            {"do": "send", "on": "client", "text": "the end"}, {"do": "recv", "on": "server.talk", "expect": {"text": "the end", "so-far": 4194311}})")));
        QVERIFY2(lab.outcome().held(), qPrintable(lab.outcome().text));
        QCOMPARE(lab.results.at(6).count, 4194304);
        QVERIFY(lab.results.at(6).bytes.size() <= 65536); // no more than anybody looks at
    }

    void manySmallReceives() // neither deep on the stack nor one for each turn of the loop
    {
        LessonFixture lab;
        QVERIFY(lab.run(lessonOf(connectedSteps() + R"({"do": "send", "on": "client", "count": 100000},
            {"do": "recv", "on": "server.talk", "size": 1, "waiting": 50000, "until": "empty", "limit": 30000, "expect": {"at-least": 50000}},
            {"do": "recv", "on": "server.talk", "await": false, "expect": {"error": "EAGAIN"}})")));
        QVERIFY2(lab.outcome().held(), qPrintable(lab.outcome().text));
        QVERIFY(lab.results.at(7).pieces.size() <= 1000); // no more are kept
    }

    void datagramsNeverFillAnything()
    {
        LessonFixture lab;
        QVERIFY(lab.run(lessonOf(
            R"({"do": "open", "on": "peer.a"}, {"do": "bind", "on": "peer.a"}, {"do": "open", "on": "peer"},
            {"do": "connect", "on": "peer", "to": "peer.a"}, {"do": "send", "on": "peer", "text": "x", "how": "until-full", "expect": {"error": "EAGAIN"}})")));
        QCOMPARE(lab.outcome().verdict, LessonOutcome::Verdict::Differed); // but it comes to an end
    }

    void theTableIsAskedForWhatIsGone()
    {
        LessonFixture lab;
        QVERIFY(lab.run(lessonOf(
            connectedSteps() +
            R"({"do": "close", "on": "client"}, {"do": "recv", "on": "server.talk", "expect": {"end": true}},
            {"do": "close", "on": "server.talk"}, {"do": "state", "on": "client", "expect": {"state": "TIME_WAIT"}},
            {"do": "state", "on": "server.talk", "expect": {"state": "CLOSED"}}, {"do": "state", "on": "server", "expect": {"state": "LISTEN"}})")));
        QVERIFY2(lab.outcome().held(), qPrintable(lab.outcome().text));
        QVERIFY(lab.results.at(9).fromTable);
        QVERIFY(!lab.results.at(11).fromTable);
    }
};

QTEST_GUILESS_MAIN(TestLessonRunner)
#include "tst_lessonrunner.moc"
