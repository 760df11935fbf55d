// SPDX-License-Identifier: MIT
#include "tests/support/fakestores.h"

#include <algorithm>

namespace miniqq::testing {
namespace {

StoreError diskError()
{
    return {QStringLiteral("disk I/O error"), false};
}

QByteArray detailsOf(const NewMessage &message)
{
    if (message.edit)
        return message.edit->change;
    return message.extra ? message.extra->details : QByteArray();
}

Uuid fileOf(const StoredMessage &message)
{
    return message.file ? message.file->about.file : Uuid();
}

} // namespace

void FakeAccountStore::create(const NewAccount &account, CreateHandler then)
{
    m_deferred.post([this, account, then = std::move(then)] {
        CreateResult result;
        if (takeFailure()) {
            result.error = diskError();
        } else if (accounts.contains(account.name) || skeletons.contains(account.skeleton)) {
            result.status = CreateStatus::Taken;
        } else {
            result.status = CreateStatus::Created;
            result.account = {AccountId(qint64(accounts.size()) + 1),
                              account.name,
                              account.display,
                              account.passwordHash,
                              account.createdMs,
                              0};
            accounts[account.name] = result.account;
            skeletons[account.skeleton] = account.name;
        }
        then(result);
    });
}

void FakeAccountStore::setPasswordHash(AccountId id, const QByteArray &hash, WriteHandler then)
{
    write(std::move(then), [this, id, hash] {
        for (auto &[name, account] : accounts) {
            if (account.id == id)
                account.passwordHash = hash;
        }
    });
}

void FakeAccountStore::addToken(const TokenRecord &token, WriteHandler then)
{
    write(std::move(then), [this, token] { tokens[token.sha256] = token; });
}

void FakeAccountStore::renewToken(const QByteArray &usedSha256, const TokenRecord &token, RenewHandler then)
{
    m_deferred.post([this, usedSha256, token, then = std::move(then)] {
        if (takeFailure()) {
            then(diskError());
            return;
        }
        const auto used = tokens.find(usedSha256);
        const bool fits = used != tokens.end() && used->second.account == token.account;
        if (fits)
            tokens[token.sha256] = token;
        then(fits);
    });
}

void FakeAccountStore::removeToken(const QByteArray &sha256, WriteHandler then)
{
    write(std::move(then), [this, sha256] { tokens.erase(sha256); });
}

void FakeAccountStore::removeTokensBut(AccountId account, const QByteArray &sha256, WriteHandler then)
{
    write(std::move(then), [this, account, sha256] {
        std::erase_if(tokens, [&](const auto &entry) {
            return entry.second.account == account && entry.first != sha256;
        });
    });
}

void FakeAccountStore::changePassword(AccountId id, const QByteArray &hash, const TokenRecord &token,
                                      WriteHandler then)
{
    write(std::move(then), [this, id, hash, token] {
        for (auto &[name, account] : accounts) {
            if (account.id == id)
                account.passwordHash = hash;
        }
        std::erase_if(tokens, [id](const auto &entry) { return entry.second.account == id; });
        tokens[token.sha256] = token;
    });
}

void FakeAccountStore::putBan(const BanRecord &ban, WriteHandler then)
{
    write(std::move(then), [this, ban] { bans[ban.subject] = ban; });
}

void FakeAccountStore::removeBan(BanRecord::Kind, const QByteArray &subject, WriteHandler then)
{
    write(std::move(then), [this, subject] { bans.erase(subject); });
}

void FakeAccountStore::findToken(const QByteArray &sha256, qint64 nowMs, FindHandler then)
{
    m_deferred.post([this, sha256, nowMs, then = std::move(then)] {
        if (takeFailure()) {
            then(diskError());
            return;
        }
        const auto found = tokens.find(sha256);
        const bool isGood = found != tokens.end() && found->second.expiresMs > nowMs;
        then(isGood ? std::optional(found->second) : std::nullopt);
    });
}

void FakeAccountStore::pruneTokens(qint64 nowMs, WriteHandler then)
{
    write(std::move(then), [this, nowMs] {
        std::erase_if(tokens, [nowMs](const auto &entry) { return entry.second.expiresMs <= nowMs; });
    });
}

void FakeAccountStore::write(WriteHandler then, std::function<void()> change)
{
    m_deferred.post([this, then = std::move(then), change = std::move(change)] {
        const bool fails = takeFailure();
        if (!fails)
            change();
        if (!then)
            return;
        if (fails)
            then(diskError());
        else
            then(Done());
    });
}

void FakeConversationStore::create(const QByteArray &key, ConversationKind kind,
                                   const std::vector<AccountId> &members, CreateHandler then)
{
    m_deferred.post([this, key, kind, members, then = std::move(then)] {
        if (failures > 0 && failures-- > 0) {
            then(diskError());
            return;
        }
        if (!conversations.contains(key)) {
            const auto row = ConversationRow(qint64(conversations.size()) + 100);
            conversations[key] = {row, key, kind, members, 0, 0};
        }
        then(conversations[key]);
    });
}

void FakeConversationStore::readGroup(ConversationRow group, CreateHandler then)
{
    m_deferred.post([this, group, then = std::move(then)] {
        if (failures > 0 && failures-- > 0)
            then(diskError());
        else
            then(groups[group]);
    });
}

void FakeMessageStore::append(std::vector<NewMessage> &&batch)
{
    batches.push_back(batch.size());
    m_deferred.post([this, batch = std::move(batch)] {
        std::vector<AppendResult> results;
        for (const NewMessage &message : batch)
            results.push_back(store(message));
        m_handler(std::move(results));
    });
}

AppendResult FakeMessageStore::store(const NewMessage &message)
{
    AppendResult result;
    result.ticket = message.ticket;
    const bool fails = failures > 0 && failures-- > 0;
    if (fails)
        result.error = diskError();
    if (fails && !failAfterStoring)
        return result;

    const auto seen = m_seen.find({message.sender, message.uuid});
    if (seen != m_seen.end()) {
        const auto [row, seq] = seen->second;
        const StoredMessage &first = messages[row][size_t(seq - 1)];
        const bool anywhere = message.edit && message.conversation.isNull();
        const bool isOver = m_recalls.contains({row, seq}) && !message.text.isEmpty();
        const bool same = (anywhere || row == message.conversation) &&
                          (isOver || (first.text == message.text && first.details == detailsOf(message) &&
                                      fileOf(first) == message.file));
        result.isOver = isOver;
        result.status = same ? AppendResult::Duplicate : AppendResult::Conflict;
        result.seq = same ? seq : 0;
        result.timeMs = same ? first.timeMs : 0;
        result.group = row;
        result.file = same ? first.file : nullptr;
        return result;
    }
    if (message.onlyRepeated) {
        result.status = AppendResult::NotStored;
        return result;
    }
    const auto file = message.file.isNull() ? nullptr : attach(message.file, message.sender);
    if (!message.file.isNull() && !file) {
        result.status = AppendResult::NoFile;
        return result;
    }
    result.file = file;
    const bool isRecall = message.extra && message.extra->recall;
    if (isRecall && !recall(message, result))
        return result;
    const ConversationRow row = message.edit ? change(message) : message.conversation;
    std::vector<StoredMessage> &log = messages[row];
    const qint64 seq = qint64(log.size()) + 1;
    log.push_back(
        {seq, message.sender, message.uuid, message.timeMs, message.text, detailsOf(message), file});
    m_seen[{message.sender, message.uuid}] = {row, seq};
    if (const auto group = m_conversations.groups.find(row); group != m_conversations.groups.end()) {
        group->second.lastSeq = seq;
        group->second.lastTimeMs = message.timeMs;
    }
    result.group = row;
    if (!fails) {
        result.status = AppendResult::Stored;
        result.seq = seq;
        result.timeMs = message.timeMs;
    }
    return result;
}

/// Whether it is done now; `result` says what else.
bool FakeMessageStore::recall(const NewMessage &message, AppendResult &result)
{
    const Recall &recall = *message.extra->recall;
    std::vector<StoredMessage> &log = messages[message.conversation];
    const GroupMemberRecord *reader =
        recall.reader.isNull() ? nullptr
                               : m_conversations.groups[message.conversation].group->find(recall.reader);
    result.status = AppendResult::NotStored;
    result.refusal = AppendResult::Refusal::Unknown;
    if (recall.seq > qint64(log.size()) || (reader && recall.seq < reader->joinedSeq))
        return false;
    StoredMessage &target = log[size_t(recall.seq - 1)];
    const auto done = m_recalls.find({message.conversation, recall.seq});
    if (target.text.isEmpty() && done == m_recalls.end())
        return false;
    const bool isTheirs = target.sender == message.sender;
    const bool isExempt = std::find(recall.but.begin(), recall.but.end(), target.sender) != recall.but.end();
    result.refusal = AppendResult::Refusal::Foreign;
    if (!isTheirs && (!recall.ofOthers || isExempt))
        return false;
    if (done != m_recalls.end()) {
        result.status = AppendResult::Duplicate;
        result.isOver = true;
        result.seq = done->second;
        result.timeMs = log[size_t(done->second - 1)].timeMs;
        result.overBy = log[size_t(done->second - 1)].sender;
        result.overUuid = log[size_t(done->second - 1)].uuid;
        return false;
    }
    result.refusal = AppendResult::Refusal::TooLate;
    if (target.timeMs < recall.notBeforeMs || target.timeMs > recall.notAfterMs)
        return false;
    target.text.clear();
    target.details = recall.gone;
    target.file = nullptr;
    m_recalls[{message.conversation, recall.seq}] = qint64(log.size()) + 1;
    result.refusal = AppendResult::Refusal::None;
    result.status = AppendResult::Failed; // until the entry is there
    return true;
}

ConversationRow FakeMessageStore::change(const NewMessage &message)
{
    ConversationRow row = message.conversation;
    if (row.isNull())
        row = ConversationRow(qint64(m_conversations.groups.size()) + 1'000);
    ConversationRecord &record = m_conversations.groups[row];
    if (!record.group)
        record = {row, message.edit->newKey, ConversationKind::Group, {}, 0, 0, GroupRecord()};
    const qint64 seq = qint64(messages[row].size()) + 1;
    record.group->apply(*message.edit, seq);
    return row;
}

void FakeMessageStore::page(const PageQuery &query, PageHandler then)
{
    m_deferred.post([this, query, then = std::move(then)] {
        if (pageFailures > 0 && pageFailures-- > 0) {
            then(diskError());
            return;
        }
        const std::vector<StoredMessage> &log = messages[query.conversation];
        const qint64 size = qint64(log.size());
        const bool isAfter = query.direction == PageQuery::After;
        const qint64 end = isAfter ? std::min(size, query.seq + query.limit)
                                   : (query.seq == 0 ? size : std::min(size, query.seq - 1));
        const qint64 begin = isAfter ? std::min(size, query.seq) : std::max(qint64(0), end - query.limit);
        MessagePage page;
        page.messages.assign(log.begin() + begin, log.begin() + std::max(begin, end));
        if (!query.reader.isNull()) { // the last time of several is enough here
            const GroupMemberRecord *reader =
                m_conversations.groups[query.conversation].group->find(query.reader);
            std::erase_if(page.messages, [reader](const StoredMessage &message) {
                return !reader || message.seq < reader->joinedSeq ||
                       (!reader->isIn() && message.seq > reader->leftSeq);
            });
        }
        page.more = isAfter ? end < size : begin > 0;
        then(page);
    });
}

void FakeMessageStore::savePositions(std::vector<PositionRecord> &&records)
{
    positions.insert(positions.end(), records.begin(), records.end());
}

} // namespace miniqq::testing
