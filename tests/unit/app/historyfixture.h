// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/messagelistmodel.h"
#include "conversationfixture.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include <algorithm>

namespace miniqq::client {

/// A server that is restored, and what its messengers show then.
class HistoryFixture
{
protected:
    SystemClock m_clock;
    UuidV7Generator m_ids{m_clock};

    static QStringList texts(const MessageListModel &model)
    {
        QStringList found;
        for (int row = 0; row < model.rowCount(); ++row) {
            const QModelIndex index = model.index(row);
            const bool lost = index.data(MessageListModel::LostRole).toBool();
            found.append(index.data().toString() + (lost ? QStringLiteral(" lost") : QStringLiteral("")));
        }
        return found;
    }
    /// What a conversation shows from its beginning to its end.
    static QStringList shown(ClientFixture &client, const QByteArray &key)
    {
        MessageListModel model(*client);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy opened(&model, &MessageListModel::opened);
        model.setConversation(key);
        if (!opened.wait())
            return {QStringLiteral("not opened")};
        while (model.canFetchOlder()) {
            model.fetchOlder();
            if (!QTest::qWaitFor([&] { return !model.isLoading(); }))
                return {QStringLiteral("not loaded")};
        }
        return texts(model);
    }
    void sayMany(FakeServer &server, const QByteArray &key, const QByteArray &prefix, int from, int to)
    {
        for (int i = from; i <= to; ++i)
            server.say(key, "bob", prefix + QByteArray::number(i));
    }
    /// As a restore does: back to `end` messages, and another name.
    void restore(FakeServer &server, size_t end)
    {
        for (auto &[key, log] : server.logs)
            log.resize(std::min(log.size(), end));
        for (auto &[key, positions] : server.mine)
            positions = {std::min(positions.received, qint64(end)), std::min(positions.read, qint64(end))};
        server.history = m_ids.next();
        server.token.clear();
    }
    /// The token is of no use any more: by password, as people do.
    static void comeBack(FakeServer &server, ClientFixture &client)
    {
        server.cut();
        QTRY_COMPARE(client->state(), ConnectionState::Refused);
        client.signIn();
        QTRY_VERIFY(client->isOnline());
    }
};

} // namespace miniqq::client
