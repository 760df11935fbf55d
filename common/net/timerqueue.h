// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractEventDispatcher>
#include <QHash>

#include <set>

namespace miniqq::net {

/// The timers of an event dispatcher, ordered by deadline. Precise timers fire at their millisecond or up to
/// one later; coarse ones on a common grid of a twentieth of their interval so that equal ones fire together;
/// very coarse ones on whole seconds. A timer never fires early, and missed periods are not made up for.
/// Belongs to the dispatcher's thread.
class TimerQueue
{
public:
    void add(int id, qint64 intervalMs, Qt::TimerType type, QObject *object);
    bool remove(int id);
    bool removeAll(QObject *object);
    QList<QAbstractEventDispatcher::TimerInfo> timersOf(QObject *object) const;

    /// Milliseconds until the timer fires, rounded up; -1 if there is no such timer.
    int remainingMs(int id) const;
    /// Milliseconds to wait until the first deadline, rounded up; -1 if there is no timer.
    int waitMs() const;

    /// Sends QTimerEvent for every timer due now, each once, in the order of their deadlines. Timers started
    /// by the receivers wait for the next call. Returns how many fired.
    int fireDue();

private:
    struct Timer
    {
        QObject *object = nullptr;
        qint64 intervalMs = 0;
        qint64 deadlineNs = 0;
        quint64 serial = 0; ///< Which registration of the id this is; Qt uses ids again.
        Qt::TimerType type = Qt::CoarseTimer;
        bool firing = false; ///< Its receiver is running; in a nested event loop it does not fire again.
    };
    struct Key
    {
        qint64 deadlineNs;
        quint64 serial;
        int id;
        friend auto operator<=>(const Key &, const Key &) = default;
    };

    static Key keyOf(int id, const Timer &timer) { return {timer.deadlineNs, timer.serial, id}; }
    static qint64 deadlineAfter(qint64 startNs, qint64 intervalMs, Qt::TimerType type);

    QHash<int, Timer> m_timers;
    std::set<Key> m_order;
    quint64 m_serial = 0;
};

} // namespace miniqq::net
