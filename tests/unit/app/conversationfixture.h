// SPDX-License-Identifier: MIT
#pragma once

#include "clientfixture.h"

namespace miniqq::client {

/// What a query brings, if anything answers.
inline std::optional<ConversationSlice> loadSlice(ClientFixture &client, const QByteArray &key,
                                                  const StoreQuery &query)
{
    QObject context;
    std::optional<ConversationSlice> slice;
    client->conversations().load(key, query, &context, [&](const ConversationSlice &got) { slice = got; });
    if (!QTest::qWaitFor([&] { return slice.has_value(); }))
        return std::nullopt;
    return slice;
}
/// The places of the messages that a query brings; {-1} if nothing answers.
inline QList<qint64> load(ClientFixture &client, const QByteArray &key, const StoreQuery &query)
{
    const auto slice = loadSlice(client, key, query);
    if (!slice)
        return {-1};
    QList<qint64> seqs;
    for (const Message &message : slice->messages)
        seqs.append(message.seq);
    return seqs;
}
/// The texts of the newest messages, oldest first.
inline QStringList texts(ClientFixture &client, const QByteArray &key)
{
    QStringList found;
    for (const Message &message : loadSlice(client, key, {}).value_or(ConversationSlice()).messages)
        found.append(message.text);
    return found;
}
/// first..last, both included.
inline QList<qint64> span(qint64 first, qint64 last)
{
    QList<qint64> seqs;
    for (qint64 seq = first; seq <= last; ++seq)
        seqs.append(seq);
    return seqs;
}
/// Up to where a conversation is stored without a hole; -1 if there is none.
inline qint64 synced(ClientFixture &client, const QByteArray &key)
{
    const Conversation *conversation = client->conversations().find(key);
    return conversation ? conversation->synced : -1;
}

} // namespace miniqq::client
