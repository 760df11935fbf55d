// SPDX-License-Identifier: MIT
#include "app/lab/core/streamclient.h"

namespace miniqq::lab {

StreamClient::StreamClient(SocketContext &context, qsizetype receiveSize, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_receiveSize(receiveSize)
{}

void StreamClient::dial(const SocketName &to, const std::optional<SocketName> &from)
{
    if (const std::optional<Failure> failure = begin(to, from)) {
        m_socket.reset();
        QMetaObject::invokeMethod(
            this, [this, failure] { Q_EMIT failed(*failure); }, Qt::QueuedConnection);
    }
}

std::optional<Failure> StreamClient::begin(const SocketName &to, const std::optional<SocketName> &from)
{
    m_socket = std::make_unique<NativeSocket>(m_context);
    if (const CallResult result = m_socket->open(to.family(), Kind::Stream); !result.ok())
        return Failure{"socket", result.error, {}};
    if (from) {
        if (const CallResult result = m_socket->bind(*from); !result.ok())
            return Failure{"bind", result.error, from->toText()};
    }
    const CallResult result = m_socket->connect(to);
    if (!result.ok() && !result.inProgress())
        return Failure{"connect", result.error, to.toText()};
    // A connection that stands at once is writable at once as well.
    connect(m_socket.get(), &NativeSocket::writable, this, [this, to] { finish(to); });
    m_socket->watchWrites(true);
    return std::nullopt;
}

void StreamClient::finish(const SocketName &to)
{
    if (!m_socket)
        return;
    m_socket->watchWrites(false);
    const CallResult result = m_socket->finishConnect();
    if (!result.ok()) {
        m_socket->close();
        Q_EMIT failed({"connect", result.error, to.toText()});
        return;
    }
    m_socket->disconnect(this);
    m_end = new StreamEnd(std::move(m_socket), m_receiveSize, this);
    Q_EMIT connected();
}

void StreamClient::close()
{
    if (m_end != nullptr)
        m_end->close();
    else if (m_socket && m_socket->isOpen())
        m_socket->close();
}

} // namespace miniqq::lab
