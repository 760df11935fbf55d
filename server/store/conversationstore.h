// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/result.h"
#include "server/store/records.h"

#include <functional>

namespace miniqq::server {

/// Conversations and their members on disk. Called on the logic thread; callbacks run there too, later, in
/// the order of the calls, and never after the store is destroyed.
class ConversationStore
{
public:
    using CreateHandler = std::function<void(const Result<ConversationRecord, StoreError> &)>;

    virtual ~ConversationStore() = default;

    /// Creates the conversation `key` with its members, or answers with the one that has this key already:
    /// idempotent.
    virtual void create(const QByteArray &key, ConversationKind kind, const std::vector<AccountId> &members,
                        CreateHandler then) = 0;
    /// A group as it is on disk, after whatever an error left of the changes before.
    virtual void readGroup(ConversationRow group, CreateHandler then) = 0;
};

} // namespace miniqq::server
