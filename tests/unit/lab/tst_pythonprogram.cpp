// SPDX-License-Identifier: MIT
#include "app/lab/models/pythonprogram.h"
#include "experimentfixture.h"

#include <QProcess>
#include <QTemporaryDir>

using namespace miniqq;
using namespace miniqq::lab;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int patience = 30'000; // ms

/// What python3 says about a program; empty if it compiles.
QString compileErrors(const QString &program)
{
    QProcess python;
    python.start(u"python3"_s,
                 {u"-c"_s, u"import sys; compile(sys.stdin.buffer.read(), 'program', 'exec')"_s});
    python.write(program.toUtf8());
    python.closeWriteChannel();
    if (!python.waitForFinished(patience))
        return u"python3 did not end"_s;
    return QString::fromUtf8(python.readAllStandardError());
}

QString programOf(const std::vector<tap::TrafficEvent> &events, const LabEnd &end = {}, quint64 dropped = 0)
{
    std::vector<CallLaneModel::Entry> entries;
    for (const tap::TrafficEvent &event : events)
        entries.push_back({event, 0, false, {}});
    std::vector<const CallLaneModel::Entry *> calls;
    for (const CallLaneModel::Entry &entry : entries)
        calls.push_back(&entry);
    return pythonProgram(end, calls, dropped);
}

/// The tutorials' echo: the client asks, the server answers, the client leaves.
bool echo(ExperimentFixture &lab, NativeSocket &listener)
{
    auto pair = lab.connectTo(listener);
    if (!pair || !pair.client->send("test").ok() || LabFixture::receive(*pair.server).bytes != "test" ||
        !pair.server->send("Server received b'test'").ok())
        return false;
    const bool answered = LabFixture::receive(*pair.client).bytes == "Server received b'test'";
    pair.client->close();
    return answered && LabFixture::receive(*pair.server).isEnd() && pair.server->close().ok();
}

} // namespace

class TestPythonProgram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QProcess python;
        python.start(u"python3"_s, {u"--version"_s});
        QVERIFY2(python.waitForFinished(patience), "python3 is missing: scripts/setup.sh installs it");
    }

    void theClientRunsAgainstALiveServer()
    {
        ExperimentFixture lab;
        const auto listener = lab.makeListener();
        QVERIFY(listener && echo(lab, *listener));
        lab.experiment.drain();
        const QString program = lab.experiment.pythonProgram(lab.client);
        QVERIFY2(program.contains(u"s.connect(('127.0.0.1', %1))"_s.arg(listener->localName().port())),
                 qPrintable(program));

        QProcess python;
        python.start(u"python3"_s, {u"-c"_s, program});
        const auto server = LabFixture::accept(*listener);
        QVERIFY(server);
        QCOMPARE(LabFixture::receive(*server).bytes, "test");
        QVERIFY(server->send("hello").ok());
        QVERIFY(LabFixture::receive(*server).isEnd());
        QVERIFY(python.waitForFinished(patience));
        QCOMPARE(python.exitCode(), 0);
        QCOMPARE(python.readAllStandardOutput().trimmed(), "received b'hello'");
    }

    void theServerRunsAgainstALiveClient()
    {
        ExperimentFixture lab;
        const auto listener = lab.makeListener();
        QVERIFY(listener && echo(lab, *listener));
        const quint16 port = listener->localName().port();
        listener->close();
        lab.experiment.drain();
        QString program = lab.experiment.pythonProgram(lab.server);
        // Another may have the port by now; and somebody has to know which one it is.
        const QString bind = u"s.bind(('127.0.0.1', %1))"_s.arg(port);
        QVERIFY2(program.contains(bind), qPrintable(program));
        program.replace(bind, u"s.bind(('127.0.0.1', 0))"_s);
        program.replace(u"s.listen(5)"_s, u"s.listen(5)\nprint(s.getsockname()[1], flush=True)"_s);

        QProcess python;
        python.start(u"python3"_s, {u"-c"_s, program});
        QTRY_VERIFY_WITH_TIMEOUT(python.canReadLine(), patience);
        const quint16 now = python.readLine().trimmed().toUShort();
        auto client = lab.make(*lab.clientSockets);
        QVERIFY(LabFixture::connectTo(*client, LabFixture::here(now)).ok());
        QCOMPARE(client->send("other").value, 5);
        QCOMPARE(LabFixture::receive(*client).bytes, "Server received b'test'"); // as it was
        client->close();
        QVERIFY(python.waitForFinished(patience));
        QVERIFY2(python.exitCode() == 0, python.readAllStandardError().constData());
        QVERIFY(python.readAllStandardOutput().contains("received b'other'"));
    }

    void datagrams()
    {
        ExperimentFixture lab;
        auto server = lab.make(*lab.serverSockets, Kind::Datagram);
        QVERIFY(server->bind(LabFixture::here()).ok());
        auto client = lab.make(*lab.clientSockets, Kind::Datagram);
        QVERIFY(client->sendTo("hi", server->localName()).ok());
        QCOMPARE(LabFixture::receiveFrom(*server).bytes, "hi");
        lab.experiment.drain();
        QProcess python;
        python.start(u"python3"_s, {u"-c"_s, lab.experiment.pythonProgram(lab.client)});
        QCOMPARE(LabFixture::receiveFrom(*server).bytes, "hi");
        QVERIFY(python.waitForFinished(patience));
        QCOMPARE(python.exitCode(), 0);
        const QString program = lab.experiment.pythonProgram(lab.server);
        QVERIFY(program.contains(u"socket.SOCK_DGRAM"_s));
        QVERIFY(program.contains(u".recvfrom(1024)"_s));
        QCOMPARE(compileErrors(program), QString());
    }

    void waitingCallsAreLeftOutAndFailuresDoNotEndIt()
    {
        ExperimentFixture lab;
        auto listener = lab.makeListener();
        const SocketName name = listener->localName();
        CallResult nobody;
        QVERIFY(!listener->accept(nobody));
        listener->close();
        auto client = lab.make(*lab.clientSockets);
        QVERIFY(!LabFixture::connectTo(*client, name).ok());
        client->close();
        lab.experiment.drain();
        const QString server = lab.experiment.pythonProgram(lab.server);
        QVERIFY2(!server.contains(u"accept"_s), qPrintable(server));
        QVERIFY(!server.contains(u"getsockname"_s));
        const QString refused = lab.experiment.pythonProgram(lab.client);
        QProcess python;
        python.start(u"python3"_s, {u"-c"_s, refused});
        QVERIFY(python.waitForFinished(patience));
        QVERIFY2(python.exitCode() == 0, qPrintable(refused));
        QVERIFY(python.readAllStandardOutput().startsWith("connect:"));
    }

    void everyCallCompiles_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("arguments");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const char *arguments, const char *expected) {
            QTest::addRow("%s %s", name, arguments)
                << QString::fromLatin1(name) << QString::fromUtf8(arguments) << QString::fromUtf8(expected);
        };
        row("bind", "7, [::1]:8001", "s.bind(('::1', 8001))");
        row("bind", "7, /tmp/it's, a\\b:80", "s.bind('/tmp/it\\'s, a\\\\b:80')");
        row("setsockopt", "7, SOL_SOCKET, SO_REUSEADDR, 1",
            "s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)");
        row("setsockopt", "7, SOL_SOCKET, SO_LINGER, {1, 0}", "struct.pack('ii', 1, 0)");
        row("setsockopt", "7, 0, 35, ef010203", "s.setsockopt(0, 35, bytes.fromhex('ef010203'))");
        row("setsockopt", "7, IPPROTO_IP, IP_MULTICAST_IF, 000000000000000001000000",
            "bytes.fromhex('000000000000000001000000')");
        row("setsockopt", "7, evil(), x, 1", "s.setsockopt(0, 0, 1)");
        row("getsockopt", "7, IPPROTO_TCP, TCP_NODELAY, 1",
            "print(s.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))");
        row("shutdown", "7, SHUT_WR", "s.shutdown(socket.SHUT_WR)");
        row("recv", "7, 5, MSG_PEEK", "s.recv(5, socket.MSG_PEEK)");
        row("recv", "7, __import__('os'), 0", "");
        row("listen", "7, x", "s.listen(5)");
        row("ioctl", "7, FIONREAD", "");
    }
    void everyCallCompiles()
    {
        QFETCH(QString, name);
        QFETCH(QString, arguments);
        QFETCH(QString, expected);
        const ConnectionId id(1);
        const QString program =
            programOf({madeUpCall(id, "socket", u"AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0"_s, 7),
                       madeUpCall(id, name.toLatin1().constData(), arguments, 0)});
        QCOMPARE(compileErrors(program), QString());
        QVERIFY2(program.contains(expected), qPrintable(program));
        QVERIFY(!program.contains(u"evil"_s) && !program.contains(u"__import__"_s));
    }

    void whatWasNotKeptIsSaid()
    {
        const ConnectionId id(1);
        const auto socket = madeUpCall(id, "socket", u"AF_INET, SOCK_STREAM, 0"_s, 7);
        auto send = madeUpCall(id, "send", u"7, 5000, 0"_s, 5000, "abc");
        send.length = 5000;
        QString program = programOf({socket, send});
        QVERIFY2(program.contains(u"s.send(b'abc' + bytes(4997))"_s), qPrintable(program));
        QVERIFY(program.contains(u"# only the first 3 of these bytes were kept"_s));
        send.frame = QByteArray(5000, 'x');
        program = programOf({socket, send}, {.name = u"a\nimport os"_s}, 12);
        QVERIFY(program.contains(u"s.send(b'x' * 5000)"_s));
        QVERIFY(program.contains(u"12 earlier call(s)"_s));
        QVERIFY(!program.contains(u"\nimport os"_s));
        QCOMPARE(compileErrors(program), QString());
        // Without its socket() a call has no variable.
        QVERIFY(!programOf({send}).contains(u"send"_s));
    }
};

QTEST_GUILESS_MAIN(TestPythonProgram)
#include "tst_pythonprogram.moc"
