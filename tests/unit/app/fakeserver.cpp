// SPDX-License-Identifier: MIT
#include "fakeserver.h"

#include <QTimer>

namespace miniqq::client {

using namespace protocol;

class FakeConnector final : public Connector
{
public:
    explicit FakeConnector(FakeServer &server)
        : m_server(server)
    {}

    void connectTo(const ServerAddress &, Handlers handlers) override
    {
        m_attempt = std::make_unique<QObject>();
        ++m_server.dials;
        QTimer::singleShot(0, m_attempt.get(), [this, handlers] {
            handlers.progress(ConnectionState::Connecting);
            if (m_server.dialFails) {
                handlers.failed(*m_server.dialFails);
                return;
            }
            auto [mine, theirs] = net::MemoryTransport::makePair();
            mine->start();
            m_server.accept(std::move(theirs));
            net::SecurityInfo security;
            security.tlsVersion = QStringLiteral("TLSv1.3");
            security.peerFingerprint = m_server.fingerprint;
            security.peerCertificateFingerprint = m_server.certificateFingerprint;
            handlers.connected(std::move(mine), security);
        });
    }
    void cancel() override { m_attempt.reset(); }

private:
    FakeServer &m_server;
    std::unique_ptr<QObject> m_attempt;
};

FakeServer::FakeServer() = default;
FakeServer::~FakeServer() = default;

std::unique_ptr<Connector> FakeServer::connector()
{
    return std::make_unique<FakeConnector>(*this);
}

void FakeServer::accept(std::unique_ptr<net::Transport> transport)
{
    if (m_channel)
        m_old.push_back(std::move(m_channel));
    net::ChannelLimits limits;
    limits.maxPayload = wire::maxPayloadToServer;
    m_channel.reset(new net::PeerChannel(ConnectionId(dials), std::move(transport), *this, m_sink, m_buffer,
                                         m_clock, limits));
    m_channel->start();
}

void FakeServer::channelDirty(net::PeerChannel &channel)
{
    QMetaObject::invokeMethod(
        &channel, [&channel] { channel.flush(); }, Qt::QueuedConnection);
}

void FakeServer::push(const ServerMessage &message, const QByteArray &re)
{
    m_channel->send(encodeFrame(message, {}, re));
}

void FakeServer::pushPayload(const QByteArray &payload)
{
    QByteArray frame;
    wire::appendFrame(frame, payload);
    m_channel->send(frame);
}

void FakeServer::pushBytes(const QByteArray &bytes)
{
    m_channel->send(bytes);
}

void FakeServer::cut()
{
    m_channel->abort(net::CloseReason::Shutdown);
}

void FakeServer::end(const Bye &bye)
{
    m_channel->closeAfterFlush(net::CloseReason::Kicked, encodeFrame(bye), 1'000);
}

ChatMessage FakeServer::say(const QByteArray &conversation, const QByteArray &from, const QByteArray &text)
{
    auto &log = logs[conversation];
    log.push_back({qint64(log.size()) + 1, from, m_ids.next(), m_clock.wallMs(), text});
    return log.back();
}

ChatMessage FakeServer::deliver(const QByteArray &conversation, const QByteArray &from,
                                const QByteArray &text)
{
    const ChatMessage message = say(conversation, from, text);
    push(ChatDeliver{conversation, message});
    return message;
}

void FakeServer::acknowledge(const ChatSend &message, const QByteArray &re)
{
    auto &log = logs[message.conversation];
    auto known =
        std::find_if(log.begin(), log.end(), [&](const ChatMessage &m) { return m.uuid == message.uuid; });
    if (known == log.end()) {
        log.push_back({qint64(log.size()) + 1, account, message.uuid, m_clock.wallMs(), message.text});
        known = log.end() - 1;
    }
    push(ChatAck{message.conversation, message.uuid, known->seq, known->time}, re);
}

void FakeServer::frameArrived(net::PeerChannel &channel, QByteArrayView payload)
{
    if (&channel != m_channel.get())
        return;
    const auto decoded = decodeFromClient(payload, m_scratch);
    if (!decoded)
        qFatal("the client sent what the protocol does not know: %s", payload.toByteArray().constData());
    received.push_back(decoded->message);
    if (!intercept || !intercept(*decoded))
        answer(*decoded);
}

void FakeServer::signedIn(const QByteArray &re)
{
    token = "token-" + m_ids.next().toText();
    push(AuthOk{account, account.toUpper(), token, dials}, re);
}

void FakeServer::answer(const Incoming<ClientMessage> &incoming)
{
    const QByteArray &id = incoming.id;
    if (std::holds_alternative<Hello>(incoming.message)) {
        Welcome welcome;
        welcome.server = "fake/1";
        welcome.name = "Fake";
        welcome.limits = {65536, 4000, 16384, 200, 5, 20, 5, 20000, 60000};
        welcome.log = history;
        push(welcome, id);
    } else if (const auto *signIn = std::get_if<AuthSignIn>(&incoming.message)) {
        if (signIn->account == account && signIn->password == password)
            signedIn(id);
        else
            push(ErrorReply{ErrorCode::BadCredentials, "no", std::nullopt, std::nullopt}, id);
    } else if (std::holds_alternative<AuthRegister>(incoming.message)) {
        signedIn(id);
    } else if (const auto *resume = std::get_if<AuthResume>(&incoming.message)) {
        if (resume->token == token)
            signedIn(id);
        else
            push(ErrorReply{ErrorCode::BadCredentials, "used", std::nullopt, std::nullopt}, id);
    } else if (std::holds_alternative<DirectoryGet>(incoming.message)) {
        push(DirectoryPage{people, false}, id);
    } else if (std::holds_alternative<ConversationGet>(incoming.message)) {
        push(conversationPage(), id);
    } else if (const auto *get = std::get_if<HistoryGet>(&incoming.message)) {
        push(historyPage(*get), id);
    } else if (const auto *send = std::get_if<ChatSend>(&incoming.message)) {
        acknowledge(*send, id);
    } else if (std::holds_alternative<Ping>(incoming.message)) {
        push(Pong(), id);
    }
}

ConversationPage FakeServer::conversationPage() const
{
    ConversationPage page;
    for (const auto &[key, log] : logs) {
        ConversationInfo info;
        info.conversation = key;
        info.lastSeq = qint64(log.size());
        if (mine.contains(key))
            info.mine = mine.at(key);
        if (peers.contains(key))
            info.peer = peers.at(key);
        if (!log.empty())
            info.last = log.back();
        page.conversations.push_back(info);
    }
    return page;
}

HistoryPage FakeServer::historyPage(const HistoryGet &request) const
{
    HistoryPage page;
    page.conversation = request.conversation;
    const auto found = logs.find(request.conversation);
    if (found == logs.end())
        return page;
    const auto &log = found->second;
    const qint64 size = qint64(log.size());
    qint64 first = 0; // index
    qint64 last = 0;
    if (request.after) {
        first = std::min(*request.after, size);
        last = std::min(first + request.limit, size);
        page.more = last < size;
    } else {
        last = std::min(request.before.value_or(size + 1) - 1, size);
        first = std::max<qint64>(0, last - request.limit);
        page.more = first > 0;
    }
    page.messages.assign(log.begin() + first, log.begin() + last);
    return page;
}

} // namespace miniqq::client
