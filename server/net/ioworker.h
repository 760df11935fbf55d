// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/clock.h"
#include "common/base/mailbox.h"
#include "common/net/peerchannel.h"
#include "common/net/tlscontext.h"
#include "common/protocol/codec.h"
#include "common/tap/trafficsink.h"
#include "server/domain/inbound.h"
#include "server/domain/limithits.h"
#include "server/domain/limits.h"
#include "server/domain/logsink.h"
#include "server/net/connectionevent.h"
#include "server/net/deadlines.h"
#include "server/net/logthrottle.h"
#include "server/net/workercommand.h"
#include "server/net/workerconnection.h"

#include <QBasicTimer>
#include <QObject>

#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

namespace miniqq::server {

/// Owns the connections of one I/O thread: sockets, TLS, framing, decoding, deadlines and budgets. Gathers
/// per turn of the event loop: one batch of messages to the logic thread, one write per touched connection.
///
/// Made anywhere, then moved to its thread before the first command; destroyed after that thread has ended.
class IoWorker final : public QObject, private net::PeerChannel::Owner
{
    Q_OBJECT

public:
    /// What it works with; everything must outlive it. The mailboxes and the log take from any thread.
    struct Links
    {
        const Limits &limits;
        const Clock &clock;
        tap::TrafficSink &sink;
        LogSink &log;
        Mailbox<Inbound> &logic;
        Mailbox<ConnectionEvent> &pool;
        LimitMeter &meter;
    };

    /// `tls`: nullopt where the operator asked for unprotected connections.
    IoWorker(const Links &links, const std::optional<net::TlsContext> &tls);
    ~IoWorker() override;

    /// A batch of commands, in their order; ends with one write per touched connection.
    void execute(std::vector<WorkerCommand> &&commands);
    /// Destroys all connections at once. For the end of the thread, and in it.
    void dropConnections();

protected:
    void customEvent(QEvent *event) override;
    void timerEvent(QTimerEvent *event) override;

private:
    using PeerChannel = net::PeerChannel;
    using Owner = net::PeerChannel::Owner;

    void channelReady(PeerChannel &channel) override;
    void frameArrived(PeerChannel &channel, QByteArrayView payload) override;
    void readFinished(PeerChannel &) override {}
    void frameRejected(PeerChannel &channel, wire::FrameDecoder::Status status,
                       quint32 declaredLength) override;
    void channelDirty(PeerChannel &channel) override;
    void channelDrained(PeerChannel &channel) override;
    void channelHasRoom(PeerChannel &channel) override;
    void channelClosed(PeerChannel &channel, net::CloseReason reason) override;

    void run(AdoptConnection &command);
    void run(const SendFrame &command);
    void run(const SendToMany &command);
    void run(const SendChunk &command);
    void run(const DropChunks &command);
    void run(const MarkSignedIn &command);
    void run(const CloseConnection &command);
    void run(const EvictConnection &command);
    void run(const UseTls &command) { m_tls = command.tls; }
    void run(const DrainConnections &command);
    void run(const ReportConnections &command);

    WorkerConnection *find(ConnectionId id);
    void sendTo(WorkerConnection &connection, const QByteArray &frame);
    void refuse(WorkerConnection &connection, const protocol::DecodeError &error);
    static std::optional<LimitHit> limitBehind(const protocol::DecodeError &error);
    QByteArray firstBytes(const PeerChannel &channel, quint32 declaredLength);
    static bool isProgress(const WorkerConnection &connection, const protocol::ClientMessage &message,
                           qsizetype payloadBytes);
    bool takeChunk(WorkerConnection &connection, QByteArrayView payload);
    void feedChunks(WorkerConnection &connection);
    void spendBudget(WorkerConnection &connection, qsizetype frameBytes);
    void spendFileBudget(WorkerConnection &connection);
    bool throttle(WorkerConnection &connection);
    void tell(Inbound &&event);
    void count(ConnectionId connection, ConnectionEvent::Kind kind);
    void endTurnLater();
    void endTurn();

    void watchDeadlines();
    void checkDeadlines();
    void checkDeadlines(WorkerConnection &connection, qint64 nowNs);
    void checkThrottled();
    /// What is thinned together; other values are protocol::ErrorCode.
    enum LogClass { ForeignProtocol = 1'000, TlsFailure, Overdue };
    void log(const WorkerConnection &connection, int logClass, LogLevel level, const QString &text);
    void reportDrained();

    const Links m_links;
    std::optional<net::TlsContext> m_tls;
    const QByteArray m_pingFrame;
    const QByteArray m_deliverPrefix; ///< How a frame with a chat.deliver begins behind its length.
    net::ReadBuffer m_readBuffer;
    protocol::JsonDocument m_scratch;
    LogThrottle m_throttle;
    std::unordered_map<ConnectionId, WorkerConnection, ConnectionIdHash> m_connections;

    // Gathered until the turn ends
    std::vector<Inbound> m_inbound;
    std::vector<ConnectionEvent> m_events;
    std::vector<ConnectionId> m_dirty;
    bool m_turnEndPosted = false;

    std::vector<ConnectionId> m_throttled; ///< Paused because their budget is used up.
    QBasicTimer m_throttleTimer;           ///< Runs while there are any.
    QBasicTimer m_deadlineTimer;           ///< Runs while there are connections.
    Standstill m_standstill;
    std::optional<DrainConnections> m_drain;
};

} // namespace miniqq::server
