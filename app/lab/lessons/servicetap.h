// SPDX-License-Identifier: MIT
#pragma once

#include "common/tap/trafficsink.h"

#include <QMutex>
#include <QSet>

#include <functional>

namespace miniqq::lab {

/// Passes on what a service's sockets report, and tells of each socket when it is heard of first.
/// Thread-safe.
class ServiceTap final : public tap::TrafficSink
{
public:
    /// `onNew` is called once per socket, from the thread that uses it.
    ServiceTap(tap::TrafficSink &next, const std::function<void(ConnectionId)> &onNew)
        : m_next(next)
        , m_onNew(onNew)
    {}

    void opened(ConnectionId id, const Endpoint &local, const Endpoint &peer) override;
    void secured(ConnectionId id, const QString &tlsVersion, const QString &cipher) override;
    void bytesRead(ConnectionId id, qsizetype bytes) override;
    void bytesWritten(ConnectionId id, qsizetype bytes) override;
    void frame(ConnectionId id, tap::Direction direction, QByteArrayView frame) override;
    void closed(ConnectionId id, const QString &reason) override;
    void call(ConnectionId id, const tap::SystemCall &call) override;

private:
    void notice(ConnectionId id);

    tap::TrafficSink &m_next;
    const std::function<void(ConnectionId)> m_onNew;
    QMutex m_mutex;
    QSet<ConnectionId> m_known; // by m_mutex; a lesson has few sockets, so they stay
};

} // namespace miniqq::lab
