// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/cli/command.h"
#include "app/lab/core/nativesocket.h"
#include "app/lab/core/textcodec.h"

#include <optional>

namespace miniqq::lab {

/// udp-listen: shows the datagrams that come to a port, those to a multicast group among them. Says
/// "ready ADDR:PORT" when it listens.
class UdpListenCommand final : public Command
{
    Q_OBJECT

public:
    void declare(QCommandLineParser &parser) const override;
    Result<Done> read(const QCommandLineParser &parser) override;
    void start(Session &session) override;
    void stop() override;

private:
    std::optional<Failure> open();
    void receive();

    SocketName m_name;
    std::optional<SocketName> m_group;
    QString m_interface;
    Encoding m_encoding = Encoding::Utf8;
    int m_left = -1; ///< datagrams until the end; negative: no end

    Session *m_session = nullptr;
    std::unique_ptr<SocketContext> m_context;
    std::unique_ptr<NativeSocket> m_socket;
};

} // namespace miniqq::lab
