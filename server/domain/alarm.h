// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

namespace miniqq::server {

/// How the domain asks whoever hosts it to be called sooner than the next Domain::tick(). Called on the logic
/// thread only.
class Alarm
{
public:
    virtual ~Alarm() = default;
    /// Domain::wake() is wanted once Clock::monotonicNs() has reached `atNs`, soon but never before. Takes
    /// the place of what was asked before; asking for the same time again, turn after turn, must cost
    /// nothing.
    virtual void ringAt(qint64 atNs) = 0;
};

} // namespace miniqq::server
