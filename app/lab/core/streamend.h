// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/core/failure.h"
#include "app/lab/core/nativesocket.h"

#include <QObject>

namespace miniqq::lab {

/// One end of a connected stream. It sends everything in order however little the kernel takes at a time (as
/// sendall() does), and receives by single calls, each told on its own. Lives in one thread; before it first
/// reads or sends it may be moved to another.
class StreamEnd final : public QObject
{
    Q_OBJECT

public:
    /// `receiveSize` is the most a single receive may bring.
    StreamEnd(std::unique_ptr<NativeSocket> socket, qsizetype receiveSize, QObject *parent);

    NativeSocket &socket() { return *m_socket; }
    bool isOpen() const { return m_socket->isOpen(); }
    qsizetype unsent() const { return m_output.size(); }

    /// While on, every receive is told. Off at first.
    void setReading(bool on);
    /// One receive now, told like the others; false if nothing is there.
    bool receiveOnce();
    /// From the next receive on.
    void setReceiveSize(qsizetype size) { m_receiveSize = size; }
    qsizetype receiveSize() const { return m_receiveSize; }
    void send(const QByteArray &bytes);
    /// FIN once everything is sent; receiving goes on.
    void finishSending();
    /// Closes at once, whatever is unsent.
    void close();

Q_SIGNALS:
    /// One receive. Empty: the peer has sent FIN; told again and again while reading is on, as recv() does.
    void received(const QByteArray &bytes);
    /// Everything that was given to send() is with the kernel.
    void drained();
    /// A call failed; the socket is still open, reading is off.
    void broken(const miniqq::lab::Failure &failure);

private:
    void write();

    NativeSocket *m_socket; // a child
    qsizetype m_receiveSize;
    QByteArray m_output;
    bool m_finishing = false;
};

} // namespace miniqq::lab
