// SPDX-License-Identifier: MIT
#pragma once

#include <QFutureWatcher>
#include <QPromise>
#include <QThreadPool>

#include <memory>
#include <utility>

namespace miniqq {

/// Runs `work` on a thread of the pool and gives its result to `then` in the thread of `context`; if that is
/// gone by then, to nobody. `work` must hold all it needs: it may outlive whoever asked.
template<class Work, class Then>
void onPool(QObject *context, Work work, Then then)
{
    using Value = decltype(work());
    auto promise = std::make_shared<QPromise<Value>>();
    auto *watcher = new QFutureWatcher<Value>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, then = std::move(then)] {
        watcher->deleteLater();
        then(watcher->result());
    });
    watcher->setFuture(promise->future());
    QThreadPool::globalInstance()->start([promise, work = std::move(work)] {
        promise->start();
        promise->addResult(work());
        promise->finish();
    });
}

} // namespace miniqq
