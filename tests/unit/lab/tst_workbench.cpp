// SPDX-License-Identifier: MIT
// The free lab without its window: services and the TCP client, bad input, and nothing left open.
#include "workbenchfixture.h"

#include <QTemporaryDir>

using namespace miniqq;
using namespace miniqq::lab;

class TestWorkbench : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void formsOfTheTutorials()
    {
        for (const ServiceKind &kind : serviceKinds()) {
            const auto settings = settingsOf(defaultForm(kind));
            QVERIFY2(settings.ok(), kind.name);
            QCOMPARE(settings->ports, defaultSettings(kind).ports);
            QCOMPARE(settings->encoding, kind.encoding);
            QCOMPARE(settings->engine, kind.engine);
        }
    }

    void badForms_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("value");
        QTest::addColumn<int>("complained");
        QTest::newRow("port") << u"ports"_s << u"70000"_s << int(Field::Port);
        QTest::newRow("no port") << u"ports"_s << u" "_s << int(Field::Port);
        QTest::newRow("three ports") << u"ports"_s << u"1,2,3"_s << int(Field::Port);
        QTest::newRow("address") << u"address"_s << u"256.1.1.1"_s << int(Field::Address);
        QTest::newRow("a name") << u"address"_s << u"localhost"_s << int(Field::Address);
        QTest::newRow("encoding") << u"encoding"_s << u"klingon"_s << int(Field::Encoding);
        QTest::newRow("idle") << u"idle"_s << u"soon"_s << int(Field::IdleTimeout);
        QTest::newRow("per address") << u"perAddress"_s << u"0"_s << int(Field::PerAddress);
        QTest::newRow("service") << u"service"_s << u"gopher"_s << int(Field::Service);
    }
    void badForms()
    {
        QFETCH(QString, field);
        QFETCH(QString, value);
        Bench lab;
        ServiceForm form = defaultForm(*findService(u"echo"_s));
        form.ports = u"0"_s;
        (field == u"ports"        ? form.ports
         : field == u"address"    ? form.address
         : field == u"encoding"   ? form.encoding
         : field == u"idle"       ? form.idleTimeout
         : field == u"perAddress" ? form.perAddress
                                  : form.service) = value;
        const int before = openSocketsOfProcess();
        const auto complaint = lab.bench.services().start(form);
        QVERIFY(complaint.has_value());
        QTEST(int(complaint->field), "complained");
        QVERIFY(complaint->text.size() > 20);
        QVERIFY(lab.bench.services().services().empty());
        QCOMPARE(openSocketsOfProcess(), before);
    }

    void portInUse()
    {
        Bench lab;
        RunningService *first = lab.serve(u"echo"_s);
        QVERIFY(first);
        const int before = openSocketsOfProcess();
        ServiceForm form = defaultForm(*findService(u"hello"_s));
        form.ports = Bench::portOf(first);
        const auto complaint = lab.bench.services().start(form);
        QVERIFY(complaint.has_value());
        QCOMPARE(complaint->field, Field::Port);
        QVERIFY(complaint->text.contains(u"EADDRINUSE"_s));
        QCOMPARE(openSocketsOfProcess(), before);
        QCOMPARE(lab.bench.services().services().size(), size_t(1));
    }

    void echoThroughOurOwnClient()
    {
        Bench lab;
        RunningService *echo = lab.serve(u"echo"_s);
        QVERIFY(echo && lab.dial(echo));
        QCOMPARE(lab.bench.tcp().result()->title(), u"0"_s);
        lab.bench.tcp().send({Payload::Kind::Text, u"it's"_s});
        QTRY_VERIFY(!textsOf(lab.bench.tcp().transcript(), Said::Received).isEmpty());
        QVERIFY(textsOf(lab.bench.tcp().transcript(), Said::Received)[0].endsWith(
            u"Server received b\"it's\""_s));
        QTRY_VERIFY(textsOf(echo->transcript(), Said::Printed).contains(u"b\"it's\""_s));
        // What both did is in the one event log, as one stream with two ends.
        lab.bench.experiment().drain();
        QTRY_VERIFY(lab.bench.experiment().streams().streams().size() == 2);
        QVERIFY(lab.bench.experiment().streams().streams()[0]->hasBothEnds());
        QVERIFY(lab.bench.experiment().calls().rowCount() > 8);
        lab.bench.services().remove(echo);
        QTRY_VERIFY(lab.bench.tcp().peerHasEnded());
    }

    void theOperatorReplies()
    {
        Bench lab;
        RunningService *qq = lab.serve(u"one-each"_s);
        QVERIFY(qq && lab.dial(qq, u"gbk"_s, 5));
        QVERIFY(!qq->takesReply());
        QVERIFY(qq->reply(u"x"_s).has_value());
        lab.bench.tcp().send({Payload::Kind::Text, u"你好"_s});
        QTRY_VERIFY(qq->takesReply());
        QCOMPARE(qq->replyGoesTo(), lab.bench.tcp().localName());
        QCOMPARE(qq->reply(u"€"_s)->field, Field::Reply); // GBK has no such character
        QVERIFY(!qq->reply(u"你好吗"_s));
        QTRY_COMPARE(textsOf(lab.bench.tcp().transcript(), Said::Received).size(), 2); // recv(5) cuts it
        QVERIFY(textsOf(lab.bench.tcp().transcript(), Said::Note).join(u'\n').contains(u"c2"_s));
        QVERIFY(textsOf(qq->transcript(), Said::Printed).contains(u"服务端:你好吗"_s));
    }

    void receivingByHand()
    {
        Bench lab;
        RunningService *hello = lab.serve(u"hello"_s);
        TcpBench &tcp = lab.bench.tcp();
        tcp.setAutomatic(false);
        QVERIFY(hello && lab.dial(hello));
        QVERIFY(!tcp.setTimeLimit(u"30"_s));
        tcp.setReceiveSize(3);
        QVERIFY(!tcp.receive());
        QTRY_COMPARE(textsOf(tcp.transcript(), Said::Received).size(), 1);
        QVERIFY(textsOf(tcp.transcript(), Said::Received)[0].endsWith(u"Wel"_s));
        tcp.setReceiveSize(100);
        QVERIFY(!tcp.receive());
        QTRY_COMPARE(textsOf(tcp.transcript(), Said::Received).size(), 2);
        QVERIFY(!tcp.setTimeLimit(u"0.05"_s));
        QVERIFY(!tcp.receive()); // the server says nothing more by itself
        QVERIFY(tcp.isWaiting());
        QTRY_VERIFY(textsOf(tcp.transcript(), Said::Problem).contains(u"TimeoutError: timed out"_s));
        QVERIFY(!tcp.isWaiting());
        QVERIFY(!tcp.setTimeLimit(u"0"_s));
        QVERIFY(!tcp.receive());
        QVERIFY(textsOf(tcp.transcript(), Said::Problem).constLast().startsWith(u"BlockingIOError"_s));
        QVERIFY(tcp.setTimeLimit(u"never"_s).has_value());
        QVERIFY(tcp.isConnected());
    }

    void linesInsteadOfReceives() // makefile()
    {
        Bench lab;
        RunningService *http = lab.serve(u"http"_s);
        QVERIFY(http);
        lab.bench.tcp().setByLines(true);
        QVERIFY(lab.dial(http, u"utf-8"_s, 7));
        lab.bench.tcp().send({Payload::Kind::Text, u"GET / HTTP/1.0\r\n"_s, Payload::Ending::CrLf});
        QTRY_VERIFY(lab.bench.tcp().peerHasEnded());
        QCOMPARE(textsOf(lab.bench.tcp().transcript(), Said::Received).value(0), u"HTTP/1.1 200 OK"_s);
    }

    void halfCloseCloseReset()
    {
        Bench lab;
        RunningService *echo = lab.serve(u"echo"_s);
        TcpBench &tcp = lab.bench.tcp();
        const int before = openSocketsOfProcess();
        QVERIFY(echo && lab.dial(echo));
        tcp.halfClose();
        QSignalSpy complaints(&tcp, &TcpBench::complained);
        tcp.send({Payload::Kind::Text, u"more"_s});
        QCOMPARE(last(complaints).field, Field::Payload);
        QTRY_VERIFY(tcp.peerHasEnded()); // the repaired server closes too
        tcp.close();
        QVERIFY(!tcp.isConnected());
        QVERIFY(lab.dial(echo));
        tcp.reset();
        QVERIFY(!tcp.isConnected());
        QTRY_COMPARE(openSocketsOfProcess(), before);
        QVERIFY(lab.dial(echo)); // and once more
    }

    void connectThatFails()
    {
        Bench lab;
        RunningService *echo = lab.serve(u"echo"_s);
        const QString port = Bench::portOf(echo);
        lab.bench.services().remove(echo);
        QSignalSpy complaints(&lab.bench.tcp(), &TcpBench::complained);
        QVERIFY(!lab.bench.connectTcp({u"127.0.0.1"_s, port}));
        QTRY_COMPARE(complaints.size(), 1);
        QCOMPARE(lab.bench.tcp().result()->number, ECONNREFUSED);
        QCOMPARE(lab.bench.tcp().result()->title(), u"ECONNREFUSED (111)"_s);
        QVERIFY(lab.bench.tcp().result()->python.endsWith(u"# 111"_s));
        QVERIFY(!lab.bench.tcp().result()->explanation.isEmpty());
        QVERIFY(lab.bench.tcp().socket() == nullptr);
        // An address of somebody else to come from.
        QVERIFY(!lab.bench.connectTcp({u"127.0.0.1"_s, port, u"203.0.113.7"_s}));
        QTRY_COMPARE(complaints.size(), 2);
        QCOMPARE(last(complaints).field, Field::From);
    }

    void badTcpForms_data()
    {
        QTest::addColumn<TcpForm>("form");
        QTest::addColumn<int>("field");
        QTest::newRow("host") << TcpForm{u"256.1.1.1"_s, u"80"_s} << int(Field::Host);
        QTest::newRow("no host") << TcpForm{u""_s, u"80"_s} << int(Field::Host);
        QTest::newRow("port") << TcpForm{u"127.0.0.1"_s, u"70000"_s} << int(Field::Port);
        QTest::newRow("port 0") << TcpForm{u"127.0.0.1"_s, u"0"_s} << int(Field::Port);
        QTest::newRow("from") << TcpForm{u"127.0.0.1"_s, u"80"_s, u"1.2.3.4:x"_s} << int(Field::From);
        QTest::newRow("encoding") << TcpForm{u"127.0.0.1"_s, u"80"_s, {}, u"ebcdic"_s}
                                  << int(Field::Encoding);
        QTest::newRow("size") << TcpForm{u"127.0.0.1"_s, u"80"_s, {}, u"gbk"_s, u"gbk"_s, 0}
                              << int(Field::ReceiveSize);
        QTest::newRow("limit") << TcpForm{u"127.0.0.1"_s, u"80"_s, {}, u"gbk"_s, u"gbk"_s, 5, u"-3"_s}
                               << int(Field::TimeLimit);
    }
    void badTcpForms()
    {
        QFETCH(TcpForm, form);
        Bench lab;
        const auto complaint = lab.bench.connectTcp(form);
        QVERIFY(complaint.has_value());
        QTEST(int(complaint->field), "field");
        QVERIFY(complaint->text.size() > 20);
        QCOMPARE(lab.bench.tcp().state(), TcpBench::State::Idle);
    }

    void payloads()
    {
        QTemporaryDir folder;
        QObject context;
        const auto bytesOf = [&context](const Payload &payload, Encoding encoding) {
            std::optional<Result<QByteArray, Complaint>> answer;
            makeBytes(payload, encoding, &context,
                      [&answer](const Result<QByteArray, Complaint> &bytes) { answer = bytes; });
            const bool came = QTest::qWaitFor([&answer] { return answer.has_value(); }, 30'000);
            return came ? *answer : Result<QByteArray, Complaint>(Complaint{Field::None, u"nothing"_s});
        };
        using P = Payload;
        QCOMPARE(*bytesOf({P::Kind::Text, u"你好"_s, P::Ending::CrLf}, Encoding::Gbk),
                 QByteArray("\xc4\xe3\xba\xc3\r\n"));
        QCOMPARE(*bytesOf({P::Kind::Hex, u"c4 e3, 0xBA \\xc3"_s}, Encoding::Utf8),
                 QByteArray("\xc4\xe3\xba\xc3"));
        QFile file(folder.filePath(u"x.bin"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("abc") == 3);
        file.close();
        QCOMPARE(*bytesOf({P::Kind::File, file.fileName()}, Encoding::Utf8), QByteArray("abc"));

        const auto complaintOf = [&bytesOf](const Payload &payload) {
            const auto bytes = bytesOf(payload, Encoding::Gbk);
            return bytes ? Complaint() : bytes.error();
        };
        QVERIFY(complaintOf({P::Kind::Hex, u"c4 e"_s}).text.contains(u"3"_s));
        QVERIFY(complaintOf({P::Kind::Hex, u"zz"_s}).text.contains(u"z"_s));
        QCOMPARE(complaintOf({P::Kind::Hex, u"zz"_s}).field, Field::Payload);
        QCOMPARE(complaintOf({P::Kind::Text, u"€"_s}).field, Field::Payload);
        QCOMPARE(complaintOf({P::Kind::Text, u""_s}).field, Field::Payload);
        QVERIFY(complaintOf({P::Kind::File, folder.filePath(u"none"_s)}).text.contains(u"ENOENT"_s));
        QVERIFY(complaintOf({P::Kind::File, folder.path()}).text.contains(u"EISDIR"_s));
        QCOMPARE(complaintOf({P::Kind::File, u" "_s}).field, Field::File);
    }

    void optionsOfChosenSockets()
    {
        Bench lab;
        RunningService *echo = lab.serve(u"echo"_s);
        QVERIFY(echo && lab.dial(echo) && !lab.bench.udp().open({}));
        const auto open = lab.bench.openSockets();
        QCOMPARE(open.size(), size_t(3));
        for (const auto &one : open)
            QVERIFY(lab.bench.findSocket(one.id) != nullptr);
        lab.bench.closeAll();
        QCOMPARE(lab.bench.openSockets().size(), size_t(0));
        QVERIFY(lab.bench.findSocket(open[0].id) == nullptr);
    }

    void programsThatEnd()
    {
        Bench lab;
        RunningService *thanks = lab.serve(u"thanks"_s, true);
        QVERIFY(thanks && lab.dial(thanks));
        lab.bench.tcp().send({Payload::Kind::Text, u"hi"_s});
        QTRY_COMPARE(thanks->state(), RunningService::State::Ended);
        QCOMPARE(lab.bench.services().services().size(), size_t(1)); // what it printed stays
        lab.bench.services().remove(thanks);
        QCOMPARE(lab.bench.services().services().size(), size_t(0));
        RunningService *receiver = lab.serve(u"udp-receive"_s, true);
        QVERIFY(receiver && !lab.bench.udp().open({}));
        lab.bench.udp().sendTo(u"127.0.0.1"_s, Bench::portOf(receiver), {Payload::Kind::Hex, u"80"_s});
        QTRY_COMPARE(receiver->state(), RunningService::State::Failed);
    }

    void transcriptsAreBounded()
    {
        SystemClock clock;
        Transcript transcript(clock);
        transcript.print("one\ntw");
        transcript.print("o\n\nthree");
        transcript.add(Said::Note, u"n"_s);
        transcript.print("four");
        QCOMPARE(textsOf(transcript, Said::Printed),
                 QStringList({u"one"_s, u"two"_s, QString(), u"three"_s, u"four"_s}));
        for (int i = 0; i < 2000; ++i) {
            transcript.print(QByteArray(10'000, 'x'));
            transcript.print(QByteArray(10'000, 'x') + '\n');
        }
        QCOMPARE(transcript.lines().size(), Transcript::maxLines);
        for (const Transcript::Line &line : transcript.lines())
            QVERIFY(line.text.size() <= Transcript::longestLine + 1);
    }

    void everythingClosesWithIt()
    {
        const int before = openSocketsOfProcess();
        {
            Bench lab;
            for (const ServiceKind &kind : serviceKinds())
                QVERIFY(lab.serve(QLatin1String(kind.name)));
            QVERIFY(lab.dial(lab.bench.services().services()[1].get()));
            QVERIFY(!lab.bench.udp().open({}));
            QVERIFY(!lab.bench.http().get(u"http://127.0.0.1:1/"_s));
            QVERIFY(openSocketsOfProcess() > before + 8);
        }
        QCOMPARE(openSocketsOfProcess(), before);
    }
};

QTEST_GUILESS_MAIN(TestWorkbench)
#include "tst_workbench.moc"
