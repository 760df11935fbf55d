// SPDX-License-Identifier: MIT
#include "common/sql/database.h"
#include "common/sql/migrator.h"
#include "server/store/storeengine.h"
#include "tests/cost/cost.h"

#include <QTemporaryDir>

#include <stdexcept>

namespace miniqq::cost {
namespace {

using namespace miniqq::server;

constexpr int conversations = 50;
constexpr int batches = 20;
constexpr int batchSize = 100;

template<class T>
T valueOf(Result<T, sql::SqlError> &&result)
{
    if (!result)
        throw std::runtime_error(result.error().text.toStdString());
    return std::move(*result);
}

sql::Database openDatabase(const QString &path)
{
    sql::DatabaseOptions options;
    options.path = path;
    options.autoCheckpoint = false;
    sql::Database database = valueOf(sql::Database::open(options));
    valueOf(sql::Migrator(QStringLiteral(":/sql/server")).migrate(database));
    return database;
}

/// The store's engine on a database of its own, and senders whose ids ascend.
class Store
{
public:
    Store()
        : m_database(openDatabase(m_folder.filePath(QStringLiteral("server.db"))))
        , m_engine(m_options, m_meter)
    {
        for (int i = 0; i < conversations; ++i) {
            const QByteArray insert =
                "INSERT INTO conversations (key, kind) VALUES ('d:" + QByteArray::number(i) + "', 1)";
            valueOf(m_database.exec(insert.constData()));
        }
        valueOf(m_engine.open(m_database));
    }
    ~Store() { m_engine.close(); }

    std::vector<NewMessage> nextBatch()
    {
        std::vector<NewMessage> batch;
        for (int i = 0; i < batchSize; ++i) {
            const int number = m_messages++;
            Uuid uuid;
            uuid.bytes = {1, 0x93, 0x45, 0, quint8(number >> 8), quint8(number), 0x70};
            batch.push_back({ConversationRow(2 + number % conversations),
                             AccountId(1 + number % conversations), uuid, 1'700'000'000'000 + number,
                             QByteArray(100, char('a' + number % 26)), quint64(number)});
        }
        return batch;
    }
    void commit(const std::vector<NewMessage> &batch)
    {
        for (const AppendResult &result : m_engine.commit(m_database, batch, {})) {
            if (result.status != AppendResult::Stored)
                throw std::runtime_error("a message was not stored");
        }
    }
    /// Lets the index follow.
    void rest()
    {
        if (!m_engine.doIdleWork(m_database) || m_meter.snapshot().unindexedMessages != 0)
            throw std::runtime_error("the index was not written");
    }

private:
    QTemporaryDir m_folder;
    ServerStore::Options m_options;
    StoreMeter m_meter;
    sql::Database m_database;
    StoreEngine m_engine;
    int m_messages = 0;
};

} // namespace

int appendMessages()
{
    Store store;
    store.commit(store.nextBatch()); // the first one of each sender is looked up
    store.rest();
    std::vector<std::vector<NewMessage>> written;
    for (int i = 0; i < batches; ++i)
        written.push_back(store.nextBatch());

    beginCounting();
    for (const std::vector<NewMessage> &batch : written) {
        const Counted counted;
        store.commit(batch);
    }
    return batches * batchSize;
}

int indexMessages()
{
    Store store;
    store.commit(store.nextBatch());
    store.rest();
    for (int i = 0; i < batches; ++i)
        store.commit(store.nextBatch());

    beginCounting();
    const Counted counted;
    store.rest();
    return batches * batchSize;
}

} // namespace miniqq::cost
