// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/core/nativesocket.h"
#include "common/base/result.h"

#include <vector>

namespace miniqq::lab {

/// One option of a socket, as getsockopt() gave it.
struct OptionRow
{
    enum class Type {
        Flag,   ///< 0 or 1
        Number, ///< from `least` to `most`
        Linger, ///< "off", or seconds
        Shown   ///< the kernel's to say; cannot be set
    };

    SocketOption option;
    QString level; ///< "SOL_SOCKET"
    QString name;  ///< "SO_SNDBUF"
    Type type = Type::Shown;
    int least = 0;
    int most = 0;
    QString value;   ///< "8192", "off"; empty if it could not be read
    QString meaning; ///< what it does, in a few words
    int error = 0;   ///< errno of getsockopt

    bool settable() const { return type != Type::Shown; }
};

/// What became of setting an option.
struct OptionOutcome
{
    QString asked;
    QString became; ///< what getsockopt says afterwards
    QString note;   ///< why the two differ; empty if they do not
};

/// The options of an open socket, by level, as far as they are for its family and type: one getsockopt()
/// each, reported like every call. SO_ERROR is not among them, because reading it clears it.
std::vector<OptionRow> readOptions(NativeSocket &socket);

/// Sets an option to what a person typed and reads it back. The error is a sentence: what may be typed, or
/// what the kernel said.
Result<OptionOutcome> setOptionText(NativeSocket &socket, const OptionRow &row, const QString &text);

} // namespace miniqq::lab
