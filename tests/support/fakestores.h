// SPDX-License-Identifier: MIT
#pragma once

#include "server/store/accountstore.h"
#include "server/store/conversationstore.h"
#include "server/store/messagestore.h"
#include "tests/support/deferred.h"

#include <map>
#include <utility>

namespace miniqq::testing {

using namespace miniqq::server;

/// The stores in memory. What they do happens when the answer is given. `failures` requests from now on fail.
class FakeAccountStore final : public AccountStore
{
public:
    explicit FakeAccountStore(Deferred &deferred)
        : m_deferred(deferred)
    {}

    void create(const NewAccount &account, CreateHandler then) override;
    void setPasswordHash(AccountId account, const QByteArray &hash, WriteHandler then) override;
    void changePassword(AccountId account, const QByteArray &hash, const TokenRecord &token,
                        WriteHandler then) override;
    void setDisplay(AccountId, const QByteArray &, WriteHandler then) override
    {
        write(std::move(then), [] {});
    }
    void touchLastSeen(AccountId account, qint64 timeMs) override { lastSeen[account] = timeMs; }
    void addToken(const TokenRecord &token, WriteHandler then) override;
    void renewToken(const QByteArray &usedSha256, const TokenRecord &token, RenewHandler then) override;
    void removeToken(const QByteArray &sha256, WriteHandler then) override;
    void removeTokensBut(AccountId account, const QByteArray &sha256, WriteHandler then) override;
    void findToken(const QByteArray &sha256, qint64 nowMs, FindHandler then) override;
    void putBan(const BanRecord &ban, WriteHandler then) override;
    void removeBan(BanRecord::Kind kind, const QByteArray &subject, WriteHandler then) override;
    void pruneTokens(qint64 nowMs, WriteHandler then) override;

    int failures = 0;
    std::map<QByteArray, AccountRecord> accounts; // by name
    std::map<QByteArray, QByteArray> skeletons;   // skeleton -> name
    std::map<QByteArray, TokenRecord> tokens;
    std::map<QByteArray, BanRecord> bans; // by subject
    std::map<AccountId, qint64> lastSeen;

private:
    void write(WriteHandler then, std::function<void()> change);
    bool takeFailure() { return failures > 0 && failures-- > 0; }

    Deferred &m_deferred;
};

class FakeConversationStore final : public ConversationStore
{
public:
    explicit FakeConversationStore(Deferred &deferred)
        : m_deferred(deferred)
    {}

    void create(const QByteArray &key, ConversationKind kind, const std::vector<AccountId> &members,
                CreateHandler then) override;
    void readGroup(ConversationRow group, CreateHandler then) override;

    int failures = 0;
    std::map<QByteArray, ConversationRecord> conversations;
    std::map<ConversationRow, ConversationRecord> groups; ///< what FakeMessageStore made of them

private:
    Deferred &m_deferred;
};

class FakeMessageStore final : public MessageStore
{
public:
    /// Changes of groups go into `conversations`.
    FakeMessageStore(Deferred &deferred, FakeConversationStore &conversations)
        : m_deferred(deferred)
        , m_conversations(conversations)
    {}

    void setAppendHandler(AppendHandler handler) override { m_handler = std::move(handler); }
    void append(std::vector<NewMessage> &&batch) override;
    void page(const PageQuery &query, PageHandler then) override;
    void savePositions(std::vector<PositionRecord> &&records) override;

    int failures = 0;              ///< messages that fail from now on
    bool failAfterStoring = false; ///< those are on disk all the same
    int pageFailures = 0;
    /// The file of that sender's, if it is there and whole.
    std::function<std::shared_ptr<const FileRecord>(const Uuid &, AccountId)> attach;
    std::vector<size_t> batches; ///< sizes handed over
    std::map<ConversationRow, std::vector<StoredMessage>> messages;
    std::vector<PositionRecord> positions;

private:
    AppendResult store(const NewMessage &message);
    ConversationRow change(const NewMessage &message);
    bool recall(const NewMessage &message, AppendResult &result);

    Deferred &m_deferred;
    FakeConversationStore &m_conversations;
    AppendHandler m_handler;
    std::map<std::pair<AccountId, Uuid>, std::pair<ConversationRow, qint64>> m_seen;
    std::map<std::pair<ConversationRow, qint64>, qint64> m_recalls; // the entries that say so
};

} // namespace miniqq::testing
