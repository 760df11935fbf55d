// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

#include <vector>

namespace miniqq::tap {

/// One field of a frame and the bytes that carry it.
struct FrameField
{
    QString name;             ///< "length", "payload", or the JSON key; "[3]" for an element of an array
    QString value;            ///< text as it would be read; empty for what only holds others
    qsizetype begin = 0;      ///< first byte within the frame; for members the key's opening quote
    qsizetype end = 0;        ///< one past the last
    qsizetype valueBegin = 0; ///< the value alone; a string's quotes are part of it
    qsizetype valueEnd = 0;
    /// What to look up for an explanation: "frame.length", "frame.payload", "envelope.type",
    /// "chat.send.text", "welcome.limits.frame", "history.page.messages.seq"; elements of arrays have that of
    /// the array. Empty if there is nothing known to explain.
    QByteArray explanation;
    std::vector<FrameField> children;
};

/// Takes a frame apart: the length, the payload and, if that is an envelope, every member of it in the order
/// written. `frame` is header and payload, as TrafficEvent::frame has it; an empty or cut frame gives what is
/// there. Values are shown whole; views elide.
std::vector<FrameField> frameFields(QByteArrayView frame);

/// The innermost field whose bytes hold `offset`, as indices from the outermost list inwards; empty if none.
std::vector<int> fieldAt(const std::vector<FrameField> &fields, qsizetype offset);

} // namespace miniqq::tap
