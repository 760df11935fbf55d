// SPDX-License-Identifier: MIT
#pragma once

#include "common/protocol/codec.h"
#include "common/wire/framedecoder.h"

#include <QSslSocket>
#include <QTest>

#include <algorithm>
#include <deque>
#include <optional>

namespace miniqq::test {

/// A client that shows everything: what it sent and what came, frame by frame. Waits by running the event
/// loop.
class WireClient
{
public:
    static constexpr int patienceMs = 5'000;

    explicit WireClient(quint16 port, bool tls = false)
        : m_decoder(wire::maxPayloadToClient)
    {
        QObject::connect(&m_socket, &QSslSocket::readyRead, &m_socket, [this] { read(); });
        QObject::connect(&m_socket, &QSslSocket::disconnected, &m_socket, [this] { m_closed = true; });
        m_socket.setPeerVerifyMode(QSslSocket::VerifyNone);
        m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
        if (tls)
            m_socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), port);
        else
            m_socket.connectToHost(QStringLiteral("127.0.0.1"), port);
    }

    bool waitConnected()
    {
        return QTest::qWaitFor(
            [this] {
                return m_socket.mode() == QSslSocket::UnencryptedMode
                           ? m_socket.state() == QAbstractSocket::ConnectedState
                           : m_socket.isEncrypted();
            },
            patienceMs);
    }
    bool waitClosed(int ms = patienceMs)
    {
        return QTest::qWaitFor([this] { return m_closed; }, ms);
    }
    bool isClosed() const { return m_closed; }
    QSslSocket &socket() { return m_socket; }

    /// Waits for the connection first, if need be.
    void sendBytes(const QByteArray &bytes)
    {
        if (!m_closed && !waitConnected())
            qWarning("no connection: %s", qPrintable(m_socket.errorString()));
        m_socket.write(bytes);
        m_socket.flush();
    }
    void sendPayload(const QByteArray &payload)
    {
        QByteArray frame;
        wire::appendFrame(frame, payload);
        sendBytes(frame);
    }
    template<class Message>
    void send(const Message &message, const QByteArray &id = {})
    {
        sendBytes(protocol::encodeFrame(message, id));
    }

    /// The next message of this type, whatever comes before it stays; nothing if none comes.
    template<class Message>
    std::optional<Message> next(int ms = patienceMs)
    {
        const auto incoming = nextIncoming<Message>(ms);
        return incoming ? std::optional(std::get<Message>(incoming->message)) : std::nullopt;
    }
    template<class Message>
    std::optional<protocol::Incoming<protocol::ServerMessage>> nextIncoming(int ms = patienceMs)
    {
        std::optional<protocol::Incoming<protocol::ServerMessage>> found;
        const auto look = [this, &found] {
            const auto it = std::find_if(m_received.begin(), m_received.end(), [](const auto &incoming) {
                return std::holds_alternative<Message>(incoming.message);
            });
            if (it == m_received.end())
                return false;
            found = std::move(*it);
            m_received.erase(it);
            return true;
        };
        if (!QTest::qWaitFor(look, ms))
            qWarning("nothing of this type came: %s", Message::type.data());
        return found;
    }
    template<class Message>
    int count() const
    {
        return int(std::count_if(m_received.begin(), m_received.end(), [](const auto &incoming) {
            return std::holds_alternative<Message>(incoming.message);
        }));
    }
    const std::deque<protocol::Incoming<protocol::ServerMessage>> &received() const { return m_received; }

    void greet()
    {
        protocol::Hello hello;
        hello.client = "test client";
        send(hello);
    }
    /// hello and auth.register; the token for a later resume, empty if anything went wrong.
    QByteArray registerAs(const QByteArray &account)
    {
        greet();
        protocol::AuthRegister message;
        message.account = account;
        message.password = passwordOf(account);
        send(message, "register");
        const auto ok = next<protocol::AuthOk>();
        return ok && ok->account == account ? ok->token : QByteArray();
    }
    bool signInAs(const QByteArray &account)
    {
        greet();
        send(protocol::AuthSignIn{account, passwordOf(account)}, "signin");
        return next<protocol::AuthOk>().has_value();
    }
    /// Sends and waits for the ack.
    std::optional<protocol::ChatAck> say(const QByteArray &conversation, const Uuid &uuid,
                                         const QByteArray &text)
    {
        send(protocol::ChatSend{conversation, uuid, text}, "say");
        return next<protocol::ChatAck>();
    }
    static QByteArray passwordOf(const QByteArray &account) { return "the password of " + account; }

private:
    void read()
    {
        m_decoder.feed(m_socket.readAll());
        while (m_decoder.next() == wire::FrameDecoder::Status::Frame) {
            auto decoded = protocol::decodeFromServer(m_decoder.payload(), m_scratch);
            QVERIFY2(decoded.ok(), m_decoder.payload().toByteArray().constData());
            m_received.push_back(std::move(decoded).value());
        }
    }

    QSslSocket m_socket;
    wire::FrameDecoder m_decoder;
    protocol::JsonDocument m_scratch;
    std::deque<protocol::Incoming<protocol::ServerMessage>> m_received;
    bool m_closed = false;
};

} // namespace miniqq::test
