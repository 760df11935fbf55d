// SPDX-License-Identifier: MIT
#pragma once

#include "common/protocol/messages.h"

#include <functional>

namespace miniqq::client {

/// How services talk to the server while signed in.
class Requests
{
public:
    using Answer = std::function<void(const protocol::ServerMessage &)>;

    virtual ~Requests() = default;
    /// Sends a request; `answer` is called once, with whatever answers it (an ErrorReply among others), or
    /// never, when the connection ends before. False: there is no connection, nothing will happen.
    virtual bool request(const protocol::ClientMessage &message, Answer answer) = 0;
    /// Sends something that is not answered. False: there is no connection.
    virtual bool send(const protocol::ClientMessage &message) = 0;
};

} // namespace miniqq::client
