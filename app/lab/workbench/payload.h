// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/core/textcodec.h"
#include "app/lab/workbench/complaint.h"

#include <QByteArray>
#include <QObject>

#include <functional>

namespace miniqq::lab {

/// What a client is to send, as it was filled in.
struct Payload
{
    enum class Kind { Text, Hex, File };
    enum class Ending { None, Lf, CrLf };

    Kind kind = Kind::Text;
    QString text;                 ///< the text, the digits, or the file's name
    Ending ending = Ending::None; ///< behind a text
};

/// The largest file that is sent.
inline constexpr qint64 maxPayloadFile = 16 * 1024 * 1024;

/// The bytes of it. `then` is called once: within the call, or for a file later, from a thread pool's
/// reading, in the thread of `context`; not at all if `context` goes first.
void makeBytes(const Payload &payload, Encoding encoding, QObject *context,
               const std::function<void(const Result<QByteArray, Complaint> &)> &then);

/// How it is shown once it is sent: the text, or the first bytes as Python writes them.
QString payloadText(const Payload &payload, const QByteArray &bytes);

} // namespace miniqq::lab
