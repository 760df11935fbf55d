// SPDX-License-Identifier: MIT
#include "server/domain/helloservice.h"

#include "common/protocol/files.h"
#include "common/protocol/groups.h"
#include "common/protocol/recall.h"

#include <algorithm>
#include <utility>

namespace miniqq::server {

void HelloService::hello(Session &session, const Request &request, const protocol::Hello &message)
{
    const int version = std::min(message.protocolMax, protocol::versionMax);
    if (version < std::max(message.protocolMin, protocol::versionMin)) {
        m_sessions.refuseAndEnd(request, protocol::ErrorCode::UnsupportedVersion,
                                "This server speaks versions " + QByteArray::number(protocol::versionMin) +
                                    " to " + QByteArray::number(protocol::versionMax) +
                                    " of the protocol. Please update.");
        return;
    }
    session.phase = Phase::Greeted;
    protocol::Welcome welcome;
    welcome.protocol = version;
    welcome.server = QByteArrayLiteral("MiniQQ/" MINIQQ_VERSION);
    welcome.name = m_profile.name.isEmpty() ? QByteArrayLiteral("MiniQQ") : m_profile.name;
    welcome.registration = m_profile.registrationOpen;
    welcome.registrationCode = m_profile.registrationOpen && !m_profile.registrationCode.isEmpty();
    for (const QByteArray &feature : message.features) {
        bool *said = feature == protocol::groupsFeature   ? &session.hearsOfGroups
                     : feature == protocol::recallFeature ? &session.knowsRecalls
                     : feature == protocol::filesFeature  ? &session.knowsFiles
                                                          : nullptr;
        if (said && !std::exchange(*said, true))
            welcome.features.push_back(feature);
    }
    welcome.time = m_clock.wallMs();
    if (!m_log.isNull())
        welcome.log = m_log;
    welcome.limits = m_limits.announce();
    m_replies.answer(request, welcome);
}

} // namespace miniqq::server
