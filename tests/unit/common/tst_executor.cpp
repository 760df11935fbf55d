// SPDX-License-Identifier: MIT
#include "common/sql/executor.h"
#include "common/sql/statement.h"

#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace miniqq;
using namespace miniqq::sql;

class TestExecutor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void runsElsewhereAndAnswersHere();
    void keepsTheOrder();
    void dropsAnswersForTheDead();
    void finishesWhenStopped();
    void diesWithAnswersUnderWay();
    void mayBeDestroyedByAnAnswer();
    void reportsThatItCannotOpen();
    void neverStarted();
    void postsLater();
    void nothingFollowsTheLastJob();

private:
    Executor::Options options() const
    {
        Executor::Options result;
        result.database.path = m_folder->filePath(QStringLiteral("data.db"));
        return result;
    }
    void start(Executor &executor)
    {
        std::optional<bool> opened;
        executor.start(this, [&opened](auto &&result) { opened = result.ok(); });
        QTRY_VERIFY(opened);
        QVERIFY(*opened);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestExecutor::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestExecutor::runsElsewhereAndAnswersHere()
{
    Executor executor(options());
    start(executor);
    QThread *jobThread = nullptr;
    QThread *answerThread = nullptr;
    executor.run(
        this,
        [&jobThread](Database &db) {
            jobThread = QThread::currentThread();
            return db.queryInt64("SELECT 6 * 7");
        },
        [&answerThread](Result<qint64, SqlError> &&answer) {
            QCOMPARE(*answer, qint64(42));
            answerThread = QThread::currentThread();
        });
    QVERIFY(!answerThread); // never from within the call
    QTRY_VERIFY(answerThread);
    QCOMPARE(answerThread, QThread::currentThread());
    QVERIFY(jobThread && jobThread != answerThread);
}

void TestExecutor::keepsTheOrder()
{
    Executor executor(options());
    std::vector<int> jobs;
    std::vector<int> answers;
    executor.start(this, [&answers](auto &&) { answers.push_back(-1); });
    for (int i = 0; i < 100; ++i) {
        executor.run(
            this,
            [&jobs, i](Database &) -> Result<int, SqlError> {
                jobs.push_back(i);
                return i;
            },
            [&answers](Result<int, SqlError> &&answer) { answers.push_back(*answer); });
    }
    QTRY_COMPARE(answers.size(), size_t(101));
    QCOMPARE(jobs.size(), size_t(100));
    QVERIFY(std::is_sorted(jobs.begin(), jobs.end()));
    QVERIFY(std::is_sorted(answers.begin(), answers.end()));
}

void TestExecutor::dropsAnswersForTheDead()
{
    Executor executor(options());
    start(executor);
    bool reached = false;
    bool last = false;
    auto context = std::make_unique<QObject>();
    const auto job = [](Database &) -> Result<Done, SqlError> { return Done(); };
    executor.run(context.get(), job, [&reached](auto &&) { reached = true; });
    context.reset();
    executor.run(this, job, [&last](auto &&) { last = true; });
    QTRY_VERIFY(last);
    QVERIFY(!reached);
}

void TestExecutor::finishesWhenStopped()
{
    int answers = 0;
    {
        Executor executor(options());
        start(executor);
        executor.post([](Database &db) { QVERIFY(db.exec("CREATE TABLE t (a)")); });
        for (int i = 0; i < 20; ++i)
            executor.run(
                this, [](Database &db) { return db.exec("INSERT INTO t VALUES (1)"); },
                [&answers](Result<Done, SqlError> &&answer) { answers += answer.ok(); });
        executor.stop();
        executor.stop();
        QVERIFY(!QFile::exists(QString(options().database.path + u"-wal")));
        QTRY_COMPARE(answers, 20);
    }
    auto db = Database::open(options().database);
    QCOMPARE(*db->queryInt64("SELECT count(*) FROM t"), qint64(20));
}

void TestExecutor::diesWithAnswersUnderWay()
{
    bool answered = false;
    {
        Executor executor(options());
        start(executor);
        executor.run(
            this, [](Database &db) { return db.queryInt64("SELECT 1"); },
            [&answered](auto &&) { answered = true; });
    }
    QCoreApplication::processEvents();
    QVERIFY(!answered);
}

void TestExecutor::mayBeDestroyedByAnAnswer()
{
    auto executor = std::make_unique<Executor>(options());
    start(*executor);
    int answers = 0;
    for (int i = 0; i < 3; ++i)
        executor->run(
            this, [](Database &db) { return db.queryInt64("SELECT 1"); },
            [&](auto &&) {
                ++answers;
                executor.reset();
            });
    QTRY_COMPARE(answers, 1);
    QVERIFY(!executor);
    QCoreApplication::processEvents();
    QCOMPARE(answers, 1);
}

void TestExecutor::reportsThatItCannotOpen()
{
    Executor::Options impossible = options();
    impossible.database.path = m_folder->filePath(QStringLiteral("no/such/folder.db"));
    Executor executor(impossible);
    std::optional<SqlError> opening;
    std::optional<SqlError> job;
    executor.start(this, [&opening](auto &&result) { opening = result.error(); });
    executor.run(
        this, [](Database &db) { return db.queryInt64("SELECT 1"); },
        [&job](auto &&result) { job = result.error(); });
    executor.post([](Database &) { QFAIL("there is no database"); });
    QTRY_VERIFY(job);
    QVERIFY(opening);
    QVERIFY(opening->ioError);
    QCOMPARE(job->text, opening->text);
}

void TestExecutor::neverStarted()
{
    Executor executor(options());
    executor.stop();
    QVERIFY(!QFile::exists(options().database.path));
}

void TestExecutor::postsLater()
{
    Executor executor(options());
    start(executor);
    bool answered = false;
    executor.post([&](Database &) {
        executor.postLater(std::chrono::milliseconds(1),
                           [&](Database &) { executor.reply([&answered] { answered = true; }); });
        executor.postLater(std::chrono::hours(1), [](Database &) { QFAIL("stopped before that"); });
    });
    QTRY_VERIFY(answered);
}

void TestExecutor::nothingFollowsTheLastJob()
{
    Executor executor(options());
    start(executor);
    QByteArrayList ran;
    executor.post([&](Database &) { ran << "job"; });
    executor.stop([&](Database &db) {
        QVERIFY(db.isOpen());
        executor.postLater(std::chrono::milliseconds(0), [&](Database &) { ran << "later"; });
        executor.post([&](Database &) { ran << "posted"; });
        ran << "last";
    });
    QCOMPARE(ran, (QByteArrayList{"job", "last"}));
}

QTEST_GUILESS_MAIN(TestExecutor)
#include "tst_executor.moc"
