// SPDX-License-Identifier: MIT
#include "server/store/groupspans.h"
#include "tests/unit/server/groupfixture.h"

#include <sqlite3.h>

using namespace miniqq;
using namespace miniqq::server;

namespace {

constexpr int times = 3'000;

GroupEdit with(const Member &member)
{
    GroupEdit edit;
    edit.members = {member};
    return edit;
}

/// A group of Alice's in which Bob came and went thousands of times: he came with the entries 2, 4, ... and
/// is gone.
class Restless : public GroupFixture
{
public:
    Restless()
    {
        group = create("g:one", {join(alice, StoredRole::Owner)});
        std::vector<NewMessage> batch;
        for (int i = 0; i < times; ++i) {
            batch.push_back(change(group, alice, with(join(bob)), "joined"));
            batch.push_back(change(group, alice, with(leave(bob)), "left"));
        }
        append(std::move(batch));
        awaitIndexed();
    }

    ConversationRow group;
};

/// How many steps SQLite takes to answer, and with how many rows.
class Counted
{
public:
    Counted(sql::Database &db, const char *sql, std::initializer_list<qint64> values)
    {
        sqlite3_stmt *statement = nullptr;
        if (sqlite3_prepare_v2(db.handle(), sql, -1, &statement, nullptr) != SQLITE_OK)
            qFatal("%s", sqlite3_errmsg(db.handle()));
        int position = 0;
        for (const qint64 value : values)
            sqlite3_bind_int64(statement, ++position, value);
        while (sqlite3_step(statement) == SQLITE_ROW)
            ++rows;
        steps = sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_VM_STEP, 0);
        sqlite3_finalize(statement);
    }

    int rows = 0;
    int steps = 0;
};

} // namespace

/// When somebody was in a group, and that reading asks for it where it reads.
class TestGroupSpans : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRowIsReadByThoseWhoWereThere();
    void comingAndGoingOftenCostsReadersNothing();
    void manyTimesAreReadPageByPage();
};

/// The statement by itself, without those that ask it only for what may be read.
void TestGroupSpans::aRowIsReadByThoseWhoWereThere()
{
    GroupFixture f;
    const ConversationRow group = f.create("g:one", {join(alice, StoredRole::Owner)}); // 1
    f.make(group, alice, with(join(bob)), "joined");                                   // 2
    f.append(f.message(group.value(), 1, "3"));
    f.make(group, alice, with(leave(bob)), "left"); // 4
    f.append(f.message(group.value(), 1, "5"));
    f.make(group, alice, with(join(bob)), "joined"); // 6
    f.append(f.message(group.value(), 1, "7"));
    const ConversationRow other = f.create("g:two", {join(bob, StoredRole::Owner)});
    f.append(f.message(other.value(), 2, "2"));
    f.close();
    f.withDatabase([&](sql::Database &db) {
        const auto mayRead = [&db](AccountId reader, ConversationRow conversation) {
            QByteArray seqs;
            for (qint64 seq = 1; seq <= 7; ++seq) {
                auto id =
                    sql::Statement::prepare(db, "SELECT id FROM log WHERE conversation = ? AND seq = ?");
                const sql::StatementScope scope(*id);
                id->bind(1, conversation.value()).bind(2, seq);
                if (*id->step() && Counted(db, readGroupRowSql, {id->int64(0), reader.value()}).rows == 1)
                    seqs += QByteArray::number(seq);
            }
            return seqs;
        };
        QCOMPARE(mayRead(alice, group), "1234567");
        QCOMPARE(mayRead(bob, group), "23467");
        QCOMPARE(mayRead(carol, group), "");
        QCOMPARE(mayRead(alice, other), "");
        QCOMPARE(mayRead(bob, other), "12");
    });
}

void TestGroupSpans::comingAndGoingOftenCostsReadersNothing()
{
    Restless f;
    f.close();
    f.withDatabase([&f](sql::Database &db) {
        constexpr int limit = 50;
        constexpr int fewSteps = 40 * limit;
        for (const qint64 seq : {qint64(0), qint64(7), qint64(times), qint64(2 * times), qint64(1) << 40}) {
            for (const char *sql : {spansAfterSql, spansBeforeSql}) {
                const Counted spans(db, sql, {f.group.value(), bob.value(), seq, limit});
                QVERIFY2(spans.rows <= limit && spans.steps < fewSteps, sql);
            }
        }
        constexpr int fewStepsForARow = 100;
        for (const qint64 row : {2, times, 2 * times}) {
            const Counted read(db, readGroupRowSql, {row, bob.value()});
            QCOMPARE(read.rows, 1);
            QVERIFY2(read.steps < fewStepsForARow, qPrintable(QString::number(read.steps)));
        }
    });
}

void TestGroupSpans::manyTimesAreReadPageByPage()
{
    Restless f;
    f.append(f.message(f.group.value(), 1, "without Bob"));
    f.make(f.group, alice, with(join(bob)), "joined");
    f.append(f.message(f.group.value(), 1, "with Bob"));
    QByteArrayList expected;
    for (qint64 seq = 2; seq <= 2 * times + 1; ++seq)
        expected << QByteArray::number(seq);
    for (const qint64 seq : {2 * times + 3, 2 * times + 4})
        expected << QByteArray::number(seq);
    for (const int limit : {99, 1'000}) {
        QCOMPARE(f.read(f.group, bob, PageQuery::After, limit), expected.join(','));
        QCOMPARE(f.read(f.group, bob, PageQuery::Before, limit), expected.join(','));
    }
}

QTEST_GUILESS_MAIN(TestGroupSpans)
#include "tst_groupspans.moc"
