// SPDX-License-Identifier: MIT
#include "common/net/timerqueue.h"

#include <QCoreApplication>
#include <QTimerEvent>

#include <algorithm>
#include <chrono>
#include <limits>
#include <vector>

namespace miniqq::net {
namespace {

constexpr qint64 nsPerMs = 1'000'000;
constexpr qint64 nsPerSecond = 1'000'000'000;

qint64 nowNs()
{
    using namespace std::chrono;
    return duration_cast<nanoseconds>(steady_clock::now().time_since_epoch()).count();
}

qint64 roundUp(qint64 value, qint64 step)
{
    return (value + step - 1) / step * step;
}

/// epoll and Qt count in whole milliseconds: rounding down would mean to spin through the last one.
int wholeMs(qint64 ns)
{
    return ns <= 0 ? 0
                   : int(std::min<qint64>(roundUp(ns, nsPerMs) / nsPerMs, std::numeric_limits<int>::max()));
}

} // namespace

qint64 TimerQueue::deadlineAfter(qint64 startNs, qint64 intervalMs, Qt::TimerType type)
{
    const qint64 exact = startNs + intervalMs * nsPerMs;
    if (type == Qt::VeryCoarseTimer && intervalMs >= 1000)
        return roundUp(exact, nsPerSecond);
    if (type == Qt::CoarseTimer && intervalMs >= 20)
        return roundUp(exact, intervalMs / 20 * nsPerMs);
    return exact;
}

void TimerQueue::add(int id, qint64 intervalMs, Qt::TimerType type, QObject *object)
{
    remove(id);
    Timer timer;
    timer.object = object;
    timer.intervalMs = std::max<qint64>(intervalMs, 0);
    timer.deadlineNs = deadlineAfter(nowNs(), timer.intervalMs, type);
    timer.serial = ++m_serial;
    timer.type = type;
    m_order.insert(keyOf(id, timer));
    m_timers.insert(id, timer);
}

bool TimerQueue::remove(int id)
{
    const auto it = m_timers.constFind(id);
    if (it == m_timers.constEnd())
        return false;
    m_order.erase(keyOf(id, *it));
    m_timers.erase(it);
    return true;
}

bool TimerQueue::removeAll(QObject *object)
{
    std::vector<int> ids;
    for (auto it = m_timers.cbegin(); it != m_timers.cend(); ++it) {
        if (it->object == object)
            ids.push_back(it.key());
    }
    for (const int id : ids)
        remove(id);
    return !ids.empty();
}

QList<QAbstractEventDispatcher::TimerInfo> TimerQueue::timersOf(QObject *object) const
{
    QList<QAbstractEventDispatcher::TimerInfo> list;
    for (auto it = m_timers.cbegin(); it != m_timers.cend(); ++it) {
        if (it->object == object)
            list.append(QAbstractEventDispatcher::TimerInfo(it.key(), int(it->intervalMs), it->type));
    }
    return list;
}

int TimerQueue::remainingMs(int id) const
{
    const auto it = m_timers.constFind(id);
    return it == m_timers.constEnd() ? -1 : wholeMs(it->deadlineNs - nowNs());
}

int TimerQueue::waitMs() const
{
    return m_order.empty() ? -1 : wholeMs(m_order.begin()->deadlineNs - nowNs());
}

int TimerQueue::fireDue()
{
    if (m_order.empty())
        return 0;
    const qint64 now = nowNs();
    std::vector<Key> due;
    for (auto it = m_order.begin(); it != m_order.end() && it->deadlineNs <= now; ++it)
        due.push_back(*it);

    int fired = 0;
    for (const Key &key : due) {
        auto it = m_timers.find(key.id);
        // An earlier receiver may have killed it, started it anew, or let it fire in a nested loop.
        if (it == m_timers.end() || it->serial != key.serial || it->deadlineNs != key.deadlineNs)
            continue;
        m_order.erase(key);
        // Counted from the deadline, so that a period does not drift; from now, if whole periods were missed.
        const qint64 next = deadlineAfter(it->deadlineNs, it->intervalMs, it->type);
        it->deadlineNs =
            next > now ? next : std::max(deadlineAfter(now, it->intervalMs, it->type), key.deadlineNs + 1);
        m_order.insert(keyOf(key.id, *it));
        if (it->firing)
            continue;
        it->firing = true;
        QObject *const receiver = it->object;
        QTimerEvent event(key.id);
        QCoreApplication::sendEvent(receiver, &event);
        ++fired;
        it = m_timers.find(key.id);
        if (it != m_timers.end() && it->serial == key.serial)
            it->firing = false;
    }
    return fired;
}

} // namespace miniqq::net
