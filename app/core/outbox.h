// SPDX-License-Identifier: MIT
#pragma once

#include "app/core/timing.h"
#include "app/store/storefailure.h"
#include "app/types/message.h"
#include "common/base/clock.h"
#include "common/base/idgenerator.h"
#include "common/protocol/messages.h"

#include <QHash>
#include <QObject>
#include <QTimer>

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
    /// A failed entry is sent once more, with the same uuid (a new one after Conflict, announced by
    /// `renamed`).
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
    void goOffline(); ///< Nothing sent so far was acknowledged; it will be sent again.
    /// Own messages turned up in the server's log.
    void removeStored(const MessageList &messages);

Q_SIGNALS:
    void queued(const miniqq::client::OutboxEntry &entry);
    void queueFailed(const miniqq::Uuid &uuid, const miniqq::client::StoreFailure &failure);
    /// The server has it; `message` is complete and written down here (or `saved` is false).
    void acknowledged(const miniqq::client::Message &message);
    void failed(const miniqq::client::OutboxEntry &entry);
    void retried(const miniqq::client::OutboxEntry &entry);
    void renamed(const miniqq::Uuid &before, const miniqq::client::OutboxEntry &entry);
    void removed(const miniqq::Uuid &uuid, const QByteArray &conversation);

private:
    struct Item
    {
        OutboxEntry entry;
        qint64 sentNs = 0; ///< When it went out on this connection; 0: not yet.
    };

    static constexpr int window = 16; ///< Messages under way at once.

    Item *item(const Uuid &uuid);
    void sendDue();
    void sendNow(Item &item);
    void answered(const Uuid &uuid, const protocol::ServerMessage &answer);
    void takeAck(const protocol::ChatAck &ack);
    void refuse(const Uuid &uuid, const protocol::ErrorReply &error);
    void erase(const Uuid &uuid);
    void startTimer();
    void rename(Item &item);

    Requests &m_requests;
    const Clock &m_clock;
    IdGenerator &m_ids;
    const Timing m_timing;
    HistoryStore *m_store = nullptr;
    QByteArray m_me;
    std::vector<Item> m_entries; ///< In sending order.
    QTimer m_timer;              ///< The next time there is something to do: a timeout, the end of a pause.
    qint64 m_pausedUntilNs = 0;  ///< The server asked to wait.
    quint64 m_storeEpoch = 0;
    bool m_online = false;
};

} // namespace miniqq::client
