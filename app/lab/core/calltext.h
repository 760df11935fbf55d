// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/core/byteruler.h"
#include "common/tap/trafficevent.h"

namespace miniqq::lab {

/// A system call as the call lane shows it.
struct CallText
{
    QString title;  ///< "recv(5)", "connect(127.0.0.1:8008)"
    QString result; ///< "fd 7", "b'\xc4\xe3'", "EAGAIN (11)"
    QString python; ///< the line of a Python program that makes this call
    QString qt;     ///< what in Qt would make it, "QTcpSocket::read"; empty if nothing does
    bool failed = false;
    bool waits = false; ///< failed only because it would have had to wait: EAGAIN, EINPROGRESS
};

/// `event` is of kind Call; an unknown call is shown as it was reported.
CallText callText(const tap::TrafficEvent &event);

/// Adds what a call did to the ruler of its direction: a send is a message, a receive is a read. True if it
/// was one of them and moved bytes, or told the end of the stream. A peek moves nothing.
bool addCall(ByteRuler &ruler, const tap::TrafficEvent &event);

} // namespace miniqq::lab
