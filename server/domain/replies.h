// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/clock.h"
#include "common/protocol/codec.h"
#include "server/domain/counts.h"
#include "server/domain/outbound.h"

namespace miniqq::server {

/// Names a request, so that its answer finds the way however much later it is made.
struct Request
{
    ConnectionId connection;
    QByteArray id; ///< the envelope's; becomes the answer's `re`
};

/// Why something is not done, as its error reply will say.
struct Refusal
{
    protocol::ErrorCode code = protocol::ErrorCode::NoConversation;
    QByteArray text;
    QByteArray field = {};                        ///< bad_field
    std::optional<LimitHit> limit = std::nullopt; ///< that had an effect
    qint64 retryAfterMs = 0;                      ///< rate_limited
};

/// Answers requests.
class Replies
{
public:
    Replies(Outbound &out, Counters &counters)
        : m_out(out)
        , m_counters(counters)
    {}

    template<class Message>
    void answer(const Request &request, const Message &message)
    {
        m_out.send(request.connection, protocol::encodeFrame(message, {}, request.id));
    }
    /// Not for codes that end the connection: see SessionService::refuseAndEnd().
    void refuse(const Request &request, protocol::ErrorCode code, const QByteArray &text);
    void refuseField(const Request &request, const QByteArray &field, const QByteArray &text);
    /// Counts the limit, too, if there was one.
    void refuse(const Request &request, const Refusal &refusal);
    /// rate_limited or server_busy.
    void refuseForNow(const Request &request, protocol::ErrorCode code, const QByteArray &text,
                      qint64 retryAfterMs);

    /// Counts that a limit had an effect.
    void hit(LimitHit limit) { m_counters.hit(limit); }

private:
    void send(const Request &request, const protocol::ErrorReply &reply);

    Outbound &m_out;
    Counters &m_counters;
};

} // namespace miniqq::server
