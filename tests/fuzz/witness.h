// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/domainharness.h"

#include <map>
#include <set>
#include <tuple>

namespace miniqq::fuzz {

/// Looks at everything a Domain says, and at its stores, and aborts where a promise is broken: each request
/// is answered once, what is acknowledged is stored, nobody is told what they may not read, senders are who
/// they are, entries say what was sent and point at what their senders could read and at who was there, what
/// was taken back is told to nobody, files begin for those who may have them.
class Witness
{
public:
    explicit Witness(testing::DomainHarness &server)
        : m_server(server)
    {}

    /// A request that must have its answer at the end, unless its connection ends before.
    void asked(ConnectionId connection, const QByteArray &id);
    void gone(ConnectionId connection);
    /// To be called before the domain gets it.
    void said(ConnectionId connection, const protocol::ClientMessage &message);
    /// To be called after every single thing that happens, as membership is what it is then.
    void look();
    /// All stores have answered: nothing is owed any more.
    void lookAtTheEnd();

    /// What peers have learned, for others to try.
    const std::vector<QByteArray> &groups() const { return m_groups; }
    const std::vector<QByteArray> &codes() const { return m_codes; }
    const std::vector<QByteArray> &tokens() const { return m_tokens; }
    const std::vector<QByteArray> &files() const { return m_files; }
    const std::vector<QByteArray> &transfers() const { return m_transfers; }
    bool isOpen(ConnectionId connection) const { return !m_ended.contains(connection); }

private:
    struct Span
    {
        qint64 joined = 0;
        qint64 left = 0; // 0: not yet
    };

    /// A place in the log of a conversation.
    using Place = std::pair<QByteArray, qint64>;

    void readMembers();
    void readOwners();
    void heardPiece(ConnectionId connection, QByteArrayView payload) const;
    void begun(ConnectionId connection, const protocol::FileBegin &begin);
    protocol::ChatMessage truthOf(const server::StoredMessage &message) const;
    bool wasSaid(const QByteArray &conversation, const protocol::ChatMessage &entry) const;
    void checkLinks(const QByteArray &conversation, const protocol::ChatMessage &entry) const;
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
    std::map<std::pair<QByteArray, Uuid>, std::vector<protocol::ChatSend>> m_said; // by sender and uuid
    std::set<std::tuple<QByteArray, Uuid, Place>> m_asked; // recalls: by whom, under which uuid, of what
    std::set<Place> m_gone;                                // what was taken back, as soon as anybody was told
    std::set<std::pair<server::ConversationRow, server::AccountId>> m_keepers; // of order, now or before
    std::set<ConnectionId> m_knowRecalls;
    std::set<std::pair<ConnectionId, Uuid>> m_begun; // transfers, and whose they are
    std::map<Uuid, server::AccountId> m_owners;      // of files, those included that were dropped
    std::vector<QByteArray> m_groups, m_codes, m_tokens, m_files, m_transfers;
    protocol::JsonDocument m_scratch;
};

} // namespace miniqq::fuzz
