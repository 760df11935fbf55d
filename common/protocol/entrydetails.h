// SPDX-License-Identifier: MIT
#pragma once

#include "common/protocol/chat.h"

namespace miniqq::protocol {

/// What an entry of a log is beside its text, as one JSON object for a store to keep; empty if it is nothing
/// but a text. The same entry gives the same bytes.
QByteArray encodeDetails(const ChatMessage &entry);
/// Puts it back into an entry; false if `json` is none of that.
bool decodeDetails(QByteArrayView json, ChatMessage &entry);

} // namespace miniqq::protocol
