// SPDX-License-Identifier: MIT
#pragma once

#include "common/wire/frame.h"
#include "server/domain/domain.h"
#include "tests/support/domainharness.h"

#include <functional>
#include <memory>
#include <vector>

namespace miniqq::cost {

/// Stores nothing: gives out places in conversations as the store would, when told to answer.
class NumberingStore final : public server::MessageStore
{
public:
    void setAppendHandler(AppendHandler handler) override { m_handler = std::move(handler); }
    void append(std::vector<server::NewMessage> &&batch) override;
    void page(const server::PageQuery &, PageHandler) override { qFatal("nobody asks for pages here"); }
    void savePositions(std::vector<server::PositionRecord> &&) override {}

    /// What was appended since the last answer is stored now.
    void answer();
    std::function<void()> appended; ///< called at the end of append(); may be empty

private:
    AppendHandler m_handler;
    std::vector<server::NewMessage> m_batch;
    std::vector<qint64> m_lastSeq; // by conversation
};

/// A domain without limits whose stores and hasher cost next to nothing, so that what is counted is its own.
class LightServer
{
public:
    explicit LightServer(server::Outbound &out);

    /// Lets accounts, conversations and passwords be answered, and what waits for its time be told.
    void settle();
    server::Domain &domain() { return *m_domain; }
    NumberingStore &messages() { return m_messages; }

    /// No rate limits, and no time in which anybody would have to be pinged.
    static server::Limits limits();

private:
    testing::ManualClock m_clock;
    testing::Deferred m_deferred;
    testing::FakeAccountStore m_accounts;
    testing::FakeConversationStore m_conversations;
    NumberingStore m_messages;
    testing::FakeFileStore m_files;
    testing::FakeBlobStore m_blobs;
    testing::FakeHasher m_hasher;
    testing::RecordingLog m_log;
    testing::ManualAlarm m_alarm;
    std::unique_ptr<server::Domain> m_domain;
};

/// "p07": all names have the same length, and so do all keys.
QByteArray accountName(int number);

/// The frames with which `account` signs in for the first time: hello and auth.register.
QByteArray signInFrames(const QByteArray &account);

/// The frame of a chat.send from one account to another; `number` makes uuid and id unique and chooses among
/// texts of about 100 bytes: plain, Chinese, and one with quotation marks.
QByteArray sendFrame(const QByteArray &from, const QByteArray &to, int number);

/// Whether a frame carries a message of the type T.
template<class T>
bool isA(QByteArrayView frame)
{
    static const QByteArray start =
        "{\"type\":\"" + QByteArray(T::type.data(), qsizetype(T::type.size())) + '"';
    return frame.sliced(wire::headerSize).startsWith(start);
}

} // namespace miniqq::cost
