// SPDX-License-Identifier: MIT
#include "common/sql/database.h"
#include "common/sql/migrator.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace miniqq;
using namespace miniqq::sql;

class TestMigrator : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void startsFromEveryVersion_data();
    void startsFromEveryVersion();
    void copiesBeforeItChanges();
    void refusesANewerDatabase();
    void aFailedStepChangesNothing();
    void wantsStepsWithoutGaps();
    void doesNothingTwice();

private:
    void writeStep(const char *name, const QByteArray &sql)
    {
        QFile file(m_steps + u'/' + QString::fromLatin1(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(sql);
    }
    Result<Database, SqlError> open()
    {
        DatabaseOptions options;
        options.path = m_path;
        return Database::open(options);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_steps;
    QString m_path;
};

void TestMigrator::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_steps = m_folder->filePath(QStringLiteral("steps"));
    m_path = m_folder->filePath(QStringLiteral("data.db"));
    QVERIFY(QDir().mkdir(m_steps));
    writeStep("001_initial.sql", "CREATE TABLE t (a); INSERT INTO t VALUES (1);");
    writeStep("002_more.sql", "ALTER TABLE t ADD COLUMN b; UPDATE t SET b = 2;");
    writeStep("003_most.sql", "ALTER TABLE t ADD COLUMN c; UPDATE t SET c = 3;");
}

void TestMigrator::startsFromEveryVersion_data()
{
    QTest::addColumn<int>("version");
    for (int version = 0; version <= 3; ++version)
        QTest::addRow("%d", version) << version;
}

void TestMigrator::startsFromEveryVersion()
{
    QFETCH(const int, version);
    auto db = open();
    const QString past = m_folder->filePath(QStringLiteral("past"));
    QVERIFY(QDir().mkdir(past));
    const QStringList steps = QDir(m_steps).entryList(QDir::Files, QDir::Name);
    for (int i = 0; i < version; ++i)
        QVERIFY(QFile::copy(m_steps + u'/' + steps[i], past + u'/' + steps[i]));
    QVERIFY(Migrator(past).migrate(*db));
    QCOMPARE(*db->queryInt64("PRAGMA user_version"), qint64(version));

    const auto migrated = Migrator(m_steps).migrate(*db);
    QVERIFY2(migrated, migrated ? "" : qPrintable(migrated.error().text));
    QCOMPARE(*db->queryInt64("PRAGMA user_version"), qint64(3));
    QCOMPARE(*db->queryInt64("SELECT a + b + c FROM t"), qint64(6));
}

void TestMigrator::copiesBeforeItChanges()
{
    {
        auto db = open();
        QVERIFY(db->exec("CREATE TABLE t (a); INSERT INTO t VALUES (41); PRAGMA user_version=1"));
        QVERIFY(Migrator(m_steps).migrate(*db));
    }
    const QString copy = m_path + QStringLiteral(".v1.bak");
    QVERIFY(QFileInfo(copy).size() > 0);
    QVERIFY(!(QFileInfo(copy).permissions() & (QFile::ReadGroup | QFile::ReadOther)));
    DatabaseOptions options;
    options.path = copy;
    auto old = Database::open(options);
    QCOMPARE(*old->queryInt64("PRAGMA user_version"), qint64(1));
    QCOMPARE(*old->queryInt64("SELECT a FROM t"), qint64(41));
    QVERIFY(!old->queryInt64("SELECT b FROM t"));
}

void TestMigrator::refusesANewerDatabase()
{
    auto db = open();
    QVERIFY(db->exec("CREATE TABLE future (a); PRAGMA user_version=4"));
    const auto refused = Migrator(m_steps).migrate(*db);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, SqlError::newerSchema);
    QVERIFY(refused.error().text.contains(QStringLiteral("newer version")));
    QCOMPARE(*db->queryInt64("PRAGMA user_version"), qint64(4));
    QCOMPARE(*db->queryInt64("SELECT count(*) FROM sqlite_schema"), qint64(1));
}

void TestMigrator::aFailedStepChangesNothing()
{
    writeStep("003_most.sql",
              "ALTER TABLE t ADD COLUMN c; UPDATE t SET c = 3; INSERT INTO missing VALUES (1);");
    auto db = open();
    const auto failed = Migrator(m_steps).migrate(*db);
    QVERIFY(!failed);
    QVERIFY(failed.error().text.contains(QStringLiteral("003_most.sql")));
    QCOMPARE(*db->queryInt64("PRAGMA user_version"), qint64(2));
    QVERIFY(!db->queryInt64("SELECT c FROM t"));
    QVERIFY(!db->inTransaction());

    writeStep("003_most.sql", "ALTER TABLE t ADD COLUMN c; UPDATE t SET c = 3;");
    QVERIFY(Migrator(m_steps).migrate(*db));
    QCOMPARE(*db->queryInt64("SELECT a + b + c FROM t"), qint64(6));
}

void TestMigrator::wantsStepsWithoutGaps()
{
    QVERIFY(QFile::remove(m_steps + QStringLiteral("/002_more.sql")));
    auto db = open();
    const auto refused = Migrator(m_steps).migrate(*db);
    QVERIFY(!refused);
    QVERIFY(refused.error().text.contains(QStringLiteral("003_most.sql")));
    QCOMPARE(*db->queryInt64("PRAGMA user_version"), qint64(0));
}

void TestMigrator::doesNothingTwice()
{
    auto db = open();
    QVERIFY(Migrator(m_steps).migrate(*db));
    QVERIFY(Migrator(m_steps).migrate(*db));
    QCOMPARE(*db->queryInt64("SELECT count(*) FROM t"), qint64(1));
    QVERIFY(QDir(m_folder->path()).entryList({QStringLiteral("*.bak")}).isEmpty());
}

QTEST_GUILESS_MAIN(TestMigrator)
#include "tst_migrator.moc"
