// SPDX-License-Identifier: MIT
#pragma once

#include "common/tap/trafficevent.h"

namespace miniqq::tap {

/// What kind of business a message is, for its colour and its line.
enum class Category : quint8 {
    Chat,    ///< what people say, live or from the history
    Ack,     ///< replies that only confirm, and receipts
    Session, ///< hello, sign-in, directory, conversations, opening and closing
    File,    ///< files and their chunks
    Control, ///< presence, typing, heartbeat
    Error,   ///< refusals, and frames that are none
};

/// By the type of an envelope; an unknown type is Control.
Category categoryOfType(QByteArrayView type);
Category categoryOf(const TrafficEvent &event);

/// True for messages that answer or confirm another one: their arrows have an open head.
bool isReply(const TrafficEvent &event);

} // namespace miniqq::tap
