// SPDX-License-Identifier: MIT
#pragma once

#include "app/core/timing.h"
#include "common/base/clock.h"
#include "common/protocol/messages.h"

#include <QHash>
#include <QList>
#include <QObject>
#include <QTimer>

namespace miniqq::client {

class Requests;

/// Who is writing. Outgoing news are repeated no faster than every 3 s; incoming ones lapse after 5 s.
class TypingService final : public QObject
{
    Q_OBJECT

public:
    TypingService(Requests &requests, const Clock &clock, const Timing &timing, QObject *parent);

    /// To be called on every change of the text box; `typing` false when it was emptied.
    void setTyping(const QByteArray &conversation, bool typing);
    /// The text was sent, which tells by itself that typing ended: nothing goes out.
    void textSent(const QByteArray &conversation);

    /// Accounts writing in the conversation, in the order they began.
    QList<QByteArray> typists(const QByteArray &conversation) const;

    void take(const protocol::TypingChanged &message); ///< For Client.
    void messageArrived(const QByteArray &conversation, const QByteArray &from);
    void reset(); ///< The connection ended.

Q_SIGNALS:
    void typistsChanged(const QByteArray &conversation);

private:
    struct Typist
    {
        QByteArray conversation;
        QByteArray account;
        qint64 untilNs = 0;
    };

    static constexpr int maxTypists = 256;

    void remove(const QByteArray &conversation, const QByteArray &account);
    void lapse();
    void startTimer();

    Requests &m_requests;
    const Clock &m_clock;
    const Timing m_timing;
    QHash<QByteArray, qint64> m_announcedNs; ///< Conversations where others see us writing.
    QList<Typist> m_typists;
    QTimer m_timer;
};

} // namespace miniqq::client
