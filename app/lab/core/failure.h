// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/result.h"

#include <QByteArray>

namespace miniqq::lab {

/// A system call that did not work, as a person is told of it.
struct Failure
{
    QByteArray call; ///< "connect"
    int error = 0;   ///< errno
    QString detail;  ///< what it was about: "127.0.0.1:8001", a file's name; may be empty

    /// One line: the call, the errno's name and what to do, e.g. "connect 127.0.0.1:8001: ECONNREFUSED (111):
    /// nothing listens there. Start the server first, or check address and port."
    QString toText() const;
    Error toError() const { return {toText()}; }
};

/// What an errno value means after this call, and what can be done about it; the system's own words if there
/// is no better advice.
QString adviceFor(const QByteArray &call, int error);

} // namespace miniqq::lab
