// SPDX-License-Identifier: MIT
#pragma once

#include "server/domain/alarm.h"

#include <optional>

namespace miniqq::testing {

/// Remembers when the domain wants to be woken; the test lets time pass.
class ManualAlarm final : public server::Alarm
{
public:
    void ringAt(qint64 timeNs) override { atNs = timeNs; }

    std::optional<qint64> atNs; ///< none: nothing to wait for
};

} // namespace miniqq::testing
