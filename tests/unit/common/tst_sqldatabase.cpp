// SPDX-License-Identifier: MIT
#include "common/sql/database.h"
#include "common/sql/statement.h"
#include "common/sql/transaction.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace miniqq;
using namespace miniqq::sql;

class TestSqlDatabase : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void setsWhatItPromises();
    void keepsTheFilePrivate();
    void refusesWhatItCannotOpen();
    void findsDamage();
    void bindsAndReadsEveryType();
    void reportsAWrongBind();
    void rollsBackUnlessCommitted();
    void tellsConstraintsApart();
    void tellsAFullStorageAndRecovers();
    void tellsALockedDatabase();
    void reopens();
    void countsThePagesOfItsLog();

private:
    DatabaseOptions options(const QString &name)
    {
        DatabaseOptions result;
        result.path = m_folder.filePath(name);
        return result;
    }

    QTemporaryDir m_folder;
};

void TestSqlDatabase::setsWhatItPromises()
{
    auto db = Database::open(options(QStringLiteral("pragmas.db")));
    QVERIFY(db);
    QCOMPARE(*db->queryInt64("PRAGMA synchronous"), qint64(2));
    QCOMPARE(*db->queryInt64("PRAGMA foreign_keys"), qint64(1));
    QCOMPARE(*db->queryInt64("PRAGMA busy_timeout"), qint64(2000));
    auto mode = Statement::prepare(*db, "PRAGMA journal_mode");
    QVERIFY(*mode->step());
    QVERIFY(mode->text(0) == "wal");
}

void TestSqlDatabase::keepsTheFilePrivate()
{
    const DatabaseOptions fresh = options(QStringLiteral("fresh.db"));
    auto db = Database::open(fresh);
    QVERIFY(db && db->exec("CREATE TABLE t (a)"));
    DatabaseOptions open = options(QStringLiteral("open.db"));
    QFile file(open.path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther));
    file.close();
    QVERIFY(Database::open(open));
    const auto foreign = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    for (const QString &path :
         {fresh.path, QString(fresh.path + u"-wal"), QString(fresh.path + u"-shm"), open.path})
        QVERIFY2(!(QFileInfo(path).permissions() & foreign), qPrintable(path));
}

void TestSqlDatabase::refusesWhatItCannotOpen()
{
    const auto nowhere = Database::open(options(QStringLiteral("no/such/folder.db")));
    QVERIFY(!nowhere);
    QVERIFY(nowhere.error().ioError);
    QVERIFY(nowhere.error().text.contains(QStringLiteral("folder.db")));

    QFile file(m_folder.filePath(QStringLiteral("text.db")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(4096, 'x'));
    file.close();
    const auto text = Database::open(options(QStringLiteral("text.db")));
    QVERIFY(!text);
    QVERIFY(text.error().ioError);
}

void TestSqlDatabase::findsDamage()
{
    DatabaseOptions damaged = options(QStringLiteral("damaged.db"));
    {
        auto db = Database::open(damaged);
        QVERIFY(db &&
                db->exec("CREATE TABLE t (a); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                         " WHERE i < 2000) INSERT INTO t SELECT 'some text to fill pages ' || i FROM n"));
        QVERIFY(db->checkpointFully());
    }
    QFile file(damaged.path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(4096 * 3));
    file.write(QByteArray(4096, '\xa5'));
    file.close();
    QVERIFY(Database::open(damaged)); // only looking finds it
    damaged.quickCheck = true;
    const auto refused = Database::open(damaged);
    QVERIFY(!refused);
    QVERIFY(refused.error().ioError);
}

void TestSqlDatabase::bindsAndReadsEveryType()
{
    auto db = Database::open(options(QStringLiteral("types.db")));
    QVERIFY(db->exec("CREATE TABLE t (i, r, s, b, n)"));
    auto insert = Statement::prepare(*db, "INSERT INTO t VALUES (?, ?, ?, ?, ?)");
    QVERIFY(insert);
    const QByteArray text("a\0\xe4\xbd\xa0", 5);
    QVERIFY(
        insert->bind(1, -(1ll << 62)).bindReal(2, 0.5).bindText(3, text).bindBlob(4, text).bindNull(5).run());
    QVERIFY(insert->bind(1, 0).bindText(3, {}).bindBlob(4, {}).run()); // the others stay bound
    auto select = Statement::prepare(*db, "SELECT * FROM t ORDER BY rowid");
    QVERIFY(*select->step());
    QCOMPARE(select->int64(0), -(1ll << 62));
    QCOMPARE(select->real(1), 0.5);
    QVERIFY(select->text(2) == text);
    QVERIFY(select->blob(3) == text);
    QVERIFY(select->isNull(4) && !select->isNull(2));
    QVERIFY(*select->step());
    QCOMPARE(select->real(1), 0.5);
    QVERIFY(!select->isNull(2) && select->text(2).isEmpty());
    QVERIFY(!select->isNull(3) && select->blob(3).isEmpty());
    QVERIFY(!*select->step());
    QVERIFY(*select->step()); // it was reset by itself
}

void TestSqlDatabase::reportsAWrongBind()
{
    auto db = Database::open(options(QStringLiteral("bind.db")));
    auto select = Statement::prepare(*db, "SELECT ?");
    QVERIFY(!select->bind(2, 1).step());
    QVERIFY(*select->bind(1, 1).step());
    QVERIFY(!Statement::prepare(*db, "SELEKT 1"));
}

void TestSqlDatabase::rollsBackUnlessCommitted()
{
    auto db = Database::open(options(QStringLiteral("transaction.db")));
    QVERIFY(db->exec("CREATE TABLE t (a)"));
    {
        auto transaction = Transaction::begin(*db);
        QVERIFY(transaction && db->exec("INSERT INTO t VALUES (1)"));
        QVERIFY(db->inTransaction());
        QVERIFY(!Transaction::begin(*db)); // no nesting
    }
    QVERIFY(!db->inTransaction());
    QCOMPARE(*db->queryInt64("SELECT count(*) FROM t"), qint64(0));
    {
        auto transaction = Transaction::begin(*db);
        QVERIFY(transaction && db->exec("INSERT INTO t VALUES (1)") && transaction->commit());
    }
    QCOMPARE(*db->queryInt64("SELECT count(*) FROM t"), qint64(1));
}

void TestSqlDatabase::tellsConstraintsApart()
{
    auto db = Database::open(options(QStringLiteral("constraint.db")));
    QVERIFY(db->exec("CREATE TABLE t (a INTEGER PRIMARY KEY); INSERT INTO t VALUES (1)"));
    const auto again = db->exec("INSERT INTO t VALUES (1)");
    QVERIFY(!again);
    QVERIFY(again.error().isConstraint());
    QVERIFY(!again.error().ioError && !again.error().storageFull && !again.error().busy);
}

void TestSqlDatabase::tellsAFullStorageAndRecovers()
{
    auto db = Database::open(options(QStringLiteral("full.db")));
    QVERIFY(db->exec("CREATE TABLE t (a); PRAGMA max_page_count=10"));
    const auto full = db->exec("INSERT INTO t VALUES (zeroblob(100000))");
    QVERIFY(!full);
    QVERIFY(full.error().storageFull);
    QVERIFY(!full.error().ioError);
    QVERIFY(db->exec("PRAGMA max_page_count=100000"));
    QVERIFY(db->exec("INSERT INTO t VALUES (zeroblob(100000))"));
}

void TestSqlDatabase::tellsALockedDatabase()
{
    DatabaseOptions impatient = options(QStringLiteral("locked.db"));
    impatient.busyTimeoutMs = 1;
    auto db = Database::open(impatient);
    auto other = Database::open(impatient);
    auto held = Transaction::begin(*other);
    QVERIFY(held);
    const auto refused = Transaction::begin(*db);
    QVERIFY(!refused);
    QVERIFY(refused.error().busy);
    held->rollback();
    QVERIFY(Transaction::begin(*db));
}

void TestSqlDatabase::reopens()
{
    auto db = Database::open(options(QStringLiteral("reopen.db")));
    QVERIFY(db->exec("CREATE TABLE t (a); INSERT INTO t VALUES (7)"));
    QVERIFY(db->reopen());
    QVERIFY(db->isOpen());
    QCOMPARE(*db->queryInt64("SELECT a FROM t"), qint64(7));
    QCOMPARE(*db->queryInt64("PRAGMA synchronous"), qint64(2));
    QCOMPARE(*db->queryInt64("PRAGMA foreign_keys"), qint64(1));
}

void TestSqlDatabase::countsThePagesOfItsLog()
{
    DatabaseOptions own = options(QStringLiteral("wal.db"));
    own.autoCheckpoint = false;
    auto opened = Database::open(own);
    Database db = std::move(*opened); // the count follows the object
    QVERIFY(db.exec("CREATE TABLE t (a)"));
    const int pages = db.walPages();
    QVERIFY(pages > 0);
    QVERIFY(db.exec("INSERT INTO t VALUES (zeroblob(100000))"));
    QVERIFY(db.walPages() > pages + 20);
    QVERIFY(db.checkpoint());
    QVERIFY(db.exec("INSERT INTO t VALUES (1)"));
    QVERIFY(db.walPages() < 5); // it starts over
    QVERIFY(db.checkpointFully());
    QCOMPARE(QFileInfo(QString(own.path + u"-wal")).size(), qint64(0));
}

QTEST_GUILESS_MAIN(TestSqlDatabase)
#include "tst_sqldatabase.moc"
