// SPDX-License-Identifier: MIT
#include "app/core/outbox.h"

#include "app/core/requests.h"
#include "app/store/historystore.h"
#include "common/base/logging.h"
#include "common/protocol/textrules.h"

#include <algorithm>

namespace miniqq::client {
namespace {

using protocol::ErrorCode;

constexpr qint64 busyPauseMs = 1'000;      // where the server does not say how long
constexpr qint64 longestPauseMs = 300'000; // a server may not silence its clients for longer

/// Refusals that the same message will always meet.
SendFailure permanentFailure(ErrorCode code)
{
    switch (code) {
    case ErrorCode::NoConversation:
        return SendFailure::NoConversation;
    case ErrorCode::UuidConflict:
        return SendFailure::Conflict;
    case ErrorCode::BadField:
    case ErrorCode::UnknownType:
    case ErrorCode::BadFrame:
    case ErrorCode::BadJson:
        return SendFailure::Refused;
    default:
        return SendFailure::None;
    }
}

} // namespace

Outbox::Outbox(Requests &requests, const Clock &clock, IdGenerator &ids, const Timing &timing,
               QObject *parent)
    : QObject(parent)
    , m_requests(requests)
    , m_clock(clock)
    , m_ids(ids)
    , m_timing(timing)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        m_sent = {}; // no answer in time, or the pause is over: the same again
        sendNext();
    });
}

Uuid Outbox::sendText(const QByteArray &conversation, const QString &text)
{
    if (!protocol::violation(text.toUtf8(), protocol::messageText).isEmpty())
        return {};
    OutboxEntry entry;
    entry.uuid = m_ids.next();
    entry.conversation = conversation;
    entry.text = text;
    entry.createdMs = m_clock.wallMs();
    if (!m_store) {
        QMetaObject::invokeMethod(
            this,
            [this, uuid = entry.uuid] {
                Q_EMIT queueFailed(uuid, {QStringLiteral("No account is open."), false});
            },
            Qt::QueuedConnection);
        return entry.uuid;
    }
    m_store->addOutbox(entry, m_storeContext.get(),
                       [this, uuid = entry.uuid](Result<OutboxEntry, StoreFailure> added) {
                           if (!added) {
                               Q_EMIT queueFailed(uuid, added.error());
                               return;
                           }
                           m_entries.append(*added);
                           Q_EMIT queued(*added);
                           sendNext();
                       });
    return entry.uuid;
}

void Outbox::retry(const Uuid &uuid)
{
    OutboxEntry *entry = this->entry(uuid);
    if (!entry || entry->failure == SendFailure::None || !m_store)
        return;
    if (entry->failure == SendFailure::Conflict) {
        sendText(entry->conversation, entry->text);
        discard(uuid);
        return;
    }
    entry->failure = SendFailure::None;
    m_store->setOutboxFailure(uuid, SendFailure::None);
    Q_EMIT retried(OutboxEntry(*entry));
    sendNext();
}

void Outbox::discard(const Uuid &uuid)
{
    const OutboxEntry *found = find(uuid);
    if (!found || found->failure == SendFailure::None || !m_store)
        return;
    const QByteArray conversation = found->conversation;
    m_store->removeOutbox(uuid, m_storeContext.get(), [](Result<Done, StoreFailure> removed) {
        if (!removed) // it comes back at the next start, to be deleted then
            qCWarning(lcStore).noquote() << removed.error().text;
    });
    erase(uuid);
    Q_EMIT removed(uuid, conversation);
}

QList<OutboxEntry> Outbox::entries(const QByteArray &conversation) const
{
    QList<OutboxEntry> found;
    std::copy_if(m_entries.begin(), m_entries.end(), std::back_inserter(found),
                 [&](const OutboxEntry &entry) { return entry.conversation == conversation; });
    return found;
}

const OutboxEntry *Outbox::find(const Uuid &uuid) const
{
    const auto it = std::find_if(m_entries.begin(), m_entries.end(),
                                 [&](const OutboxEntry &entry) { return entry.uuid == uuid; });
    return it == m_entries.end() ? nullptr : &*it;
}

OutboxEntry *Outbox::entry(const Uuid &uuid)
{
    const auto it = std::find_if(m_entries.begin(), m_entries.end(),
                                 [&](const OutboxEntry &entry) { return entry.uuid == uuid; });
    return it == m_entries.end() ? nullptr : &*it;
}

void Outbox::attach(HistoryStore *store, const QByteArray &me, const QList<OutboxEntry> &entries)
{
    m_store = store;
    m_storeContext = std::make_unique<QObject>();
    m_me = me;
    m_entries = entries;
    m_sent = {};
    sendNext();
}

void Outbox::detach()
{
    m_timer.stop();
    m_storeContext.reset();
    m_store = nullptr;
    m_entries.clear();
    m_sent = {};
}

void Outbox::goOnline()
{
    m_online = true;
    sendNext();
}

void Outbox::goOffline()
{
    m_online = false;
    m_sent = {};
    m_timer.stop();
}

void Outbox::sendNext()
{
    if (!m_online || m_timer.isActive() || !m_sent.isNull())
        return;
    const auto next = std::find_if(m_entries.cbegin(), m_entries.cend(), [](const OutboxEntry &entry) {
        return entry.failure == SendFailure::None;
    });
    if (next == m_entries.cend())
        return;
    const Uuid uuid = next->uuid;
    const protocol::ChatSend message{next->conversation, uuid, next->text.toUtf8()};
    const bool sent = m_requests.request(
        message, [this, uuid](const protocol::ServerMessage &answer) { answered(uuid, answer); });
    if (sent) {
        m_sent = uuid;
        m_timer.start(m_timing.ackTimeout);
    }
}

void Outbox::answered(const Uuid &uuid, const protocol::ServerMessage &answer)
{
    if (const auto *ack = std::get_if<protocol::ChatAck>(&answer))
        take(*ack);
    else if (const auto *error = std::get_if<protocol::ErrorReply>(&answer))
        refused(uuid, *error);
}

void Outbox::take(const protocol::ChatAck &ack)
{
    const OutboxEntry *entry = find(ack.uuid);
    if (!entry || entry->conversation != ack.conversation || ack.seq <= 0)
        return; // late, twice, or not ours: what it would tell is known already
    Message message;
    message.conversation = entry->conversation;
    message.seq = ack.seq;
    message.from = m_me;
    message.uuid = entry->uuid;
    message.timeMs = ack.time;
    message.text = entry->text;
    message.state = {MessageState::Kind::Sent};
    erase(ack.uuid);
    Q_EMIT acknowledged(message);
    sendNext();
}

void Outbox::refused(const Uuid &uuid, const protocol::ErrorReply &error)
{
    OutboxEntry *entry = this->entry(uuid);
    if (!entry || m_sent != uuid)
        return; // answers a try that was given up meanwhile
    m_sent = {};
    m_timer.stop();
    const SendFailure failure = permanentFailure(error.code);
    if (failure == SendFailure::None) {
        wait(error.retryAfterMs.value_or(busyPauseMs));
        return;
    }
    entry->failure = failure;
    if (m_store)
        m_store->setOutboxFailure(uuid, failure);
    Q_EMIT failed(OutboxEntry(*entry));
    sendNext();
}

void Outbox::removeStored(const MessageList &messages)
{
    for (const Message &message : messages) {
        if (message.from == m_me && find(message.uuid))
            erase(message.uuid);
    }
    sendNext();
}

void Outbox::erase(const Uuid &uuid)
{
    m_entries.removeIf([&](const OutboxEntry &entry) { return entry.uuid == uuid; });
    if (m_sent == uuid) {
        m_sent = {};
        m_timer.stop();
    }
}

void Outbox::wait(qint64 ms)
{
    m_timer.start(int(std::clamp<qint64>(ms, 1, longestPauseMs)));
}

} // namespace miniqq::client
