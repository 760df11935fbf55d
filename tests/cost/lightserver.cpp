// SPDX-License-Identifier: MIT
#include "tests/cost/lightserver.h"

#include "common/protocol/conversationid.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace miniqq::cost {

using namespace miniqq::server;

void NumberingStore::append(std::vector<NewMessage> &&batch)
{
    m_batch.insert(m_batch.end(), std::make_move_iterator(batch.begin()),
                   std::make_move_iterator(batch.end()));
    if (appended)
        appended();
}

void NumberingStore::answer()
{
    std::vector<AppendResult> results;
    results.reserve(m_batch.size());
    for (const NewMessage &message : m_batch) {
        const auto row = size_t(message.conversation.value());
        if (row >= m_lastSeq.size())
            m_lastSeq.resize(row + 1);
        results.push_back({message.ticket, AppendResult::Stored, ++m_lastSeq[row], message.timeMs, {}});
    }
    m_batch.clear();
    if (!results.empty())
        m_handler(std::move(results));
}

server::Limits LightServer::limits()
{
    constexpr int never = std::numeric_limits<int>::max() / 2;
    Limits limits = testing::DomainHarness::generousLimits();
    limits.framesPerConnection = {};
    limits.bytesPerConnection = {};
    limits.handshakeMs = limits.signInMs = limits.frameMs = limits.pingAfterMs = never;
    limits.deadAfterMs = 2 * never;
    return limits;
}

LightServer::LightServer(Outbound &out)
    : m_accounts(m_deferred)
    , m_conversations(m_deferred)
    , m_files(m_deferred)
    , m_blobs(m_deferred)
    , m_hasher(m_deferred)
{
    const Domain::Parts parts{m_clock,  m_accounts, m_conversations, m_messages, m_files, m_blobs,
                              m_hasher, out,        m_log,           m_alarm};
    m_domain = std::make_unique<Domain>(parts, limits(), ServerProfile{"Cost", true});
    m_domain->start({});
    settle();
}

void LightServer::settle()
{
    m_deferred.run();
    if (m_alarm.atNs) {
        const qint64 waitNs = *std::exchange(m_alarm.atNs, std::nullopt) - m_clock.monotonicNs();
        m_clock.advanceMs(std::max(qint64(0), waitNs) / 1'000'000 + 1);
        m_domain->wake();
    }
}

QByteArray accountName(int number)
{
    return 'p' + QByteArray::number(number).rightJustified(4, '0');
}

QByteArray signInFrames(const QByteArray &account)
{
    return protocol::encodeFrame(protocol::Hello{1, 1, "miniqq-cost", {}}) +
           protocol::encodeFrame(protocol::AuthRegister{account, std::nullopt, "secret of " + account});
}

QByteArray sendFrame(const QByteArray &from, const QByteArray &to, int number)
{
    static const std::array<QByteArray, 3> texts = {
        "Has anybody seen the notes of the last lecture? I looked in the folder, but all I found was week "
        "three.",
        "有人看到上一次课的笔记了吗？我在文件夹里找过，只找到了第三周的内容。",
        "She said: \"It is in the book\", and then - nothing.\nPage 112, I think, or one of the next five; "
        "see for yourself.",
    };
    Uuid uuid;
    uuid.bytes = {1, 0x93, 0x45, 0, 0, 0, 0x70, 0, 0x80, 0, 0, 0, 0, 0, quint8(number >> 8), quint8(number)};
    const protocol::ChatSend message{protocol::directKey(from, to), uuid,
                                     texts[size_t(number) % texts.size()]};
    return protocol::encodeFrame(message, QByteArray::number(number).rightJustified(5, '0'));
}

} // namespace miniqq::cost
