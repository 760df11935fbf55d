// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/strongid.h"

namespace miniqq::server {

/// What I/O workers tell the accept thread, so that it can keep count. In the order of the values, each at
/// most once per connection, Closed always.
struct ConnectionEvent
{
    enum class Kind {
        Spoke,    ///< its first frame arrived
        SignedIn, ///< it has an account
        Closed,
    };
    ConnectionId connection;
    Kind kind = Kind::Closed;
};

} // namespace miniqq::server
