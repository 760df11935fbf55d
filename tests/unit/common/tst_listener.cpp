// SPDX-License-Identifier: MIT
#include "common/net/listener.h"

#include <QElapsedTimer>
#include <QHostAddress>
#include <QSignalSpy>
#include <QTest>

#include <cerrno>
#include <vector>

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace miniqq;
using namespace miniqq::net;

namespace {

struct Accepted
{
    Descriptor fd;
    Endpoint peer;
    Endpoint local;
};

Descriptor connectTo(const QString &address, quint16 port)
{
    const SocketAddress target = socketAddressFrom(QHostAddress(address), port);
    Descriptor fd(::socket(target.family(), SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (::connect(fd.get(), target.get(), target.size) != 0)
        fd.reset();
    return fd;
}

} // namespace

class ListenerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void acceptsAndTellsBothEnds();
    void acceptedDescriptorIsTuned();
    void dualStackShowsIPv4AsIPv4();
    void manyAtOnce();
    void bindErrors_data();
    void bindErrors();
    void addressInUse();
    void closeStopsListeningOnly();
    void closeInsideTheHandler();
    void outOfDescriptorsPausesAndResumes();
    void pauseGrowsUpToASecond();
    void lostConnectionsAreSkipped();

private:
    std::vector<Accepted> m_accepted;
    std::unique_ptr<Listener> m_listener;
};

void ListenerTest::init()
{
    m_listener.reset();
    m_accepted.clear();
    m_listener =
        std::make_unique<Listener>([this](Descriptor fd, const Endpoint &peer, const Endpoint &local) {
            m_accepted.push_back({std::move(fd), peer, local});
        });
}

void ListenerTest::acceptsAndTellsBothEnds()
{
    const auto local = m_listener->listen(QStringLiteral("127.0.0.1"), 0);
    QVERIFY(local.ok());
    QVERIFY(local->port != 0);
    QCOMPARE(m_listener->localEndpoint(), *local);
    const Descriptor client = connectTo(local->address, local->port);
    QVERIFY(client.isValid());
    QTRY_COMPARE(m_accepted.size(), size_t(1));
    QCOMPARE(m_accepted[0].local, *local);
    QCOMPARE(m_accepted[0].peer, localEndpoint(client.get()));
}

void ListenerTest::acceptedDescriptorIsTuned()
{
    const auto local = m_listener->listen(QStringLiteral("127.0.0.1"), 0);
    const Descriptor client = connectTo(local->address, local->port);
    QTRY_COMPARE(m_accepted.size(), size_t(1));
    const int fd = m_accepted[0].fd.get();
    QVERIFY(::fcntl(fd, F_GETFL) & O_NONBLOCK);
    QVERIFY(::fcntl(fd, F_GETFD) & FD_CLOEXEC);
    int noDelay = 0;
    socklen_t size = sizeof noDelay;
    QCOMPARE(::getsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &noDelay, &size), 0);
    QVERIFY(noDelay != 0);
#ifdef TCP_USER_TIMEOUT
    unsigned timeout = 0;
    size = sizeof timeout;
    QCOMPARE(::getsockopt(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, &timeout, &size), 0);
    QCOMPARE(timeout, 45'000u);
#endif
}

void ListenerTest::dualStackShowsIPv4AsIPv4()
{
    const auto local = m_listener->listen(QString(), 0);
    QVERIFY2(local.ok(), local.ok() ? "" : qPrintable(local.error().text));
    const Descriptor four = connectTo(QStringLiteral("127.0.0.1"), local->port);
    QVERIFY(four.isValid());
    QTRY_COMPARE(m_accepted.size(), size_t(1));
    QCOMPARE(m_accepted[0].peer.address, QStringLiteral("127.0.0.1")); // not ::ffff:127.0.0.1
    QCOMPARE(m_accepted[0].local.address, QStringLiteral("127.0.0.1"));
    const Descriptor six = connectTo(QStringLiteral("::1"), local->port);
    if (!six.isValid())
        QSKIP("This system has no IPv6 loopback.");
    QTRY_COMPARE(m_accepted.size(), size_t(2));
    QCOMPARE(m_accepted[1].peer.address, QStringLiteral("::1"));
    QVERIFY(m_accepted[1].peer.toText().startsWith(QStringLiteral("[::1]:")));
}

void ListenerTest::manyAtOnce()
{
    const auto local = m_listener->listen(QStringLiteral("127.0.0.1"), 0);
    std::vector<Descriptor> clients;
    for (int i = 0; i < 200; ++i) {
        clients.push_back(connectTo(local->address, local->port));
        QVERIFY(clients.back().isValid()); // all of them wait in the backlog
    }
    QTRY_COMPARE(m_accepted.size(), size_t(200));
}

void ListenerTest::bindErrors_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("words");
    QTest::newRow("not ours") << QStringLiteral("192.0.2.1") << QStringLiteral("does not have that address");
    QTest::newRow("name") << QStringLiteral("localhost") << QStringLiteral("not a numeric IP address");
}

void ListenerTest::bindErrors()
{
    QFETCH(const QString, address);
    QFETCH(const QString, words);
    const auto local = m_listener->listen(address, 0);
    QVERIFY(!local.ok());
    QVERIFY2(local.error().text.contains(words), qPrintable(local.error().text));
    QVERIFY(!m_listener->isListening());
}

void ListenerTest::addressInUse()
{
    const auto local = m_listener->listen(QStringLiteral("127.0.0.1"), 0);
    Listener second([](Descriptor, const Endpoint &, const Endpoint &) {});
    const auto again = second.listen(QStringLiteral("127.0.0.1"), local->port);
    QVERIFY(!again.ok());
    QVERIFY2(again.error().text.contains(errnoText(EADDRINUSE)), qPrintable(again.error().text));
    QVERIFY(again.error().text.contains(QString::number(local->port)));
}

void ListenerTest::closeStopsListeningOnly()
{
    const auto local = m_listener->listen(QStringLiteral("127.0.0.1"), 0);
    const Descriptor client = connectTo(local->address, local->port);
    QTRY_COMPARE(m_accepted.size(), size_t(1));
    m_listener->close();
    QVERIFY(!m_listener->isListening());
    QVERIFY(!connectTo(local->address, local->port).isValid());
    QCOMPARE(::write(client.get(), "x", 1), 1);
    char byte = 0;
    QVERIFY(QTest::qWaitFor([&] { return ::read(m_accepted[0].fd.get(), &byte, 1) == 1; }));
    QVERIFY(
        m_listener->listen(QStringLiteral("127.0.0.1"), local->port).ok()); // the port is free again at once
}

void ListenerTest::closeInsideTheHandler()
{
    int accepted = 0;
    Listener listener([&](Descriptor, const Endpoint &, const Endpoint &) {
        ++accepted;
        listener.close();
    });
    const auto local = listener.listen(QStringLiteral("127.0.0.1"), 0);
    const Descriptor one = connectTo(local->address, local->port);
    const Descriptor two = connectTo(local->address, local->port);
    QTRY_COMPARE(accepted, 1);
    QCoreApplication::processEvents();
    QCOMPARE(accepted, 1);
}

void ListenerTest::outOfDescriptorsPausesAndResumes()
{
    const auto local = m_listener->listen(QStringLiteral("127.0.0.1"), 0);
    QSignalSpy paused(m_listener.get(), &Listener::acceptPaused);
    QSignalSpy resumed(m_listener.get(), &Listener::acceptResumed);
    int calls = 0;
    bool exhausted = true;
    m_listener->setAcceptFunction([&](int fd, sockaddr *address, socklen_t *size) {
        ++calls;
        // The spare descriptor gives room for one accept at a time, directly after the failing one.
        if (exhausted && calls == 1) {
            errno = EMFILE;
            return -1;
        }
        return ::accept4(fd, address, size, SOCK_NONBLOCK | SOCK_CLOEXEC);
    });
    const Descriptor refused = connectTo(local->address, local->port);
    QTRY_COMPARE(paused.size(), 1);
    QCOMPARE(paused[0][0].toInt(), EMFILE);
    QCOMPARE(paused[0][1].toInt(), 100);
    char byte = 0;
    QTRY_VERIFY(::recv(refused.get(), &byte, 1, MSG_DONTWAIT) == 0); // told at once instead of left waiting
    QVERIFY(m_accepted.empty());
    exhausted = false;
    const Descriptor welcome = connectTo(local->address, local->port);
    QVERIFY(resumed.isEmpty());
    QTRY_COMPARE(m_accepted.size(), size_t(1)); // goes on by itself
    QCOMPARE(resumed.size(), 1);
}

void ListenerTest::pauseGrowsUpToASecond()
{
    const auto local = m_listener->listen(QStringLiteral("127.0.0.1"), 0);
    QSignalSpy paused(m_listener.get(), &Listener::acceptPaused);
    int failures = 6;
    m_listener->setAcceptFunction([&](int fd, sockaddr *address, socklen_t *size) {
        if (failures > 0) {
            --failures;
            errno = ENOMEM;
            return -1;
        }
        return ::accept4(fd, address, size, SOCK_NONBLOCK | SOCK_CLOEXEC);
    });
    const Descriptor client = connectTo(local->address, local->port);
    QTRY_COMPARE_WITH_TIMEOUT(m_accepted.size(), size_t(1), 15'000);
    QList<int> pauses;
    for (const auto &signal : paused)
        pauses.append(signal[1].toInt());
    QCOMPARE(pauses, QList<int>({100, 200, 400, 800, 1000, 1000}));
}

void ListenerTest::lostConnectionsAreSkipped()
{
    const auto local = m_listener->listen(QStringLiteral("127.0.0.1"), 0);
    QSignalSpy paused(m_listener.get(), &Listener::acceptPaused);
    int calls = 0;
    m_listener->setAcceptFunction([&](int fd, sockaddr *address, socklen_t *size) {
        if (++calls == 1) {
            errno = ECONNABORTED;
            return -1;
        }
        return ::accept4(fd, address, size, SOCK_NONBLOCK | SOCK_CLOEXEC);
    });
    const Descriptor client = connectTo(local->address, local->port);
    QTRY_COMPARE(m_accepted.size(), size_t(1));
    QVERIFY(paused.isEmpty());
}

QTEST_GUILESS_MAIN(ListenerTest)
#include "tst_listener.moc"
