// SPDX-License-Identifier: MIT
#include "tests/support/faultproxy.h"

#include <QHostAddress>
#include <QTcpSocket>
#include <QTimer>

#include <algorithm>
#include <utility>

#include <sys/socket.h>

namespace miniqq::test {
namespace {

constexpr int tickMs = 10; // for bytes that go slowly

} // namespace

/// One connection: two sockets, and what is on its way between them.
class FaultProxy::Pipe final : public QObject
{
public:
    Pipe(FaultProxy &proxy, QTcpSocket *client)
        : m_proxy(proxy)
    {
        m_ends[size_t(Way::ToServer)] = {client, new QTcpSocket(this)};
        m_ends[size_t(Way::ToClient)] = {server(), client};
        client->setParent(this);
        for (const Way way : {Way::ToServer, Way::ToClient}) {
            QTcpSocket *from = m_ends[size_t(way)].from;
            connect(from, &QTcpSocket::readyRead, this, [this, way] { move(way); });
            connect(from, &QTcpSocket::disconnected, this, [this, way] { move(way); });
        }
        connect(server(), &QTcpSocket::connected, this, [this] { move(Way::ToServer); });
        for (QTcpSocket *socket : {client, server()}) {
            connect(socket, &QTcpSocket::errorOccurred, this, [this](QAbstractSocket::SocketError error) {
                if (error !=
                    QAbstractSocket::RemoteHostClosedError) // that one is no fault; disconnected() follows
                    close();
            });
        }
        connect(&m_ticks, &QTimer::timeout, this, [this] { moveBoth(); });
        server()->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        client->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        server()->connectToHost(QHostAddress::LocalHost, proxy.m_target);
    }

    void moveBoth()
    {
        move(Way::ToServer);
        move(Way::ToClient);
    }
    void close()
    {
        for (QTcpSocket *socket : {client(), server()}) {
            socket->flush();
            socket->disconnectFromHost();
        }
        drop();
    }
    void reset()
    {
        for (QTcpSocket *socket : {client(), server()}) {
            const linger now{1, 0}; // closing sends RST instead of FIN, and drops what is unsent
            ::setsockopt(int(socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &now, sizeof now);
            socket->abort();
        }
        drop();
    }

private:
    struct End
    {
        QTcpSocket *from;
        QTcpSocket *to;
    };

    QTcpSocket *client() { return m_ends[size_t(Way::ToServer)].from; }
    QTcpSocket *server() { return m_ends[size_t(Way::ToServer)].to; }

    void move(Way way)
    {
        Direction &direction = m_proxy.direction(way);
        const End &end = m_ends[size_t(way)];
        if (m_over || direction.stalled || !end.from->isOpen() ||
            end.to->state() != QAbstractSocket::ConnectedState)
            return;
        qint64 most = end.from->bytesAvailable();
        if (direction.rate > 0) {
            most = std::min<qint64>(most, std::max(1, direction.rate * tickMs / 1000));
            m_ticks.start(tickMs);
        }
        if (direction.bytesToCut >= 0)
            most = std::min(most, direction.bytesToCut);
        QByteArray bytes = end.from->read(most);
        if (!bytes.isEmpty() && std::exchange(direction.corrupts, false))
            bytes[0] = char(bytes[0] ^ 1);
        if (!bytes.isEmpty())
            deliver(way, bytes);
        if (direction.bytesToCut >= 0) {
            direction.bytesToCut -= bytes.size();
            if (direction.bytesToCut == 0) {
                direction.bytesToCut = -1;
                close();
                return;
            }
        }
        if (end.from->state() == QAbstractSocket::UnconnectedState && end.from->bytesAvailable() == 0)
            close();
    }
    void deliver(Way way, const QByteArray &bytes)
    {
        QTcpSocket *to = m_ends[size_t(way)].to;
        if (m_proxy.m_delayMs == 0)
            to->write(bytes);
        else // one timer for each piece, equally long: they stay in order
            QTimer::singleShot(m_proxy.m_delayMs, Qt::PreciseTimer, to, [to, bytes] {
                if (to->isOpen()) // else it is lost on the way
                    to->write(bytes);
            });
    }
    void drop()
    {
        if (!std::exchange(m_over, true))
            m_proxy.forget(this);
    }

    FaultProxy &m_proxy;
    End m_ends[2];
    QTimer m_ticks;
    bool m_over = false;
};

FaultProxy::FaultProxy(quint16 target)
    : m_target(target)
{
    connect(&m_server, &QTcpServer::newConnection, this, &FaultProxy::accept);
    if (!m_server.listen(QHostAddress::LocalHost))
        qFatal("the proxy cannot listen: %s", qPrintable(m_server.errorString()));
}

FaultProxy::~FaultProxy() = default;

int FaultProxy::connections() const
{
    return int(m_pipes.size());
}

void FaultProxy::accept()
{
    while (QTcpSocket *client = m_server.nextPendingConnection()) {
        ++m_dialled;
        if (m_refusing) {
            client->abort();
            client->deleteLater();
            continue;
        }
        m_pipes.push_back(std::make_unique<Pipe>(*this, client));
    }
}

/// Called by a pipe in the middle of its work, so it goes later.
void FaultProxy::forget(Pipe *pipe)
{
    const auto it = std::find_if(m_pipes.begin(), m_pipes.end(),
                                 [pipe](const std::unique_ptr<Pipe> &each) { return each.get() == pipe; });
    if (it == m_pipes.end())
        return;
    it->release()->deleteLater();
    m_pipes.erase(it);
}

void FaultProxy::heal()
{
    m_directions[0] = m_directions[1] = {};
    m_delayMs = 0;
    m_refusing = false;
    // A copy of the pointers: moving may end a pipe.
    std::vector<Pipe *> pipes;
    for (const auto &pipe : m_pipes)
        pipes.push_back(pipe.get());
    for (Pipe *pipe : pipes)
        pipe->moveBoth();
}

void FaultProxy::stall(Way way)
{
    direction(way).stalled = true;
}

void FaultProxy::setRate(Way way, int bytesPerSecond)
{
    direction(way).rate = bytesPerSecond;
}

void FaultProxy::cutAfter(Way way, qint64 bytes)
{
    direction(way).bytesToCut = bytes;
}

void FaultProxy::corruptNext(Way way)
{
    direction(way).corrupts = true;
}

void FaultProxy::closeAll()
{
    while (!m_pipes.empty())
        m_pipes.back()->close();
}

void FaultProxy::resetAll()
{
    while (!m_pipes.empty())
        m_pipes.back()->reset();
}

} // namespace miniqq::test
