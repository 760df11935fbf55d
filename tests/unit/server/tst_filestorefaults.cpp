// SPDX-License-Identifier: MIT
#include "tests/support/faultvfs.h"
#include "tests/unit/server/filefixture.h"

#include <QRegularExpression>

#include <sqlite3.h>

using namespace miniqq;
using namespace miniqq::server;
using miniqq::test::FaultVfs;

/// A message and the file that came with it, when the disk fails or the power goes: both, or neither.
class TestFileStoreFaults : public QObject
{
    Q_OBJECT

private:
    FaultVfs m_vfs{QByteArrayLiteral("filefault")};

private Q_SLOTS:
    void bothOrNeitherAfterPowerCuts()
    {
        FileFixture f(m_vfs.name());
        int number = 0;
        qint64 said = 0; // acknowledged; every second one had a file
        for (quint32 cuts = 0; cuts < 30; ++cuts) {
            std::vector<NewMessage> batch;
            for (int i = 0; i < 4; ++i) {
                NewMessage entry = f.message(lobby.value(), alice.value(), "text");
                if (i % 2 == 0) {
                    ++number;
                    entry.file = f.whole(number, alice, number);
                }
                batch.push_back(entry);
            }
            std::vector<NewMessage> second(batch.begin() + 2, batch.end());
            batch.resize(2);
            const size_t before = f.results.size();
            f.store->messages().append(std::move(batch));
            f.awaitResults(before + 2);
            f.store->messages().append(std::move(second));
            StoreFixture cut;
            m_vfs.cutPower(f.options.path, cut.options.path, cuts);
            f.awaitResults(before + 4);
            const auto state = cut.open();
            QVERIFY2(state, qPrintable(cut.openError));
            const auto page = cut.page({lobby, PageQuery::After, 0, 1000});
            QVERIFY(page);
            QVERIFY(qint64(page->messages.size()) >= said + 2); // what was acknowledged is there
            for (const StoredMessage &message : page->messages) {
                QCOMPARE(bool(message.file), message.seq % 2 == 1);
                if (message.file)
                    QCOMPARE(message.file->state, FileState::Whole);
            }
            said += 4;
        }
    }

    void aFailedCommitBindsNothing()
    {
        FileFixture f(m_vfs.name());
        const Uuid file = f.whole(1, alice);
        for (int i = 0; i < 5; ++i) {
            NewMessage entry = f.message(lobby.value(), alice.value(), "with a file");
            entry.file = file;
            QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("Storing failed")));
            m_vfs.failWrites(SQLITE_FULL, 1);
            QCOMPARE(f.append(entry).status, AppendResult::Failed);
            QVERIFY(f.mayRead(file, bob) == (i > 0)); // by the messages before
            const AppendResult again = f.append(entry);
            QCOMPARE(again.status, AppendResult::Stored);
            QVERIFY(again.file && again.file->about.file == file);
        }
    }
};

QTEST_GUILESS_MAIN(TestFileStoreFaults)
#include "tst_filestorefaults.moc"
