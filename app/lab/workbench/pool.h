// SPDX-License-Identifier: MIT
#pragma once

#include <QFutureWatcher>
#include <QPromise>
#include <QThreadPool>

#include <functional>
#include <memory>

namespace miniqq::lab {

/// Does something slow on a thread of the pool, and then `then` with what it gave in the thread of `context`,
/// which is the caller's; not at all if `context` has gone by then.
template<class Value>
void runInPool(std::function<Value()> work, QObject *context, std::function<void(const Value &)> then)
{
    auto promise = std::make_shared<QPromise<Value>>();
    promise->start();
    auto *watcher = new QFutureWatcher<Value>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, then = std::move(then)] {
        const Value value = watcher->result();
        watcher->deleteLater();
        then(value);
    });
    watcher->setFuture(promise->future());
    QThreadPool::globalInstance()->start([promise, work = std::move(work)] {
        promise->addResult(work());
        promise->finish();
    });
}

} // namespace miniqq::lab
