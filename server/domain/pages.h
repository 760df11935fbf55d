// SPDX-License-Identifier: MIT
#pragma once

#include "common/protocol/codec.h"
#include "common/wire/frame.h"
#include "server/domain/accounttable.h"
#include "server/domain/replies.h"
#include "server/store/records.h"

#include <algorithm>

namespace miniqq::server {

/// A stored message as it goes over the wire.
inline protocol::ChatMessage toChatMessage(const StoredMessage &message, const AccountTable &accounts)
{
    const Account *sender = accounts.find(message.sender);
    Q_ASSERT(sender); // accounts are never removed
    return {message.seq, sender ? sender->name : QByteArray(), message.uuid, message.timeMs, message.text};
}

/// Encodes a page that fits into one frame: while it does not, `shorten` takes a number of its elements away.
template<class Page, class Shorten>
QByteArray encodePage(Page &page, size_t size, const QByteArray &re, Shorten shorten)
{
    QByteArray frame = protocol::encodeFrame(page, {}, re);
    while (frame.size() > qsizetype(wire::maxPayloadToClient) && size > 1) {
        const size_t fewer = std::max<size_t>(1, size / 4);
        shorten(page, fewer);
        size -= fewer;
        frame = protocol::encodeFrame(page, {}, re);
    }
    return frame;
}

} // namespace miniqq::server
