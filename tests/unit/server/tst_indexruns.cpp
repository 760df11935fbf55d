// SPDX-License-Identifier: MIT
#include "common/sql/database.h"
#include "common/sql/migrator.h"
#include "server/store/seqruns.h"
#include "server/store/uuidruns.h"
#include "tests/unit/server/storefixture.h"

#include <QRandomGenerator>

#include <algorithm>
#include <map>

using namespace miniqq;
using namespace miniqq::server;

namespace {

const ConversationRow lobby(1);
const ConversationRow other(2);
const AccountId ada(7);
const AccountId bob(8);

sql::Database makeDatabase(const QString &path)
{
    sql::DatabaseOptions options;
    options.path = path;
    auto db = sql::Database::open(options);
    // One transaction for the whole test: it is not about what survives.
    if (!db || !sql::Migrator(QStringLiteral(":/sql/server")).migrate(*db) || !db->exec("BEGIN"))
        qFatal("no database");
    return std::move(*db);
}

Uuid uuidOf(quint64 number)
{
    Uuid id;
    for (size_t i = 0; i < 8; ++i)
        id.bytes[i] = quint8(number >> (8 * (7 - i)));
    return id;
}

} // namespace

/// The two indexes of the message log, against the plain lists they stand for.
class TestIndexRuns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pagesAreThoseOfAList_data();
    void pagesAreThoseOfAList();
    void aGapBeginsANewRun();
    void runsAreFilled();
    void findsEveryUuid_data();
    void findsEveryUuid();
    void indexesAnOlderDatabaseAnew();

private:
    QTemporaryDir m_folder;
};

void TestIndexRuns::pagesAreThoseOfAList_data()
{
    QTest::addColumn<int>("perPass");
    for (const int perPass : {1, 7, 99, 100, 101, 250})
        QTest::addRow("%d at a time", perPass) << perPass;
}

void TestIndexRuns::pagesAreThoseOfAList()
{
    QFETCH(const int, perPass);
    sql::Database db = makeDatabase(m_folder.filePath(QStringLiteral("pages%1").arg(perPass)));
    SeqRuns runs;
    QVERIFY(runs.open(db));
    constexpr qint64 count = 510;
    std::vector<qint64> all; // [i] is where seq i + 1 lies
    while (qint64(all.size()) < count) {
        std::vector<qint64> pass;
        const qint64 first = qint64(all.size()) + 1;
        for (int i = 0; i < perPass && first + i <= count; ++i)
            pass.push_back((first + i) * 3);
        QVERIFY(runs.append(lobby, first, pass));
        QVERIFY(runs.append(other, first, pass)); // lies between the lobby's, and must not show
        all.insert(all.end(), pass.begin(), pass.end());
    }
    for (qint64 seq = 0; seq <= count + 1; ++seq) {
        for (const size_t limit : {size_t(1), size_t(100), size_t(130)}) {
            std::vector<qint64> after(all.begin() + std::min(seq, count), all.end());
            after.resize(std::min(after.size(), limit));
            QVERIFY2(*runs.after(lobby, seq, limit) == after, qPrintable(QString::number(seq)));
            std::vector<qint64> before(all.begin(), all.begin() + std::max(qint64(0), seq - 1));
            std::reverse(before.begin(), before.end());
            before.resize(std::min(before.size(), limit));
            QVERIFY2(*runs.before(lobby, seq, limit) == before, qPrintable(QString::number(seq)));
        }
    }
    QVERIFY(runs.before(ConversationRow(99), 10, 10)->empty());
    runs.close();
}

void TestIndexRuns::aGapBeginsANewRun()
{
    sql::Database db = makeDatabase(m_folder.filePath(QStringLiteral("gap")));
    SeqRuns runs;
    QVERIFY(runs.open(db));
    QVERIFY(runs.append(lobby, 1, std::vector<qint64>{10, 20}));
    QVERIFY(runs.append(lobby, 5, std::vector<qint64>{50}));
    QCOMPARE(*runs.after(lobby, 0, 9), (std::vector<qint64>{10, 20, 50}));
    QCOMPARE(*runs.after(lobby, 2, 9), (std::vector<qint64>{50}));
    QCOMPARE(*runs.before(lobby, 5, 9), (std::vector<qint64>{20, 10}));
    QCOMPARE(*runs.before(lobby, 4, 1), (std::vector<qint64>{20}));
    runs.close();
}

void TestIndexRuns::runsAreFilled()
{
    sql::Database db = makeDatabase(m_folder.filePath(QStringLiteral("filled")));
    SeqRuns seqs;
    UuidRuns uuids;
    QVERIFY(seqs.open(db) && uuids.open(db));
    for (qint64 i = 1; i <= 3 * LogIds::capacity; ++i) {
        QVERIFY(seqs.append(lobby, i, std::vector<qint64>{i}));
        QVERIFY(uuids.append(ada, std::vector<UuidRuns::Entry>{{uuidOf(quint64(i)), i}}));
    }
    seqs.close();
    uuids.close();
    QCOMPARE(*db.queryInt64("SELECT count(*) FROM message_runs"), qint64(3));
    QCOMPARE(*db.queryInt64("SELECT count(*) FROM uuid_runs"), qint64(3));
    QCOMPARE(*db.queryInt64("SELECT count(*) FROM uuid_singles"), qint64(0));
}

void TestIndexRuns::findsEveryUuid_data()
{
    QTest::addColumn<int>("oneInHowManyIsRandom");
    QTest::newRow("all ascend") << 1'000'000;
    QTest::newRow("one in five comes out of order") << 5;
    QTest::newRow("all random, as version 4") << 1;
}

void TestIndexRuns::findsEveryUuid()
{
    QFETCH(const int, oneInHowManyIsRandom);
    sql::Database db = makeDatabase(m_folder.filePath(QStringLiteral("uuids%1").arg(oneInHowManyIsRandom)));
    UuidRuns runs;
    QVERIFY(runs.open(db));
    QRandomGenerator random(1);
    auto insertLog = sql::Statement::prepare(
        db,
        "INSERT INTO log (id, conversation, seq, sender, uuid, time_ms, text) VALUES (?, 1, ?, ?, ?, 0, '')");
    QVERIFY(insertLog);
    std::map<std::pair<qint64, Uuid>, qint64> known;
    Uuid largest;
    for (qint64 id = 1; id <= 1200;) {
        std::vector<UuidRuns::Entry> pass;
        const AccountId sender = random.bounded(2) ? ada : bob;
        for (int i = random.bounded(1, 150); i > 0; --i, ++id) {
            const bool isRandom = random.bounded(oneInHowManyIsRandom) == 0;
            const Uuid uuid =
                isRandom ? uuidOf(random.generate64() % (quint64(id) << 32)) : uuidOf(quint64(id) << 32);
            known[{sender.value(), uuid}] = id;
            if (sender == ada)
                largest = std::max(largest, uuid);
            pass.push_back({uuid, id});
            const QByteArray bytes = uuid.toBytes();
            QVERIFY(insertLog->bind(1, id).bind(2, id).bind(3, sender.value()).bindBlob(4, bytes).run());
        }
        QVERIFY(runs.append(sender, pass));
    }
    for (const auto &[key, id] : known) {
        QCOMPARE(*runs.find(AccountId(key.first), key.second), std::optional<qint64>(id));
        Uuid beside = key.second;
        beside.bytes[15] ^= 1;
        QCOMPARE(*runs.find(AccountId(key.first), beside), std::optional<qint64>());
        QCOMPARE(*runs.find(AccountId(99), key.second), std::optional<qint64>());
    }
    QCOMPARE(*runs.largest(ada), largest);
    QCOMPARE(*runs.largest(AccountId(99)), Uuid());
    runs.close();
    *insertLog = sql::Statement();
}

void TestIndexRuns::indexesAnOlderDatabaseAnew()
{
    StoreFixture f;
    {
        QFile first(QStringLiteral(":/sql/server/001_initial.sql"));
        QVERIFY(first.open(QIODevice::ReadOnly));
        sql::DatabaseOptions options;
        options.path = f.options.path;
        auto db = sql::Database::open(options);
        QVERIFY(db);
        QVERIFY(db->exec(first.readAll().constData()));
        QVERIFY(db->exec("PRAGMA user_version = 1;"
                         "INSERT INTO log VALUES (1, 1, 1, 7, x'00000000000170000000000000000000', 5, 'one'),"
                         " (2, 1, 2, 7, x'00000000000270000000000000000000', 6, 'two');"
                         "INSERT INTO message_index VALUES (1, 1, 1), (1, 2, 2);"
                         "INSERT INTO uuid_index SELECT sender, uuid, id FROM log;"
                         "UPDATE conversations SET last_seq = 2, last_time_ms = 6;"
                         "UPDATE index_state SET indexed_log_id = 2"));
    }
    const auto state = f.open();
    QVERIFY2(state, qPrintable(f.openError));
    QCOMPARE(state->conversations[0].lastSeq, qint64(2));
    QCOMPARE(f.texts(1), (std::vector<QByteArray>{"one", "two"}));
    NewMessage again = f.message(1, 7, "one"); // the fixture's first id
    QCOMPARE(f.append(again).status, AppendResult::Duplicate);
    f.uuids = 2;
    QCOMPARE(f.append(f.message(1, 7, "three")).seq, qint64(3));
}

QTEST_GUILESS_MAIN(TestIndexRuns)
#include "tst_indexruns.moc"
