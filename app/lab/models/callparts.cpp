// SPDX-License-Identifier: MIT
#include "app/lab/models/callparts.h"

#include <cerrno>

namespace miniqq::lab {

CallParts::CallParts(const tap::TrafficEvent &event)
    : name(event.type)
    , arguments(event.text.split(QStringLiteral(", ")))
    , ok(event.error == 0)
{
    if (name == "socket")
        return;
    bool isNumber = false;
    fd = arguments.takeFirst().toInt(&isNumber);
    if (!isNumber)
        fd = -1;
}

bool wouldWait(const tap::TrafficEvent &event)
{
    return event.error == EAGAIN || event.error == EWOULDBLOCK || event.error == EINPROGRESS;
}

} // namespace miniqq::lab
