// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <memory>
#include <vector>

namespace miniqq::protocol {

class JsonWriter;
class ObjectReader;

/// What a message points at, beside what it says. Part of its content: sent again with other links, it is
/// another message.
struct MessageLinks
{
    static constexpr int maxMentions = 50; ///< of which a server may allow less

    qint64 replyTo = 0;               ///< the entry of the same conversation that is answered; 0: none
    std::vector<QByteArray> mentions; ///< accounts in the conversation, canonical, none twice
    bool mentionsAll = false;         ///< groups: everybody in it

    friend bool operator==(const MessageLinks &, const MessageLinks &) = default;
};

/// About as many bytes as they take, written or kept.
qsizetype sizeOf(const MessageLinks &links);

/// The fields one by one, into an object that is open; those that say nothing are left out.
void writeLinks(JsonWriter &out, const MessageLinks &links);
/// Null where the object has none.
std::shared_ptr<const MessageLinks> readLinks(ObjectReader &in);

} // namespace miniqq::protocol
