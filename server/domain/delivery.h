// SPDX-License-Identifier: MIT
#pragma once

#include "common/protocol/codec.h"
#include "server/domain/conversationtable.h"
#include "server/domain/outbound.h"
#include "server/domain/sessionregistry.h"

#include <optional>
#include <span>
#include <vector>

namespace miniqq::server {

/// Who is told of something that happened in a conversation.
struct Audience
{
    const Conversation &conversation;
    std::span<const Account *const> accounts;
    ConnectionId butSession = {};                    ///< needs not be told
    const Account *butAccount = nullptr;             ///< the same
    qint64 seq = 0;                                  ///< of an entry: only those are told who were there then
    bool everybody = false;                          ///< not only `accounts`
    std::optional<bool> knowsRecalls = std::nullopt; ///< only sessions that do, or that do not
};

/// Tells sessions what happens in conversations: the one place that decides which of an account's sessions
/// are told. Of groups hear those that said they know groups.
class Delivery
{
public:
    Delivery(SessionRegistry &registry, Outbound &out)
        : m_registry(registry)
        , m_out(out)
    {}

    /// The same frame to all of them, handed over at once; encoded only if there is anybody.
    template<class Message>
    void tell(const Audience &audience, const Message &message)
    {
        if (gather(audience))
            send(protocol::encodeFrame(message));
    }

private:
    bool gather(const Audience &audience);
    void add(const Audience &audience, std::span<const ConnectionId> sessions);
    void send(const QByteArray &frame);

    SessionRegistry &m_registry;
    Outbound &m_out;
    std::vector<ConnectionId> m_to; // kept from call to call for its memory
};

} // namespace miniqq::server
