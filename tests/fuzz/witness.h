// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/domainharness.h"

#include <map>
#include <set>
#include <tuple>

namespace miniqq::fuzz {

/// Looks at everything a Domain says, and at its stores, and aborts where a promise is broken: each request
/// is answered once, what is acknowledged is stored, nobody is told what they may not read, senders are who
/// they are.
class Witness
{
public:
    explicit Witness(testing::DomainHarness &server)
        : m_server(server)
    {}

    /// A request that must have its answer at the end, unless its connection ends before.
    void asked(ConnectionId connection, const QByteArray &id);
    void gone(ConnectionId connection);
    /// To be called after every single thing that happens, as membership is what it is then.
    void look();
    /// All stores have answered: nothing is owed any more.
    void lookAtTheEnd();

    /// What peers have learned, for others to try.
    const std::vector<QByteArray> &groups() const { return m_groups; }
    const std::vector<QByteArray> &codes() const { return m_codes; }
    const std::vector<QByteArray> &tokens() const { return m_tokens; }
    bool isOpen(ConnectionId connection) const { return !m_ended.contains(connection); }

private:
    struct Span
    {
        qint64 joined = 0;
        qint64 left = 0; // 0: not yet
    };

    void readMembers();
    void heard(ConnectionId connection, QByteArrayView payload);
    void told(ConnectionId connection, const QByteArray &conversation, const protocol::ChatMessage &entry);
    void stored(const QByteArray &conversation, const Uuid &uuid, qint64 seq, const QByteArray &sender);
    bool mayRead(const QByteArray &account, const QByteArray &conversation, qint64 seq) const;
    const server::StoredMessage *find(const QByteArray &conversation, qint64 seq) const;
    QByteArray nameOf(server::AccountId account) const;
    server::AccountId idOf(const QByteArray &account) const;
    server::ConversationRow rowOf(const QByteArray &conversation) const;

    testing::DomainHarness &m_server;
    size_t m_seen = 0; // of what was sent
    std::set<ConnectionId> m_ended;
    std::map<ConnectionId, QByteArray> m_signedIn;
    std::map<qint64, QByteArray> m_sessions;                   // whose they are
    std::map<std::pair<ConnectionId, QByteArray>, int> m_owed; // answers so far
    std::map<std::pair<server::ConversationRow, server::AccountId>, std::vector<Span>> m_spans;
    std::set<std::tuple<ConnectionId, QByteArray, qint64>> m_delivered;
    std::vector<QByteArray> m_groups, m_codes, m_tokens;
    protocol::JsonDocument m_scratch;
};

} // namespace miniqq::fuzz
