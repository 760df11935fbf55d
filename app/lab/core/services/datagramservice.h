// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/core/nativesocket.h"
#include "app/lab/core/services/service.h"
#include "app/lab/core/services/servicesettings.h"

namespace miniqq::lab {

/// `udp-receive`, `udp-echo` and `udp-fanout`: one socket, any number of senders, no connections. Whoever
/// sends something to the fan-out is registered, and gets what the operator types from then on.
class DatagramService final : public Service
{
    Q_OBJECT

public:
    DatagramService(const ServiceKind &kind, const ServiceSettings &settings, SocketContext &context);

    std::optional<Failure> start() override;
    QList<SocketName> names() const override { return m_names; }
    QList<NativeSocket *> sockets() override { return {&m_socket}; }
    void reply(const QString &text) override;
    void refuseReplies() override {} // the fan-out goes on registering

private:
    static constexpr qsizetype receiveSize = 1024; // as the tutorials have it
    static constexpr qsizetype maxPeers = 1000;

    bool isNamed(const char *name) const { return qstrcmp(m_kind.name, name) == 0; }
    void receive();
    void show(const Received &datagram);
    void sendBack(const Received &datagram);
    void registerPeer(const SocketName &peer);

    const ServiceKind &m_kind;
    const ServiceSettings m_settings;
    NativeSocket m_socket;
    QList<SocketName> m_names;
    QList<SocketName> m_peers;
};

} // namespace miniqq::lab
