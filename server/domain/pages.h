// SPDX-License-Identifier: MIT
#pragma once

#include "common/protocol/codec.h"
#include "common/protocol/entrydetails.h"
#include "common/protocol/recall.h"
#include "common/wire/frame.h"
#include "server/domain/accounttable.h"
#include "server/domain/replies.h"
#include "server/domain/sessionregistry.h"
#include "server/store/records.h"

#include <algorithm>
#include <span>

namespace miniqq::server {

/// A stored message as it goes over the wire.
inline protocol::ChatMessage toChatMessage(const StoredMessage &message, const AccountTable &accounts)
{
    const Account *sender = accounts.find(message.sender);
    Q_ASSERT(sender); // accounts are never removed
    protocol::ChatMessage out{message.seq, sender ? sender->name : QByteArray(), message.uuid, message.timeMs,
                              message.text};
    if (message.file)
        out.attachment = std::make_shared<const protocol::Attachment>(message.file->about);
    if (message.details.isEmpty())
        return out;
    const bool isKnown = protocol::decodeDetails(message.details, out);
    Q_ASSERT(isKnown); // the domain wrote it
    if (!isKnown && out.text.isEmpty())
        out.isRecalled = true; // readable at least
    return out;
}

/// The same entry as `session` understands it.
inline protocol::ChatMessage forSession(protocol::ChatMessage &&message, const Session &session)
{
    return session.knowsRecalls ? std::move(message) : protocol::inWordsOnly(std::move(message));
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

/// Encodes `people` into as many frames as it takes for each to hold at most Message::maxPeople and a payload
/// of at most `maxPayload` bytes; one that is larger by itself goes alone.
template<class Message, class Entry>
std::vector<QByteArray> encodeInParts(std::span<const Entry> people,
                                      qsizetype maxPayload = wire::maxPayloadToClient)
{
    std::vector<QByteArray> frames;
    while (!people.empty()) {
        size_t count = std::min(people.size(), size_t(Message::maxPeople));
        const auto encode = [&] {
            return protocol::encodeFrame(Message{{people.begin(), people.begin() + std::ptrdiff_t(count)}});
        };
        QByteArray frame = encode();
        while (frame.size() > wire::headerSize + maxPayload && count > 1) {
            count = (count + 1) / 2;
            frame = encode();
        }
        frames.push_back(std::move(frame));
        people = people.subspan(count);
    }
    return frames;
}

} // namespace miniqq::server
