// SPDX-License-Identifier: MIT
#include "app/core/catchup.h"

#include "app/core/conversationservice.h"
#include "app/core/requests.h"
#include "common/base/logging.h"

#include <algorithm>

namespace miniqq::client {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr qint64 busyPauseMs = 1'000;
constexpr qint64 longestPauseMs = 60'000;

} // namespace

CatchUp::CatchUp(ConversationService &service, Requests &requests)
    : m_service(service)
    , m_requests(requests)
{
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &CatchUp::next);
}

void CatchUp::want(const QByteArray &key)
{
    if (!m_wanted.contains(key))
        m_wanted.append(key);
    next();
}

void CatchUp::start()
{
    ++m_epoch;
    m_running = true;
    m_busy = false;
    next();
}

void CatchUp::stop()
{
    ++m_epoch;
    m_running = false;
    m_busy = false;
    m_wanted.clear();
    m_newestSeen.clear();
    m_pause.stop();
}

void CatchUp::next()
{
    while (m_running && !m_busy && !m_pause.isActive() && !m_wanted.isEmpty()) {
        const QByteArray key = m_wanted.constFirst();
        const auto *state = m_service.state(key);
        const Conversation *conversation = state ? &state->info : nullptr;
        // One that is not settled is wanted again when it is.
        if (!conversation || !m_service.isSettled(*state) || conversation->synced >= conversation->lastSeq) {
            m_wanted.removeFirst();
            continue;
        }
        protocol::HistoryGet request;
        request.conversation = key;
        request.limit = pageSize;
        const bool much = conversation->lastSeq - conversation->synced > pageSize;
        if (!much || m_newestSeen.contains(key))
            request.after = conversation->synced;
        else
            m_newestSeen.insert(key);
        ask({request, conversation->lastSeq});
        return;
    }
}

void CatchUp::ask(const Asked &asked)
{
    m_busy = m_requests.request(
        asked.request, [this, asked](const protocol::ServerMessage &answer) { answered(asked, answer); });
}

void CatchUp::answered(const Asked &asked, const protocol::ServerMessage &answer)
{
    if (const auto *page = std::get_if<protocol::HistoryPage>(&answer)) {
        takePage(asked, *page);
        return;
    }
    m_busy = false;
    const auto *error = std::get_if<protocol::ErrorReply>(&answer);
    if (!error) {
        Q_EMIT m_service.violated(u"A page of history was answered with something else."_s);
        return;
    }
    const bool later =
        error->code == protocol::ErrorCode::RateLimited || error->code == protocol::ErrorCode::ServerBusy;
    if (later)
        m_pause.start(int(std::clamp<qint64>(error->retryAfterMs.value_or(busyPauseMs), 1, longestPauseMs)));
    else
        drop(asked.request.conversation);
}

void CatchUp::takePage(const Asked &asked, const protocol::HistoryPage &page)
{
    const protocol::HistoryGet &request = asked.request;
    const QString wrong = fault(request, page);
    if (!wrong.isEmpty()) {
        Q_EMIT m_service.violated(wrong);
        return;
    }
    if (request.after) {
        // Held against what was announced when it was asked for: what was said since then may or may not be
        // in it.
        const qint64 last = page.messages.empty() ? *request.after : page.messages.back().seq;
        if (!page.more && last < asked.announced) {
            Q_EMIT m_service.violated(u"The log ends before the end that was announced."_s);
            return;
        }
        if (page.messages.front().seq != *request.after + 1) {
            Q_EMIT m_service.violated(u"The log has a hole."_s);
            return;
        }
    }
    MessageList messages;
    for (const protocol::ChatMessage &message : page.messages)
        messages.append(m_service.fromWire(request.conversation, message));
    m_service.store(request.conversation, messages,
                    [this, key = request.conversation, epoch = m_epoch](bool saved) {
                        if (epoch != m_epoch)
                            return;
                        m_busy = false;
                        if (saved)
                            next();
                        else
                            drop(key); // the disk is full; the next message or connection tries again
                    });
}

void CatchUp::drop(const QByteArray &key)
{
    m_wanted.removeAll(key);
    next();
}

QString CatchUp::fault(const protocol::HistoryGet &asked, const protocol::HistoryPage &page)
{
    if (page.conversation != asked.conversation)
        return u"A page of another conversation was sent."_s;
    if (qsizetype(page.messages.size()) > asked.limit)
        return u"A page holds more than was asked for."_s;
    if (page.messages.empty() && page.more)
        return u"A page of nothing promises more."_s;
    qint64 previous = asked.after.value_or(0);
    for (const protocol::ChatMessage &message : page.messages) {
        if (message.seq <= previous || (asked.before && message.seq >= *asked.before))
            return u"A page's messages are not those asked for."_s;
        previous = message.seq;
    }
    return QString();
}

} // namespace miniqq::client
