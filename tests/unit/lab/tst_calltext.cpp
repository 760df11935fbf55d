// SPDX-License-Identifier: MIT
#include "labfixture.h"

#include "app/lab/core/calltext.h"
#include "app/lab/core/rulerwords.h"

#include <QTest>

using namespace miniqq;
using namespace miniqq::lab;
using namespace Qt::Literals::StringLiterals;

namespace {

tap::TrafficEvent eventOf(const char *name, const QString &arguments, qint64 result,
                          const QByteArray &data = {}, int error = 0)
{
    tap::TrafficEvent event;
    event.kind = tap::EventKind::Call;
    event.type = name;
    event.text = arguments;
    event.result = result;
    event.frame = data;
    event.error = error;
    return event;
}

} // namespace

class TestCallText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysItInThreeLanguages_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QString>("arguments");
        QTest::addColumn<qint64>("result");
        QTest::addColumn<QByteArray>("data");
        QTest::addColumn<QString>("title");
        QTest::addColumn<QString>("shown");
        QTest::addColumn<QString>("python");
        QTest::addColumn<QString>("qt");
        const auto row = [](const char *name, const char *arguments, qint64 result, const QByteArray &data,
                            const char *title, const char *shown, const char *python, const char *qt) {
            QTest::addRow("%s %s", name, arguments)
                << QByteArray(name) << QString::fromUtf8(arguments) << result << data
                << QString::fromUtf8(title) << QString::fromUtf8(shown) << QString::fromUtf8(python)
                << QString::fromUtf8(qt);
        };
        row("socket", "AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0", 7, {},
            "socket(AF_INET, SOCK_STREAM)", "fd 7", "s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)",
            "");
        row("bind", "7, 127.0.0.1:8001", 0, {}, "bind(127.0.0.1:8001)", "0", "s.bind(('127.0.0.1', 8001))",
            "QAbstractSocket::bind");
        row("bind", "7, [::1]:8001", 0, {}, "bind([::1]:8001)", "0", "s.bind(('::1', 8001, 0, 0))",
            "QAbstractSocket::bind");
        row("bind", "7, /tmp/a, b:80", 0, {}, "bind(/tmp/a, b:80)", "0", "s.bind('/tmp/a, b:80')",
            "QAbstractSocket::bind");
        row("listen", "7, 5", 0, {}, "listen(5)", "0", "s.listen(5)", "QTcpServer::listen");
        row("accept4", "7, 127.0.0.1:41706, SOCK_NONBLOCK | SOCK_CLOEXEC", 14, {}, "accept()",
            "fd 14, 127.0.0.1:41706", "conn, addr = s.accept()", "QTcpServer::nextPendingConnection");
        row("connect", "9, 127.0.0.1:8008", 0, {}, "connect(127.0.0.1:8008)", "0",
            "s.connect(('127.0.0.1', 8008))", "QTcpSocket::connectToHost");
        row("send", "9, 6, MSG_NOSIGNAL", 6, QByteArray::fromHex("c4e3bac3c2f0"), "send(6 B)", "6",
            "s.send(b'\\xc4\\xe3\\xba\\xc3\\xc2\\xf0')", "QTcpSocket::write");
        row("send", "9, 100, MSG_NOSIGNAL", 100, QByteArray(100, 'x'), "send(100 B)", "100", "s.send(data)",
            "QTcpSocket::write");
        row("recv", "9, 5, 0", 5, QByteArray::fromHex("c4e3bac3c2"), "recv(5)",
            "b'\\xc4\\xe3\\xba\\xc3\\xc2'", "data = s.recv(5)", "QTcpSocket::read");
        row("recv", "9, 5, MSG_PEEK", 5, {}, "recv(5, MSG_PEEK)", "5", "data = s.recv(5, socket.MSG_PEEK)",
            "QTcpSocket::read");
        row("recv", "9, 1024, 0", 0, {}, "recv(1024)", "b''", "data = s.recv(1024)", "QTcpSocket::read");
        row("sendto", "9, 2, MSG_NOSIGNAL, 127.0.0.1:7788", 2, "hi", "sendto(2 B, 127.0.0.1:7788)", "2",
            "s.sendto(b'hi', ('127.0.0.1', 7788))", "QUdpSocket::writeDatagram");
        row("recvfrom", "9, 1024, MSG_TRUNC, 127.0.0.1:5555", 2, "hi", "recvfrom(1024)", "b'hi'",
            "data, addr = s.recvfrom(1024)", "QUdpSocket::receiveDatagram");
        row("shutdown", "9, SHUT_WR", 0, {}, "shutdown(SHUT_WR)", "0", "s.shutdown(socket.SHUT_WR)", "");
        row("close", "9", 0, {}, "close()", "0", "s.close()", "QTcpSocket::close");
        row("setsockopt", "7, SOL_SOCKET, SO_REUSEADDR, 1", 0, {}, "setsockopt(SO_REUSEADDR, 1)", "0",
            "s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)", "QAbstractSocket::setSocketOption");
        row("setsockopt", "7, SOL_SOCKET, SO_LINGER, {1, 0}", 0, {}, "setsockopt(SO_LINGER, {1, 0})", "0",
            "s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))",
            "QAbstractSocket::setSocketOption");
        row("setsockopt", "7, IPPROTO_IP, IP_MULTICAST_IF, 0000000001000000", 0, {},
            "setsockopt(IP_MULTICAST_IF, 0000000001000000)", "0",
            "s.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, value)",
            "QAbstractSocket::setSocketOption");
        row("getsockopt", "7, SOL_SOCKET, SO_ERROR, 0", 0, {}, "getsockopt(SO_ERROR)", "0",
            "s.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)", "QAbstractSocket::socketOption");
        row("getsockname", "7, 127.0.0.1:8001", 0, {}, "getsockname()", "127.0.0.1:8001", "s.getsockname()",
            "QAbstractSocket::localAddress");
        row("ioctl", "7, FIONREAD", 3, {}, "ioctl(FIONREAD)", "3", "", "");
    }
    void saysItInThreeLanguages()
    {
        QFETCH(QByteArray, name);
        QFETCH(QString, arguments);
        QFETCH(qint64, result);
        QFETCH(QByteArray, data);
        const CallText text = callText(eventOf(name.constData(), arguments, result, data));
        QTEST(text.title, "title");
        QTEST(text.result, "shown");
        QTEST(text.python, "python");
        QTEST(text.qt, "qt");
        QVERIFY(!text.failed);
        QVERIFY(!text.waits);
    }

    void failuresHaveNames()
    {
        const CallText refused = callText(eventOf("connect", u"7, 127.0.0.1:1"_s, -1, {}, ECONNREFUSED));
        QCOMPARE(refused.result, u"ECONNREFUSED (111)"_s);
        QVERIFY(refused.failed);
        const CallText nothing = callText(eventOf("recv", u"7, 5, 0"_s, -1, {}, EAGAIN));
        QCOMPARE(nothing.result, u"EAGAIN (11)"_s);
        QVERIFY(!nothing.failed);
        QVERIFY(nothing.waits);
        QVERIFY(callText(eventOf("connect", u"7, 127.0.0.1:1"_s, -1, {}, EINPROGRESS)).waits);
    }

    void nonsenseIsShownAsItIs()
    {
        for (const char *name : {"", "socket", "recv", "bind", "setsockopt", "sendto", "accept4"}) {
            const CallText text = callText(eventOf(name, {}, 0));
            QVERIFY(text.title.contains(u'('));
        }
    }

    void realCallsFillTheRuler()
    {
        LabFixture lab;
        const auto listener = lab.makeListener();
        QVERIFY(listener);
        auto client = lab.make(Family::Inet, Kind::Stream);
        QVERIFY(client);
        QVERIFY(LabFixture::await(*client, client->connect(listener->localName())).ok());
        QVERIFY(LabFixture::awaitReadable(*listener));
        CallResult result;
        const auto server = listener->accept(result);
        QVERIFY(server);
        QVERIFY(server->receive(5).result.wouldBlock());

        const QByteArray question = QByteArray::fromHex("c4e3bac3c2f0");
        QCOMPARE(client->send(question).value, 6);
        QVERIFY(LabFixture::awaitReadable(*server));
        QCOMPARE(server->peek(2).bytes.size(), 2);
        QCOMPARE(server->receive(5).bytes.size(), 5);
        QCOMPARE(server->receive(5).bytes.size(), 1);
        client->close();
        QVERIFY(LabFixture::awaitReadable(*server));
        QVERIFY(server->receive(5).isEnd());

        ByteRuler ruler;
        QStringList titles;
        tap::TrafficLog::Cursor cursor;
        for (const tap::TrafficEvent &event : lab.log().drain(cursor).events) {
            if (event.kind != tap::EventKind::Call)
                continue;
            titles.append(callText(event).title);
            addCall(ruler, event);
        }
        QVERIFY(titles.contains(u"listen(5)"_s));
        QVERIFY(titles.contains(u"accept()"_s));
        QCOMPARE(ruler.messages().size(), 1U);
        QCOMPARE(ruler.reads().size(), 3U); // the peek and the EAGAIN moved nothing
        QCOMPARE(readLabel(ruler.reads()[0], false), u"read 1: recv(5) → 5"_s);
        QCOMPARE(ruler.reads()[2].range.length(), 0);
        QVERIFY(ruler.cutAt(5));
        QCOMPARE(ruler.bytesOf({0, 6}, 6), question);
    }

    void whatWasNotKeptIsLeftOut()
    {
        ByteRuler ruler;
        QVERIFY(!addCall(ruler, eventOf("recv", u"7, 5, 0"_s, 5)));
        QVERIFY(!addCall(ruler, eventOf("recv", u"7, 0, 0"_s, 0)));
        QVERIFY(!addCall(ruler, eventOf("send", u"7, 5, 0"_s, -1, {}, EPIPE)));
        QVERIFY(!addCall(ruler, eventOf("close", u"7"_s, 0)));
        QVERIFY(ruler.isEmpty());
        QVERIFY(addCall(ruler, eventOf("recv", u"7, 5, 0"_s, 0)));
    }
};

QTEST_GUILESS_MAIN(TestCallText)
#include "tst_calltext.moc"
