// SPDX-License-Identifier: MIT
#include "common/sql/database.h"
#include "common/sql/statement.h"
#include "common/sql/transaction.h"
#include "tests/support/faultvfs.h"

#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>

using namespace miniqq;
using namespace miniqq::sql;

class TestGatheringVfs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aCommitIsFewWrites();
    void othersSeeWhatWasCommitted();
    void ownUncommittedPagesAreRead();
    void aCheckpointIsFewWrites();
    void aWriteThatFailsFailsTheCommit();
    void whatWasSyncedOutlivesAPowerCut();
    void anUnknownVfsBelowIsTold();

private:
    DatabaseOptions options(const char *name) const
    {
        DatabaseOptions result;
        result.path = m_folder.filePath(QString::fromLatin1(name));
        result.autoCheckpoint = false;
        result.vfs = m_vfs.name();
        return result;
    }
    /// A database with an empty table in it, its log emptied.
    Database withTable(const char *name) const
    {
        auto db = Database::open(options(name));
        if (!db || !db->exec("CREATE TABLE t (a)") || !db->checkpointFully())
            qFatal("no database");
        return std::move(*db);
    }
    /// Rows of a quarter page each.
    static Result<Done, SqlError> fill(Database &db, int rows)
    {
        const QByteArray sql = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " +
                               QByteArray::number(rows) + ") INSERT INTO t SELECT randomblob(1000) FROM n";
        return db.exec(sql.constData());
    }

    QTemporaryDir m_folder;
    test::FaultVfs m_vfs{"gathering-test"};
};

void TestGatheringVfs::initTestCase()
{
    QVERIFY(m_folder.isValid());
}

void TestGatheringVfs::aCommitIsFewWrites()
{
    Database db = withTable("commit.db");
    QVERIFY(fill(db, 1)); // the log's own header, too
    const int before = m_vfs.writes();
    const int syncs = m_vfs.syncs();
    QVERIFY(fill(db, 80)); // more than 20 pages, each with a header: more than 40 writes
    QVERIFY(db.walPages() > 20);
    QCOMPARE(m_vfs.syncs() - syncs, 1);
    QCOMPARE(m_vfs.writes() - before, 1);

    const int again = m_vfs.writes();
    QVERIFY(fill(db, 400)); // some 100 pages are more than is held back at once
    QVERIFY2(m_vfs.writes() - again <= 5, qPrintable(QString::number(m_vfs.writes() - again)));
}

void TestGatheringVfs::othersSeeWhatWasCommitted()
{
    Database writer = withTable("others.db");
    auto reader = Database::open(options("others.db"));
    QVERIFY(reader);
    for (int rows = 1; rows <= 100; ++rows) {
        QVERIFY(fill(writer, 1));
        QCOMPARE(*reader->queryInt64("SELECT count(*) FROM t"), qint64(rows));
    }
    QVERIFY(writer.checkpoint());
    QCOMPARE(*reader->queryInt64("SELECT sum(length(a)) FROM t"), qint64(100'000));
}

void TestGatheringVfs::ownUncommittedPagesAreRead()
{
    Database db = withTable("spilled.db");
    QVERIFY(db.exec("PRAGMA cache_size=10")); // pages, so most of them leave the memory before the commit
    QVERIFY(fill(db, 40));
    const qint64 sum = *db.queryInt64("SELECT sum(hex(a) LIKE '%A%') FROM t");
    {
        const auto transaction = Transaction::begin(db);
        QVERIFY(transaction);
        QVERIFY(fill(db, 400));
        QCOMPARE(*db.queryInt64("SELECT count(*) FROM t WHERE length(a) = 1000"), qint64(440));
    } // and rolled back
    QCOMPARE(*db.queryInt64("SELECT count(*) FROM t"), qint64(40));
    QCOMPARE(*db.queryInt64("SELECT sum(hex(a) LIKE '%A%') FROM t"), sum);
    QVERIFY(fill(db, 40));
    QCOMPARE(*db.queryInt64("SELECT count(*) FROM t WHERE length(a) = 1000"), qint64(80));
    auto check = Statement::prepare(db, "PRAGMA integrity_check");
    QVERIFY(*check->step());
    QCOMPARE(check->text(0), QByteArrayView("ok"));
}

void TestGatheringVfs::aCheckpointIsFewWrites()
{
    Database db = withTable("checkpoint.db");
    QVERIFY(fill(db, 400));
    const int before = m_vfs.writes();
    QVERIFY(db.checkpoint());
    QVERIFY2(m_vfs.writes() - before <= 8, qPrintable(QString::number(m_vfs.writes() - before)));
}

void TestGatheringVfs::aWriteThatFailsFailsTheCommit()
{
    Database db = withTable("failing.db");
    m_vfs.failWrites(SQLITE_FULL, 1);
    const auto filled = fill(db, 80);
    QVERIFY(!filled);
    QVERIFY(filled.error().storageFull);
    QVERIFY(db.reopen());
    QCOMPARE(*db.queryInt64("SELECT count(*) FROM t"), qint64(0));
    QVERIFY(fill(db, 80));
    QCOMPARE(*db.queryInt64("SELECT count(*) FROM t"), qint64(80));
}

void TestGatheringVfs::whatWasSyncedOutlivesAPowerCut()
{
    Database db = withTable("power.db");
    for (int commits = 1; commits <= 20; ++commits) {
        QVERIFY(fill(db, 7));
        if (commits == 10)
            QVERIFY(db.checkpoint());
        const auto open = Transaction::begin(db);
        QVERIFY(open);
        QVERIFY(fill(db, 3)); // not committed: must not be there afterwards
        const QString copy = m_folder.filePath(QStringLiteral("copy.db"));
        QFile::remove(copy + QStringLiteral("-shm"));
        m_vfs.cutPower(options("power.db").path, copy, quint32(commits));
        DatabaseOptions after;
        after.path = copy;
        auto recovered = Database::open(after);
        QVERIFY(recovered);
        QCOMPARE(*recovered->queryInt64("SELECT count(*) FROM t"), qint64(7 * commits));
    }
}

void TestGatheringVfs::anUnknownVfsBelowIsTold()
{
    DatabaseOptions wrong = options("wrong.db");
    wrong.vfs = "nobody-registered-this";
    QVERIFY(!Database::open(wrong));
}

QTEST_GUILESS_MAIN(TestGatheringVfs)
#include "tst_gatheringvfs.moc"
