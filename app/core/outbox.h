// SPDX-License-Identifier: MIT
#pragma once

#include "app/core/timing.h"
#include "app/store/storefailure.h"
#include "app/types/message.h"
#include "common/base/clock.h"
#include "common/base/idgenerator.h"
#include "common/protocol/messages.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace miniqq::client {

class HistoryStore;
class Requests;

/// Own messages until the server has them on its disk. A message is on this disk first, is sent in order,
/// again after a timeout or a new connection with the same uuid, and leaves only when the server has
/// acknowledged it (or its log shows it), or when the user deletes it. The server's UNIQUE (sender, uuid)
/// makes that exactly once.
class Outbox final : public QObject
{
    Q_OBJECT

public:
    Outbox(Requests &requests, const Clock &clock, IdGenerator &ids, const Timing &timing, QObject *parent);

    /// Writes the text down for sending; `queued` or `queueFailed` follows with the id returned. A null id:
    /// the text is not one that can be sent (blank, or above protocol::messageText); nothing follows. Only
    /// after `queued` may the text box be emptied. No account is open: queueFailed.
    Uuid sendText(const QByteArray &conversation, const QString &text);
    /// A failed entry is sent once more, with the same uuid; after Conflict as a new message in its place.
    void retry(const Uuid &uuid);
    /// Deletes a failed entry for good.
    void discard(const Uuid &uuid);

    /// In sending order; failed ones among them.
    QList<OutboxEntry> entries(const QByteArray &conversation) const;
    const OutboxEntry *find(const Uuid &uuid) const;
    int size() const { return int(m_entries.size()); }

    void attach(HistoryStore *store, const QByteArray &me,
                const QList<OutboxEntry> &entries); ///< For Client.
    void detach();
    void goOnline();  ///< Signed in: everything pending is sent.
    void goOffline(); ///< What was not acknowledged will be sent again.
    /// An acknowledgement that came without its request: late, or twice.
    void take(const protocol::ChatAck &ack);
    /// Own messages turned up in the server's log.
    void removeStored(const MessageList &messages);

Q_SIGNALS:
    void queued(const miniqq::client::OutboxEntry &entry);
    void queueFailed(const miniqq::Uuid &uuid, const miniqq::client::StoreFailure &failure);
    /// It is in the server's log; the conversation service writes it down as history.
    void acknowledged(const miniqq::client::Message &message);
    void failed(const miniqq::client::OutboxEntry &entry);
    void retried(const miniqq::client::OutboxEntry &entry);
    void removed(const miniqq::Uuid &uuid, const QByteArray &conversation);

private:
    OutboxEntry *entry(const Uuid &uuid);
    void sendNext();
    void answered(const Uuid &uuid, const protocol::ServerMessage &answer);
    void refused(const Uuid &uuid, const protocol::ErrorReply &error);
    void erase(const Uuid &uuid);
    void wait(qint64 ms);

    Requests &m_requests;
    const Clock &m_clock;
    IdGenerator &m_ids;
    const Timing m_timing;
    HistoryStore *m_store = nullptr;
    std::unique_ptr<QObject> m_storeContext; ///< Dies with the open account, and answers under way with it.
    QByteArray m_me;
    QList<OutboxEntry> m_entries; ///< In sending order.
    /// The message under way: one at a time, so that a refusal of one never lets a later one overtake it.
    Uuid m_sent;
    QTimer m_timer; ///< Ends the wait for an acknowledgement, or the pause the server asked for.
    bool m_online = false;
};

} // namespace miniqq::client
