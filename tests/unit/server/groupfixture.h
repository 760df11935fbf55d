// SPDX-License-Identifier: MIT
#pragma once

#include "common/sql/database.h"
#include "tests/unit/server/storefixture.h"

#include <functional>
#include <map>

namespace miniqq::server {

using Member = GroupEdit::Member;

inline const AccountId alice(1);
inline const AccountId bob(2);
inline const AccountId carol(3);

inline Member join(AccountId account, StoredRole role = StoredRole::Member)
{
    return {account, Member::Join, role, 0};
}
inline Member leave(AccountId account)
{
    return {account, Member::Leave, StoredRole::Member, 0};
}

/// A store with three accounts, and groups in it.
class GroupFixture : public StoreFixture
{
public:
    explicit GroupFixture(const QByteArray &vfs = {})
    {
        options.vfs = vfs;
        (void)open();
        for (const char *name : {"alice", "bob", "carol"}) {
            std::optional<AccountStore::CreateResult> made;
            store->accounts().create({name, name, name, "hash", 1}, [&made](const auto &r) { made = r; });
            awaitValue(made);
        }
    }

    NewMessage change(ConversationRow group, AccountId sender, GroupEdit edit, const QByteArray &text)
    {
        edit.change = text;
        NewMessage entry = message(group.value(), sender.value(), {});
        entry.edit = std::make_shared<const GroupEdit>(std::move(edit));
        return entry;
    }
    /// Does it, and to `expected` too.
    AppendResult make(ConversationRow group, AccountId sender, const GroupEdit &edit, const QByteArray &text)
    {
        const AppendResult result = append(change(group, sender, edit, text));
        if (result.status == AppendResult::Stored)
            expected[result.group].apply(edit, result.seq);
        return result;
    }
    ConversationRow create(const QByteArray &key, std::vector<Member> members)
    {
        GroupEdit edit;
        edit.newKey = key;
        edit.title = "title";
        edit.members = std::move(members);
        return make({}, alice, edit, "made " + key).group;
    }

    /// What an older version, or somebody else, did to the database while it was closed.
    void withDatabase(const std::function<void(sql::Database &)> &act) const
    {
        sql::DatabaseOptions database;
        database.path = options.path;
        auto db = sql::Database::open(database);
        if (!db)
            qFatal("%s", qPrintable(db.error().text));
        act(*db);
    }
    void exec(const char *statements) const
    {
        withDatabase([statements](sql::Database &db) {
            if (!db.exec(statements))
                qFatal("cannot do %s", statements);
        });
    }

    /// What an account may read, with `limit` to a page: "1,2,5".
    QByteArray read(ConversationRow group, AccountId reader, PageQuery::Direction direction, int limit)
    {
        QByteArrayList seqs;
        PageQuery query;
        query.conversation = group;
        query.reader = reader;
        query.direction = direction;
        query.limit = limit;
        for (bool more = true; more;) {
            const auto next = page(query);
            if (!next)
                qFatal("reading failed: %s", qPrintable(next.error().text));
            if (next->messages.size() > size_t(limit) || (next->more && next->messages.empty()))
                qFatal("a page of another size than asked for");
            QByteArrayList numbers;
            for (const StoredMessage &each : next->messages)
                numbers << QByteArray::number(each.seq);
            const bool before = direction == PageQuery::Before;
            seqs = before ? numbers + seqs : seqs + numbers;
            more = next->more;
            if (more)
                query.seq = before ? next->messages.front().seq : next->messages.back().seq;
        }
        return seqs.join(',');
    }
    QByteArray read(ConversationRow group, AccountId reader)
    {
        const QByteArray all = read(group, reader, PageQuery::After, 1000);
        for (const int limit : {1, 2, 3, 1000}) {
            for (const auto direction : {PageQuery::Before, PageQuery::After}) {
                if (read(group, reader, direction, limit) != all)
                    return "another answer in pages of " + QByteArray::number(limit);
            }
        }
        return all;
    }

    std::map<ConversationRow, GroupRecord> expected;
};

inline std::map<ConversationRow, GroupRecord> groupsIn(const ServerState &state)
{
    std::map<ConversationRow, GroupRecord> groups;
    for (const ConversationRecord &record : state.conversations) {
        if (record.group)
            groups[record.row] = *record.group;
    }
    return groups;
}

} // namespace miniqq::server
