// SPDX-License-Identifier: MIT
#include "server/domain/replies.h"

#include <algorithm>

namespace miniqq::server {

void Replies::refuse(const Request &request, protocol::ErrorCode code, const QByteArray &text)
{
    Q_ASSERT(!protocol::endsConnection(code));
    send(request, {code, text, std::nullopt, std::nullopt});
}

void Replies::refuseField(const Request &request, const QByteArray &field, const QByteArray &text)
{
    send(request, {protocol::ErrorCode::BadField, field + ": " + text, field, std::nullopt});
}

void Replies::refuseForNow(const Request &request, protocol::ErrorCode code, const QByteArray &text,
                           qint64 retryAfterMs)
{
    constexpr qint64 longestMs = 24LL * 3'600 * 1'000; // what an error reply can say
    send(request, {code, text, std::nullopt, std::clamp(retryAfterMs, qint64(1), longestMs)});
}

void Replies::refuse(const Request &request, const Refusal &refusal)
{
    if (refusal.limit)
        hit(*refusal.limit);
    if (refusal.code == protocol::ErrorCode::BadField)
        refuseField(request, refusal.field, refusal.text);
    else if (refusal.retryAfterMs > 0)
        refuseForNow(request, refusal.code, refusal.text, refusal.retryAfterMs);
    else
        refuse(request, refusal.code, refusal.text);
}

void Replies::send(const Request &request, const protocol::ErrorReply &reply)
{
    ++m_counters.refused(reply.code);
    answer(request, reply);
}

} // namespace miniqq::server
