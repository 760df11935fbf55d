// SPDX-License-Identifier: MIT
#pragma once

#include <QMetaObject>
#include <QMutex>
#include <QObject>

#include <functional>
#include <utility>
#include <vector>

namespace miniqq {

/// Carries values to another thread in batches: any thread posts, the thread of `receiver` gets everything
/// posted since its last turn as one vector. One lock and at most one wake-up per batch, however many values
/// it holds. Values posted by one thread arrive in the order of posting. Values not yet delivered when the
/// mailbox dies are dropped. The mailbox must be destroyed in the receiver's thread, or after that thread has
/// ended, after the last post(), and not by its own handler.
template<class T>
class Mailbox
{
public:
    using Handler = std::function<void(std::vector<T> &&)>;

    Mailbox(QObject *receiver, Handler handler)
        : m_handler(std::move(handler))
    {
        m_context.moveToThread(receiver->thread());
    }

    void post(T value)
    {
        put([this, &value] { m_pending.push_back(std::move(value)); });
    }

    void post(std::vector<T> &&values)
    {
        if (values.empty())
            return;
        put([this, &values] {
            if (m_pending.empty())
                m_pending = std::move(values);
            else
                m_pending.insert(m_pending.end(), std::make_move_iterator(values.begin()),
                                 std::make_move_iterator(values.end()));
        });
    }

private:
    template<class Add>
    void put(Add add)
    {
        bool wasWoken = false;
        {
            const QMutexLocker lock(&m_mutex);
            add();
            wasWoken = std::exchange(m_woken, true);
        }
        // Without the lock: the receiver may run at once, in place of this thread, and it is what it wants
        // first.
        if (!wasWoken)
            QMetaObject::invokeMethod(
                &m_context, [this] { deliver(); }, Qt::QueuedConnection);
    }

    void deliver()
    {
        std::vector<T> batch;
        {
            const QMutexLocker lock(&m_mutex);
            batch.swap(m_pending);
            m_woken = false;
        }
        m_handler(std::move(batch));
    }

    QObject m_context; // lives in the receiver's thread; its death cancels a delivery under way
    Handler m_handler;
    QMutex m_mutex;
    std::vector<T> m_pending;
    bool m_woken = false;
};

} // namespace miniqq
