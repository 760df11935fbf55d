// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/cli/arguments.h"
#include "app/lab/cli/command.h"
#include "app/lab/cli/inputlines.h"
#include "app/lab/core/nativesocket.h"
#include "app/lab/core/textcodec.h"

#include <QTimer>

namespace miniqq::lab {

/// udp HOST PORT: each line of stdin is a datagram; what comes back is printed, the text and then the sender.
/// It ends some time after the last datagram, sent or received, once stdin is at its end.
class UdpCommand final : public Command
{
    Q_OBJECT

public:
    void declare(QCommandLineParser &parser) const override;
    Result<Done> read(const QCommandLineParser &parser) override;
    void start(Session &session) override;
    void stop() override;

private:
    void open(const SocketName &to);
    void sendLine(const QString &line);
    void receive();
    void fail(const Failure &failure);

    QString m_host;
    quint16 m_port = 0;
    bool m_broadcast = false;
    arguments::Encodings m_encodings;
    int m_receiveSize = 1024;

    Session *m_session = nullptr;
    InputLines m_input;
    QTimer m_wait;
    std::unique_ptr<SocketContext> m_context;
    std::unique_ptr<NativeSocket> m_socket;
    SocketName m_to;
    int m_status = 0;
};

} // namespace miniqq::lab
