// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/core/services/conversation.h"

#include <memory>

namespace miniqq::lab {

/// Says how a service of this kind talks to a client that was just accepted.
using ConversationMaker = std::unique_ptr<Conversation> (*)(std::unique_ptr<NativeSocket> socket,
                                                            const SocketName &peer,
                                                            const ServiceSettings &settings);

/// `echo`, `one-each`, `hello`, `thanks` and `http`; nullptr for any other.
ConversationMaker conversationMaker(const ServiceKind &kind);

/// `Server received ` and the repr of what came, per receive. As printed it does not notice that the client
/// has left and answers b'' until the system forbids it.
class EchoConversation final : public Conversation
{
    Q_OBJECT

public:
    using Conversation::Conversation;

protected:
    void begin() override;
    void receive(const QByteArray &bytes) override;
};

/// 一人一句: the client says something, the operator answers, and so on. Repaired, `关闭` ends it, cut
/// characters are put together, and a client that speaks out of turn is told of.
class OneEachConversation final : public Conversation
{
    Q_OBJECT

public:
    OneEachConversation(std::unique_ptr<NativeSocket> socket, const SocketName &peer,
                        const ServiceSettings &settings);

protected:
    void begin() override;
    void receive(const QByteArray &bytes) override;
    void operatorSaid(const QString &text) override;

private:
    void hear(const QString &text);

    TextDecoder m_decoder;
};

/// `Welcome!`, then `Hello,NAME!` per receive after a second; `exit` or the client's end closes.
class HelloConversation final : public Conversation
{
    Q_OBJECT

public:
    using Conversation::Conversation;

protected:
    void begin() override;
    void receive(const QByteArray &bytes) override;

private:
    void answer(const QByteArray &bytes);
};

/// One receive, `thank you !`, closed.
class ThanksConversation final : public Conversation
{
    Q_OBJECT

public:
    using Conversation::Conversation;

protected:
    void receive(const QByteArray &bytes) override;
};

} // namespace miniqq::lab
