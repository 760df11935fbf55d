// SPDX-License-Identifier: MIT
#include "app/lab/lessons/servicetap.h"

namespace miniqq::lab {

void ServiceTap::notice(ConnectionId id)
{
    {
        const QMutexLocker lock(&m_mutex);
        if (m_known.contains(id))
            return;
        m_known.insert(id);
    }
    m_onNew(id);
}

void ServiceTap::opened(ConnectionId id, const Endpoint &local, const Endpoint &peer)
{
    notice(id);
    m_next.opened(id, local, peer);
}

void ServiceTap::secured(ConnectionId id, const QString &tlsVersion, const QString &cipher)
{
    m_next.secured(id, tlsVersion, cipher);
}

void ServiceTap::bytesRead(ConnectionId id, qsizetype bytes)
{
    m_next.bytesRead(id, bytes);
}

void ServiceTap::bytesWritten(ConnectionId id, qsizetype bytes)
{
    m_next.bytesWritten(id, bytes);
}

void ServiceTap::frame(ConnectionId id, tap::Direction direction, QByteArrayView frame)
{
    m_next.frame(id, direction, frame);
}

void ServiceTap::closed(ConnectionId id, const QString &reason)
{
    m_next.closed(id, reason);
}

void ServiceTap::call(ConnectionId id, const tap::SystemCall &call)
{
    notice(id);
    m_next.call(id, call);
}

} // namespace miniqq::lab
