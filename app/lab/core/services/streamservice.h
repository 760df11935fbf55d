// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/core/nativesocket.h"
#include "app/lab/core/services/conversations.h"
#include "app/lab/core/services/service.h"

#include <QHash>
#include <QThread>

#include <vector>

namespace miniqq::lab {

/// A TCP service: listens, accepts as its engine has it, and lets a Conversation talk to each client.
class StreamService final : public Service
{
    Q_OBJECT

public:
    StreamService(const ServiceKind &kind, const ServiceSettings &settings, SocketContext &context);
    ~StreamService() override;

    std::optional<Failure> start() override;
    QList<SocketName> names() const override { return m_names; }
    QList<NativeSocket *> sockets() override;
    QByteArray greeting() const override;
    QList<SocketName> waiting() const override;
    void reply(const QString &text) override;
    void refuseReplies() override;

private:
    /// Connections at once, whatever the engine: descriptors and threads are not endless.
    static constexpr int maxClients = 200;

    std::optional<Failure> listenOn(const SocketName &name);
    bool isNamed(const char *name) const { return qstrcmp(m_kind.name, name) == 0; }
    int backlog() const;
    void acceptFrom(NativeSocket &listener);
    void take(std::unique_ptr<NativeSocket> socket);
    void ask(Conversation *conversation);
    void begin(std::unique_ptr<Conversation> conversation);
    void watchListeners();
    void onFinished(Conversation *conversation, const QString &reason);
    void shutDown();

    const ServiceKind &m_kind;
    const ServiceSettings m_settings;
    SocketContext &m_context;
    std::vector<std::unique_ptr<NativeSocket>> m_listeners;
    QList<SocketName> m_names;
    QHash<Conversation *, QThread *> m_clients; // the thread is null where it is this one
    QHash<QString, int> m_clientsPerAddress;
    QList<Conversation *> m_waitingForReply; // in the order of asking
    bool m_repliesRefused = false;
    bool m_dead = false;   // the printed program is
    bool m_noRoom = false; // the system has no descriptor left
};

} // namespace miniqq::lab
