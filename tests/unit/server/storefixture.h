// SPDX-License-Identifier: MIT
#pragma once

#include "server/store/serverstore.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <optional>
#include <vector>

namespace miniqq::server {

constexpr int patienceMs = 20'000;

/// Lets the event loop run until `value` is set.
template<class T>
T awaitValue(const std::optional<T> &value)
{
    if (!QTest::qWaitFor([&value] { return value.has_value(); }, patienceMs))
        qFatal("an answer of the store never came");
    return *value;
}

/// A ServerStore in a folder of its own whose answers can be waited for.
class StoreFixture
{
public:
    StoreFixture() { options.path = folder.filePath(QStringLiteral("server.db")); }

    /// Opens the store; a null result means that it was refused, and `openError` says why.
    std::optional<ServerState> open()
    {
        store = std::make_unique<ServerStore>(options);
        results.clear();
        bool answered = false;
        std::optional<ServerState> state;
        store->messages().setAppendHandler([this](std::vector<AppendResult> &&batch) {
            ++resultBatches;
            results.insert(results.end(), batch.begin(), batch.end());
        });
        store->open([&](Result<ServerState, StoreError> &&opened) {
            answered = true;
            if (opened)
                state = std::move(*opened);
            else
                openError = opened.error().text;
        });
        if (!QTest::qWaitFor([&answered] { return answered; }, patienceMs))
            qFatal("the store never opened");
        return state;
    }

    void close() { store.reset(); }

    /// Makes the conversations 2 to `last`; the first is the lobby.
    void makeConversations(int last)
    {
        for (int i = 2; i <= last; ++i) {
            std::optional<Result<ConversationRecord, StoreError>> made;
            store->conversations().create("d:" + QByteArray::number(i), ConversationKind::Direct, {},
                                          [&made](const auto &result) { made = result; });
            if (awaitValue(made)->row.value() != i)
                qFatal("conversation %d has another number", i);
        }
    }

    NewMessage message(qint64 conversation, qint64 sender, const QByteArray &text, Uuid uuid)
    {
        return {ConversationRow(conversation), AccountId(sender), uuid, ++now, text, ++tickets};
    }
    NewMessage message(qint64 conversation, qint64 sender, const QByteArray &text)
    {
        return message(conversation, sender, text, nextUuid());
    }

    /// Ids that ascend, as version 7 does.
    Uuid nextUuid()
    {
        Uuid id;
        const quint64 number = ++uuids;
        for (size_t i = 0; i < 6; ++i)
            id.bytes[i] = quint8(number >> (8 * (5 - i)));
        id.bytes[6] = 0x70;
        return id;
    }

    /// Appends one batch and waits for all its results.
    std::vector<AppendResult> append(std::vector<NewMessage> batch)
    {
        const size_t before = results.size();
        const size_t count = batch.size();
        store->messages().append(std::move(batch));
        awaitResults(before + count);
        return std::vector<AppendResult>(results.begin() + qptrdiff(before), results.end());
    }
    AppendResult append(const NewMessage &one) { return append(std::vector<NewMessage>{one}).front(); }

    void awaitResults(size_t count)
    {
        if (!QTest::qWaitFor([this, count] { return results.size() >= count; }, patienceMs))
            qFatal("results of the store never came");
    }

    Result<MessagePage, StoreError> page(const PageQuery &query)
    {
        std::optional<Result<MessagePage, StoreError>> answer;
        store->messages().page(query, [&answer](const auto &result) { answer = result; });
        return awaitValue(answer);
    }
    /// The texts of a whole conversation, in order of seq; checks that seq has neither gaps nor doubles.
    std::vector<QByteArray> texts(qint64 conversation)
    {
        std::vector<QByteArray> all;
        for (bool more = true; more;) {
            const auto next =
                page({ConversationRow(conversation), PageQuery::After, qint64(all.size()), 1000});
            if (!next)
                qFatal("reading failed: %s", qPrintable(next.error().text));
            for (const StoredMessage &message : next->messages) {
                all.push_back(message.text);
                if (message.seq != qint64(all.size()))
                    qFatal("seq %lld where %zu was due", message.seq, all.size());
            }
            more = next->more;
        }
        return all;
    }

    void awaitIndexed()
    {
        if (!QTest::qWaitFor([this] { return store->statistics().unindexedMessages == 0; }, patienceMs))
            qFatal("the index never followed");
    }

    /// What a crash would leave: the database and its log, copied while the store has them open. The store
    /// must be idle.
    void copyTo(StoreFixture &other) const
    {
        for (const QString &suffix : {QString(), QStringLiteral("-wal")})
            QFile::copy(QString(options.path + suffix), QString(other.options.path + suffix));
    }

    QTemporaryDir folder;
    ServerStore::Options options;
    std::unique_ptr<ServerStore> store;
    std::vector<AppendResult> results;
    int resultBatches = 0;
    QString openError;
    qint64 now = 1'700'000'000'000;
    quint64 tickets = 0;
    quint64 uuids = 0;
};

} // namespace miniqq::server
