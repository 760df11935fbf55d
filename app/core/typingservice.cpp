// SPDX-License-Identifier: MIT
#include "app/core/typingservice.h"

#include "app/core/requests.h"

#include <algorithm>

namespace miniqq::client {

TypingService::TypingService(Requests &requests, const Clock &clock, const Timing &timing, QObject *parent)
    : QObject(parent)
    , m_requests(requests)
    , m_clock(clock)
    , m_timing(timing)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &TypingService::lapse);
}

void TypingService::setTyping(const QByteArray &conversation, bool typing)
{
    const qint64 now = m_clock.monotonicNs();
    const auto announced = m_announcedNs.constFind(conversation);
    if (!typing) {
        // What lapsed by itself needs no end.
        if (announced != m_announcedNs.cend() && now - *announced < qint64(m_timing.typingLapse) * 1'000'000)
            m_requests.send(protocol::TypingSet{conversation, false});
        m_announcedNs.remove(conversation);
        return;
    }
    if (announced != m_announcedNs.cend() && now - *announced < qint64(m_timing.typingRepeat) * 1'000'000)
        return;
    if (m_requests.send(protocol::TypingSet{conversation, true}))
        m_announcedNs.insert(conversation, now);
}

void TypingService::textSent(const QByteArray &conversation)
{
    m_announcedNs.remove(conversation);
}

QList<QByteArray> TypingService::typists(const QByteArray &conversation) const
{
    QList<QByteArray> accounts;
    for (const Typist &typist : m_typists) {
        if (typist.conversation == conversation)
            accounts.append(typist.account);
    }
    return accounts;
}

void TypingService::take(const protocol::TypingChanged &message)
{
    if (!message.typing) {
        remove(message.conversation, message.account);
        return;
    }
    const qint64 until = m_clock.monotonicNs() + qint64(m_timing.typingLapse) * 1'000'000;
    for (Typist &typist : m_typists) {
        if (typist.conversation == message.conversation && typist.account == message.account) {
            typist.untilNs = until;
            return; // the timer finds out when it fires
        }
    }
    if (m_typists.size() >= maxTypists)
        return;
    m_typists.append({message.conversation, message.account, until});
    startTimer();
    Q_EMIT typistsChanged(message.conversation);
}

void TypingService::messageArrived(const QByteArray &conversation, const QByteArray &from)
{
    remove(conversation, from);
}

void TypingService::reset()
{
    m_timer.stop();
    m_announcedNs.clear();
    const QList<Typist> gone = std::exchange(m_typists, {});
    for (const Typist &typist : gone)
        Q_EMIT typistsChanged(typist.conversation);
}

void TypingService::remove(const QByteArray &conversation, const QByteArray &account)
{
    const auto removed = m_typists.removeIf([&](const Typist &typist) {
        return typist.conversation == conversation && typist.account == account;
    });
    if (removed > 0)
        Q_EMIT typistsChanged(conversation);
}

void TypingService::lapse()
{
    const qint64 now = m_clock.monotonicNs();
    QList<QByteArray> changed;
    m_typists.removeIf([&](const Typist &typist) {
        const bool over = typist.untilNs <= now;
        if (over)
            changed.append(typist.conversation);
        return over;
    });
    startTimer();
    for (const QByteArray &conversation : changed)
        Q_EMIT typistsChanged(conversation);
}

void TypingService::startTimer()
{
    if (m_typists.isEmpty())
        return;
    const auto first =
        std::min_element(m_typists.cbegin(), m_typists.cend(),
                         [](const Typist &a, const Typist &b) { return a.untilNs < b.untilNs; });
    const qint64 leftMs = (first->untilNs - m_clock.monotonicNs()) / 1'000'000 + 1;
    m_timer.start(int(std::max<qint64>(1, leftMs)));
}

} // namespace miniqq::client
