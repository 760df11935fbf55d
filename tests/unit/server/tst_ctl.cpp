// SPDX-License-Identifier: MIT
#include "server/ctl/ctladdress.h"
#include "server/ctl/ctlcommands.h"
#include "server/ctl/ctlconnection.h"
#include "server/ctl/ctlsocket.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace miniqq;
using namespace miniqq::server;
using namespace Qt::Literals::StringLiterals;
using protocol::ControlReply;
using protocol::ControlRequest;

/// The local socket: its name, one caller at it, and the command line of `ctl`.
class TestCtl : public QObject
{
    Q_OBJECT

private:
    /// A caller with the other end in our hands.
    struct Caller
    {
        explicit Caller(const CtlConnection::Times &times = {})
        {
            int ends[2];
            if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends) != 0)
                qFatal("no sockets");
            mine = net::Descriptor(ends[0]);
            connection = std::make_unique<CtlConnection>(
                net::Descriptor(ends[1]),
                [this](CtlConnection &, const ControlRequest &request) { requests.push_back(request); },
                times, nullptr);
            connect(connection.get(), &CtlConnection::ended, connection.get(), [this] { ended = true; });
        }
        void say(const QByteArray &bytes)
        {
            QCOMPARE(::send(mine.get(), bytes.constData(), size_t(bytes.size()), MSG_NOSIGNAL), bytes.size());
        }
        QByteArray read() const
        {
            QByteArray all;
            char bytes[65536];
            for (ssize_t size; (size = ::recv(mine.get(), bytes, sizeof bytes, 0)) > 0;)
                all.append(bytes, size);
            return all;
        }

        net::Descriptor mine;
        std::unique_ptr<CtlConnection> connection;
        std::vector<ControlRequest> requests;
        bool ended = false;
    };

    static ControlRequest request(const char *command = "status")
    {
        ControlRequest request;
        request.command = command;
        return request;
    }

private Q_SLOTS:
    void requestsAndRepliesRoundTrip()
    {
        ControlRequest asked{"kick", {"alice", "小明"}, "late \"again\"", true, true};
        const auto read = protocol::decodeControlRequest(protocol::encodeControl(asked).mid(4));
        QVERIFY(read);
        QCOMPARE(read->command, asked.command);
        QCOMPARE(read->arguments, asked.arguments);
        QCOMPARE(read->reason, asked.reason);
        QVERIFY(read->json && read->flag);
        const auto reply =
            protocol::decodeControlReply(protocol::encodeControl(ControlReply{true, "a\nb"}).mid(4));
        QVERIFY(reply && reply->ok);
        QCOMPARE(reply->output, QByteArray("a\nb"));
        for (const char *wrong : {"", "x", "{}", "{\"command\":1}", "{\"ok\":1,\"output\":\"\"}"}) {
            QVERIFY2(!protocol::decodeControlRequest(wrong), wrong);
            QVERIFY2(!protocol::decodeControlReply(wrong), wrong);
        }
    }

    void oneRequestOneAnswer()
    {
        Caller caller;
        const QByteArray frame = protocol::encodeControl(request());
        caller.say(frame.left(3));
        caller.say(frame.mid(3));
        QTRY_COMPARE(caller.requests.size(), size_t(1));
        QVERIFY(!caller.ended);
        caller.connection->answer({true, "fine"});
        QVERIFY(caller.ended);
        QCOMPARE(caller.read(), protocol::encodeControl(ControlReply{true, "fine"}));
        caller.connection->answer({true, "again"}); // harmless
    }

    void whoSaysMoreIsCut()
    {
        Caller caller;
        caller.say(protocol::encodeControl(request()));
        QTRY_COMPARE(caller.requests.size(), size_t(1));
        caller.say("x");
        QTRY_VERIFY(caller.ended);
        caller.connection->answer({true, "too late"});
        QCOMPARE(caller.read(), QByteArray());
    }

    void whoSaysTooMuchIsCutBeforeItIsRead()
    {
        Caller caller;
        caller.say(QByteArray("\x00\x00\x80\x01", 4)); // one byte more than is taken
        QTRY_VERIFY(caller.ended);
        QVERIFY(caller.requests.empty());
        Caller exact;
        exact.say(QByteArray("\x00\x00\x80\x00", 4));
        QTest::qWait(20);
        QVERIFY(!exact.ended);
    }

    void whoIsSilentIsCut()
    {
        Caller caller({100, 100});
        caller.say("\0");
        QTRY_VERIFY_WITH_TIMEOUT(caller.ended, 5'000);
        // But not while the server is at work.
        Caller waiting({100, 100});
        waiting.say(protocol::encodeControl(request()));
        QTRY_COMPARE(waiting.requests.size(), size_t(1));
        QTest::qWait(300);
        QVERIFY(!waiting.ended);
    }

    void whoDoesNotTakeTheAnswerIsCut()
    {
        Caller caller({100, 100});
        caller.say(protocol::encodeControl(request()));
        QTRY_COMPARE(caller.requests.size(), size_t(1));
        caller.connection->answer({true, QByteArray(8 * 1024 * 1024, 'x')}); // more than the kernel takes
        QVERIFY(!caller.ended);
        QTRY_VERIFY_WITH_TIMEOUT(caller.ended, 5'000);
    }

    void socketIsPrivateAndReplaced()
    {
        const QTemporaryDir folder;
        const auto address = CtlAddress::of(folder.path());
        QVERIFY(address);
        const mode_t before = ::umask(0);
        { // nobody unlinks it: as after a kill
            const auto first = listenOn(*address);
            QVERIFY(first);
            struct stat status = {};
            QCOMPARE(::stat(address->name.sun_path, &status), 0);
            QCOMPARE(int(status.st_mode & 0777), 0600);
        }
        ::umask(before);
        QVERIFY(!connectTo(*address));
        const auto second = listenOn(*address);
        QVERIFY(second);
        const auto client = connectTo(*address);
        QVERIFY(client);
        QVERIFY(isOurOwn(client->get()));
    }

    void longPaths()
    {
        const QString fits = u"/"_s + QString(107 - 1 - int(strlen("/ctl.sock")), u'x');
        QVERIFY(CtlAddress::of(fits));
        const auto tooLong = CtlAddress::of(fits + u'x');
        QVERIFY(!tooLong);
        QVERIFY(tooLong.error().text.contains(u"108 bytes"));
    }

    void commandLine()
    {
        const auto outcome = CtlCommandLine::parse({u"/bin/serverd"_s, u"ctl"_s, u"--data"_s, u"/d"_s,
                                                    u"kick"_s, u"7"_s, u"--connection"_s, u"--reason=x"_s});
        const auto *ask = std::get_if<CtlCommandLine::Ask>(&outcome);
        QVERIFY(ask);
        QCOMPARE(ask->dataDir, u"/d"_s);
        QCOMPARE(ask->request.command, QByteArray("kick"));
        QCOMPARE(ask->request.arguments, std::vector<QByteArray>{"7"});
        QCOMPARE(ask->request.reason, std::optional<QByteArray>("x"));
        QVERIFY(ask->request.flag && !ask->request.json);
    }

    void addressesAsOperatorsWriteThem()
    {
        QCOMPARE(addressOf("192.0.2.7"), QByteArray("192.0.2.7"));
        QCOMPARE(addressOf("::ffff:192.0.2.7"), QByteArray("192.0.2.7"));
        for (const char *inside : {"2001:db8::", "2001:db8::99", "2001:DB8:0:0:1:2:3:4", "2001:db8::/64"})
            QCOMPARE(addressOf(inside), QByteArray("2001:db8:0:0::/64"));
        for (const char *each : {"192.0.2.7", "2001:db8::99", "::1", "fe80::1:2"}) {
            const QByteArray name = addressOf(each);
            QVERIFY2(!name.isEmpty(), each);
            QCOMPARE(addressOf(name), name); // as `bans` prints it
        }
        for (const char *wrong : {"", "/64", "192.168.1", "1", "010.0.0.1", "192.0.2.7/64", "fe80::1/64",
                                  "::ffff:192.0.2.7/64", "2001:db8::/48", "2001:db8::/64/64", "somewhere"})
            QVERIFY2(addressOf(wrong).isEmpty(), wrong);
    }

    void everyCommandIsExplained()
    {
        const auto outcome = CtlCommandLine::parse({u"serverd"_s, u"ctl"_s, u"--help"_s});
        const auto *text = std::get_if<CtlCommandLine::Print>(&outcome);
        QVERIFY(text);
        for (const CtlCommand &command : ctlCommands())
            QVERIFY2(text->text.contains(QLatin1StringView(command.help)), command.name);
    }
};

QTEST_GUILESS_MAIN(TestCtl)
#include "tst_ctl.moc"
