// SPDX-License-Identifier: MIT
#pragma once

#include "app/types/connectionstate.h"
#include "app/types/serveraddress.h"
#include "app/types/signinfailure.h"
#include "common/net/transport.h"

#include <functional>
#include <memory>

namespace miniqq::client {

/// Makes the stream to a server. The seam where tests put a server of their own.
class Connector
{
public:
    struct Handlers
    {
        /// Ready to read and write; nothing was sent yet, so that the certificate can be judged first.
        std::function<void(std::unique_ptr<net::Transport>, const net::SecurityInfo &)> connected;
        std::function<void(const SignInFailure &)> failed;
        /// Resolving, Connecting or Securing has begun.
        std::function<void(ConnectionState)> progress;
    };

    virtual ~Connector() = default;
    /// Cancels an attempt under way. Handlers are called from the event loop; exactly one of connected and
    /// failed.
    virtual void connectTo(const ServerAddress &server, Handlers handlers) = 0;
    /// No handler of the attempt is called any more.
    virtual void cancel() = 0;
};

} // namespace miniqq::client
