// SPDX-License-Identifier: MIT
#include "app/lab/core/streamend.h"

namespace miniqq::lab {

StreamEnd::StreamEnd(std::unique_ptr<NativeSocket> socket, qsizetype receiveSize, QObject *parent)
    : QObject(parent)
    , m_socket(socket.release())
    , m_receiveSize(receiveSize)
{
    m_socket->setParent(this);
    connect(m_socket, &NativeSocket::readable, this, &StreamEnd::receiveOnce);
    connect(m_socket, &NativeSocket::writable, this, &StreamEnd::write);
}

void StreamEnd::setReading(bool on)
{
    m_socket->watchReads(on);
}

bool StreamEnd::receiveOnce()
{
    const Received piece = m_socket->receive(m_receiveSize);
    if (piece.result.wouldBlock())
        return false;
    if (piece.result.ok()) {
        Q_EMIT received(piece.bytes);
        return true;
    }
    setReading(false);
    Q_EMIT broken({"recv", piece.result.error, {}});
    return true;
}

void StreamEnd::send(const QByteArray &bytes)
{
    const bool idle = m_output.isEmpty();
    m_output += bytes;
    if (idle && !bytes.isEmpty())
        write();
}

void StreamEnd::write()
{
    const CallResult result = m_socket->send(m_output);
    if (result.ok()) {
        m_output.remove(0, result.value);
    } else if (!result.wouldBlock()) {
        m_output.clear();
        m_socket->watchWrites(false);
        setReading(false);
        Q_EMIT broken({"send", result.error, {}});
        return;
    }
    m_socket->watchWrites(!m_output.isEmpty());
    if (!m_output.isEmpty())
        return;
    if (m_finishing)
        m_socket->shutdown(NativeSocket::Half::Send);
    Q_EMIT drained();
}

void StreamEnd::finishSending()
{
    m_finishing = true;
    if (m_output.isEmpty() && isOpen())
        m_socket->shutdown(NativeSocket::Half::Send);
}

void StreamEnd::close()
{
    m_output.clear();
    if (isOpen())
        m_socket->close();
}

} // namespace miniqq::lab
