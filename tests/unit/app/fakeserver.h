// SPDX-License-Identifier: MIT
#pragma once

#include "app/core/connector.h"
#include "common/base/idgenerator.h"
#include "common/net/memorytransport.h"
#include "common/net/peerchannel.h"
#include "common/protocol/codec.h"

#include <QObject>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace miniqq::client {

/// A server in memory that a Client connects to: honest unless told otherwise, everything it is sent is kept.
/// It keeps its logs and tokens when connections end, like a real one.
class FakeServer final : private net::PeerChannel::Owner
{
public:
    FakeServer();
    ~FakeServer();

    /// Made for one Client; the server must outlive it.
    std::unique_ptr<Connector> connector();

    // What it is.
    QByteArray account = "alice";
    QByteArray password = "secret";
    QString fingerprint = QStringLiteral("AA:BB");            ///< Of its key.
    QString certificateFingerprint = QStringLiteral("CC:DD"); ///< Of its certificate.
    std::vector<protocol::Person> people;
    std::map<QByteArray, std::vector<protocol::ChatMessage>> logs;
    std::map<QByteArray, protocol::Positions> mine;
    std::map<QByteArray, protocol::Positions> peers;
    QByteArray token;
    std::optional<Uuid> history; ///< As `welcome` tells it; none: it does not tell.

    // How it misbehaves.
    std::optional<SignInFailure> dialFails;
    /// Asked first; true: the frame was dealt with (or is ignored).
    std::function<bool(const protocol::Incoming<protocol::ClientMessage> &)> intercept;

    // What happened.
    int dials = 0;
    std::vector<protocol::ClientMessage> received;

    template<class T>
    std::vector<T> all() const
    {
        std::vector<T> found;
        for (const protocol::ClientMessage &message : received) {
            if (const T *match = std::get_if<T>(&message))
                found.push_back(*match);
        }
        return found;
    }
    template<class T>
    int count() const
    {
        return int(all<T>().size());
    }

    bool isConnected() const { return m_channel && !m_channel->isClosing(); }
    void push(const protocol::ServerMessage &message, const QByteArray &re = {});
    void pushPayload(const QByteArray &payload); ///< Framed, whatever it holds.
    void pushBytes(const QByteArray &bytes);     ///< As they are.
    void cut();                                  ///< The connection breaks.
    void end(const protocol::Bye &bye);          ///< It ends in good order.

    /// Appends to a log and answers with what was appended.
    protocol::ChatMessage say(const QByteArray &conversation, const QByteArray &from, const QByteArray &text);
    /// The same, delivered.
    protocol::ChatMessage deliver(const QByteArray &conversation, const QByteArray &from,
                                  const QByteArray &text);
    void acknowledge(const protocol::ChatSend &message, const QByteArray &re = {});

private:
    friend class FakeConnector;

    void accept(std::unique_ptr<net::Transport> transport);
    void channelReady(net::PeerChannel &) override {}
    void frameArrived(net::PeerChannel &channel, QByteArrayView payload) override;
    void readFinished(net::PeerChannel &channel) override { channel.flush(); }
    void frameRejected(net::PeerChannel &, wire::FrameDecoder::Status, quint32) override {}
    void channelDirty(net::PeerChannel &channel) override;
    void channelClosed(net::PeerChannel &, net::CloseReason) override {}

    void answer(const protocol::Incoming<protocol::ClientMessage> &incoming);
    void signedIn(const QByteArray &re);
    protocol::ConversationPage conversationPage() const;
    protocol::HistoryPage historyPage(const protocol::HistoryGet &request) const;

    SystemClock m_clock;
    UuidV7Generator m_ids{m_clock};
    tap::NullSink m_sink;
    net::ReadBuffer m_buffer;
    protocol::JsonDocument m_scratch;
    std::unique_ptr<net::PeerChannel> m_channel;
    std::vector<std::unique_ptr<net::PeerChannel>> m_old;
    QObject m_context;
};

} // namespace miniqq::client
