// SPDX-License-Identifier: MIT
#pragma once

#include "app/core/connector.h"
#include "common/net/dialer.h"

namespace miniqq::client {

/// Real sockets.
class NetConnector final : public Connector
{
public:
    void connectTo(const ServerAddress &server, Handlers handlers) override;
    void cancel() override { m_dialer.cancel(); }

private:
    net::Dialer m_dialer;
};

/// The failure a dial that ended so is shown as.
SignInFailure failureOf(const net::DialError &error);

} // namespace miniqq::client
