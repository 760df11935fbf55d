// SPDX-License-Identifier: MIT
#pragma once

#include "tests/unit/server/groupfixture.h"

namespace miniqq::server {

using Found = Result<std::optional<FileRecord>, StoreError>;
inline constexpr FileQuota roomy{1'000'000, 100};

/// An id of a file, for tests.
inline Uuid id(int number)
{
    Uuid uuid;
    uuid.bytes[0] = quint8(number);
    uuid.bytes[15] = 9;
    return uuid;
}

inline FileRecord record(int number, AccountId owner, qint64 size = 100)
{
    FileRecord file;
    file.about = {id(number), "name.txt", size, QByteArray(32, char(number))};
    file.owner = owner;
    file.uuid = id(number + 100);
    return file;
}

/// A store with three accounts, and files in it.
class FileFixture : public GroupFixture
{
public:
    using GroupFixture::GroupFixture;

    FileStore::OfferResult offer(const FileRecord &file, const FileQuota &quota = roomy)
    {
        std::optional<Result<FileStore::OfferResult, StoreError>> answer;
        store->files().offer(file, quota, ++now, [&answer](const auto &r) { answer = r; });
        return *awaitValue(answer);
    }
    /// Offered, whole.
    Uuid whole(int number, AccountId owner, qint64 size = 100,
               protocol::FileKind kind = protocol::FileKind::File)
    {
        FileRecord file = record(number, owner, size);
        file.about.kind = kind;
        if (offer(file).status != FileStore::OfferStatus::Created)
            qFatal("not entered");
        if (!complete(file.about.file))
            qFatal("not completed");
        return file.about.file;
    }
    bool complete(const Uuid &file)
    {
        std::optional<Result<bool, StoreError>> answer;
        store->files().complete(file, 0, 0, ++now, [&answer](const auto &r) { answer = r; });
        return *awaitValue(answer);
    }
    AppendResult say(ConversationRow conversation, AccountId sender, const Uuid &file)
    {
        NewMessage entry = message(conversation.value(), sender.value(), "with a file");
        entry.file = file;
        return append(entry);
    }
    void takeBack(ConversationRow conversation, AccountId sender, qint64 seq)
    {
        NewMessage entry = message(conversation.value(), sender.value(), {});
        EntryExtra extra;
        extra.recall = Recall{seq, {}, 0, false, {}, {}};
        entry.extra = std::make_shared<const EntryExtra>(std::move(extra));
        if (append(entry).status != AppendResult::Stored)
            qFatal("not taken back");
    }
    std::optional<FileRecord> find(const Uuid &file, AccountId reader)
    {
        std::optional<Found> answer;
        store->files().find(file, reader, [&answer](const auto &r) { answer = r; });
        return *awaitValue(answer);
    }
    bool mayRead(const Uuid &file, AccountId reader) { return find(file, reader).has_value(); }
    std::vector<Uuid> collect(const CollectRules &rules)
    {
        std::optional<Result<std::vector<Uuid>, StoreError>> answer;
        store->files().collect(rules, [&answer](const auto &r) { answer = r; });
        return *awaitValue(answer);
    }
    std::optional<FileRecord> setAvatar(AccountId account, const Uuid &file)
    {
        std::optional<Found> answer;
        store->files().setAvatar(account, file, [&answer](const auto &r) { answer = r; });
        return *awaitValue(answer);
    }
    ConversationRow direct(AccountId one, AccountId other)
    {
        std::optional<Result<ConversationRecord, StoreError>> made;
        store->conversations().create(
            "d:" + QByteArray::number(one.value()) + ':' + QByteArray::number(other.value()),
            ConversationKind::Direct, {one, other}, [&made](const auto &r) { made = r; });
        return awaitValue(made)->row;
    }
};

inline const ConversationRow lobby(1);

} // namespace miniqq::server
