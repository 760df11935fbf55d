// SPDX-License-Identifier: MIT
#include "common/sql/database.h"
#include "common/sql/migrator.h"
#include "common/sql/statement.h"
#include "tests/support/faultvfs.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace miniqq;
using namespace miniqq::sql;
using miniqq::test::FaultVfs;

namespace {

const QString stepsFolder = QStringLiteral(":/sql/server");

Database opened(const QString &path, const QByteArray &vfs = {})
{
    DatabaseOptions options;
    options.path = path;
    options.vfs = vfs;
    auto db = Database::open(options);
    if (!db)
        qFatal("%s", qPrintable(db.error().text));
    return std::move(*db);
}

QByteArray text(Database &db, const char *sql)
{
    auto select = Statement::prepare(db, sql);
    if (!select)
        return select.error().text.toUtf8();
    QByteArrayList rows;
    for (auto row = select->step(); row && *row; row = select->step())
        rows << select->text(0).toByteArray();
    return rows.join('\n');
}

QByteArray schema(Database &db)
{
    return text(db, "SELECT name || ': ' || sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name");
}

/// What somebody said, and, where there are groups, who was in one.
QByteArray content(Database &db)
{
    QByteArray all = text(db, "SELECT name FROM accounts ORDER BY id") + '|' +
                     text(db, "SELECT seq || text FROM log ORDER BY id");
    if (*db.queryInt64("PRAGMA user_version") >= 3)
        all += '|' + text(db, "SELECT account || ' ' || joined_seq || ' ' || left_seq FROM group_members");
    return all;
}

} // namespace

/// The power goes at any moment while a server's database is brought to a newer form: what the disk holds
/// then is the old form or the new one, with everything in it, and the copy of before once the new one is.
class TestMigrationCuts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void oldOrNewAtEveryMoment_data();
    void oldOrNewAtEveryMoment();

private:
    /// Brings the database to `version`.
    void migrate(Database &db, int version);
    void fill(Database &db, int version);
    void check(const QString &cut, int from, const QByteArray &before);

    QTemporaryDir m_folder;
    int m_newest = Migrator(stepsFolder).newestVersion();
    std::vector<QByteArray> m_schemas; // of each version
};

void TestMigrationCuts::migrate(Database &db, int version)
{
    const QStringList steps = QDir(stepsFolder).entryList(QDir::Files, QDir::Name);
    const QString folder = m_folder.filePath(QString(QStringLiteral("steps") + QString::number(version)));
    if (QDir().mkdir(folder)) {
        for (int i = 0; i < version; ++i)
            QVERIFY(QFile::copy(stepsFolder + u'/' + steps[i], folder + u'/' + steps[i]));
    }
    const auto done = Migrator(folder).migrate(db);
    QVERIFY2(done, done ? "" : qPrintable(done.error().text));
}

void TestMigrationCuts::initTestCase()
{
    for (int version = 0; version <= m_newest; ++version) {
        Database db = opened(m_folder.filePath(QStringLiteral("form%1.db").arg(version)));
        migrate(db, version);
        m_schemas.push_back(schema(db));
    }
}

void TestMigrationCuts::fill(Database &db, int version)
{
    QVERIFY(db.exec("WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 40)"
                    "INSERT INTO accounts (name, skeleton, display, password_hash, created_ms)"
                    " SELECT 'name' || i, 'name' || i, 'x', 'x', 1 FROM n"));
    QVERIFY(db.exec("INSERT INTO conversations (key, kind) VALUES ('g:one', 2)"));
    QVERIFY(db.exec("WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 200)"
                    "INSERT INTO log (conversation, seq, sender, uuid, time_ms, text)"
                    " SELECT 1, i, 1, x'00', 1, 'text' FROM n"));
    if (version < 3)
        return;
    QVERIFY(db.exec("INSERT INTO groups (conversation, title) VALUES (1, 'now');"
                    "INSERT INTO group_members (conversation, account, joined_seq, left_seq, role)"
                    " SELECT 1, id, 1, id % 2 * 50, 0 FROM accounts"));
    const QByteArray changes = version < 7 ? "group_changes" : "log_details"; // as they are called since
    const QByteArray insert = "INSERT INTO " + changes +
                              " SELECT id, '{\"what\":\"renamed\",\"title\":\"' || seq || '\"}'"
                              " FROM log WHERE seq % 20 = 1";
    QVERIFY(db.exec(insert.constData()));
}

void TestMigrationCuts::oldOrNewAtEveryMoment_data()
{
    QTest::addColumn<int>("from");
    for (int from = 0; from < m_newest; ++from)
        QTest::addRow("from %d", from) << from;
}

void TestMigrationCuts::oldOrNewAtEveryMoment()
{
    QFETCH(int, from);
    QTemporaryDir folder;
    FaultVfs vfs("migration" + QByteArray::number(from));
    const QString path = folder.filePath(QStringLiteral("server.db"));
    const QString copy = QStringLiteral(".v%1.bak").arg(from);
    QByteArray before;
    {
        Database db = opened(path, vfs.name());
        migrate(db, from);
        if (from > 0) {
            fill(db, from);
            before = content(db);
        }
    }
    int cuts = 0;
    vfs.setBeforeChange([&](const QString &) {
        const QString cut = folder.filePath(QStringLiteral("cut%1.db").arg(cuts));
        vfs.cutPower(path, cut, quint32(cuts));
        vfs.cutPower(path + copy, cut + copy, quint32(cuts));
        ++cuts;
    });
    {
        Database db = opened(path, vfs.name());
        migrate(db, m_newest);
    }
    QVERIFY(cuts > 10);
    for (int i = 0; i < cuts && !QTest::currentTestFailed(); ++i)
        check(folder.filePath(QStringLiteral("cut%1.db").arg(i)), from, before);
}

void TestMigrationCuts::check(const QString &cut, int from, const QByteArray &before)
{
    const auto isWhole = [](Database &db) { return text(db, "PRAGMA integrity_check") == "ok"; };
    Database db = opened(cut);
    QVERIFY2(isWhole(db), qPrintable(cut));
    const int version = int(*db.queryInt64("PRAGMA user_version"));
    QVERIFY2(version >= from, qPrintable(cut));
    QCOMPARE(schema(db), m_schemas[size_t(version)]);
    const bool hasData = from > 0;
    if (hasData)
        QVERIFY(content(db).startsWith(before));
    if (hasData && version > from) {
        Database copy = opened(cut + QStringLiteral(".v%1.bak").arg(from));
        QVERIFY2(isWhole(copy), qPrintable(cut));
        QCOMPARE(int(*copy.queryInt64("PRAGMA user_version")), from);
        QCOMPARE(content(copy), before);
    }
    migrate(db, m_newest); // and on it goes
    QCOMPARE(schema(db), m_schemas.back());
    if (hasData)
        QVERIFY(content(db).startsWith(before));
}

QTEST_GUILESS_MAIN(TestMigrationCuts)
#include "tst_migrationcuts.moc"
