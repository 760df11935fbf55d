// SPDX-License-Identifier: MIT
// Why the Lab has sockets of its own: what Qt's socket classes do by themselves and so cannot show. If one of
// these ceases to hold, app/lab/core/nativesocket.h has lost a reason.
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

/// A plain blocking client, so that nothing but the kernel stands between it and Qt.
class PlainClient
{
public:
    explicit PlainClient(quint16 port)
        : m_fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address = {};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        address.sin_port = htons(port);
        m_connected = ::connect(m_fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
    }
    ~PlainClient() { ::close(m_fd); }
    Q_DISABLE_COPY_MOVE(PlainClient)

    bool isConnected() const { return m_connected; }
    int fd() const { return m_fd; }

private:
    int m_fd;
    bool m_connected = false;
};

} // namespace

class TestQtSockets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void serverSetsReuseAddressByItself()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        int value = 0;
        socklen_t size = sizeof value;
        QCOMPARE(::getsockopt(int(server.socketDescriptor()), SOL_SOCKET, SO_REUSEADDR, &value, &size), 0);
        QVERIFY(value != 0);
    }

    void serverAcceptsEagerly()
    {
        QTcpServer server;
        QSignalSpy news(&server, &QTcpServer::newConnection);
        QVERIFY(server.listen(QHostAddress::LocalHost));
        const PlainClient one(server.serverPort());
        const PlainClient two(server.serverPort());
        const PlainClient three(server.serverPort());
        QVERIFY(one.isConnected() && two.isConnected() && three.isConnected());
        QTRY_COMPARE(news.size(), 3);
        // Nobody has asked for a connection yet; the kernel's queue is empty all the same.
        const int fd = ::accept4(int(server.socketDescriptor()), nullptr, nullptr, SOCK_NONBLOCK);
        QCOMPARE(fd, -1);
        QCOMPARE(errno, EAGAIN);
    }

    void socketTakesEveryWriteWhole()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        const PlainClient client(server.serverPort()); // never reads
        QTRY_VERIFY(server.hasPendingConnections());
        const std::unique_ptr<QTcpSocket> socket(server.nextPendingConnection());
        const QByteArray much(64 * 1024 * 1024, 'x'); // more than any kernel buffer
        QCOMPARE(socket->write(much), qint64(much.size()));
        QVERIFY(socket->bytesToWrite() > 0);
        socket->abort();
    }

    void socketClosesOnThePeersFin()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        const PlainClient client(server.serverPort());
        QTRY_VERIFY(server.hasPendingConnections());
        const std::unique_ptr<QTcpSocket> socket(server.nextPendingConnection());
        QSignalSpy gone(socket.get(), &QTcpSocket::disconnected);
        QCOMPARE(::shutdown(client.fd(), SHUT_WR), 0); // half: the client would still like an answer
        QTRY_COMPARE(gone.size(), 1);
        QCOMPARE(socket->state(), QAbstractSocket::UnconnectedState);
        QCOMPARE(socket->write("answer"), qint64(-1));
        char byte = 0;
        QCOMPARE(::recv(client.fd(), &byte, 1, 0), ssize_t(0)); // Qt closed its half too
    }
};

QTEST_GUILESS_MAIN(TestQtSockets)
#include "tst_qtsockets.moc"
