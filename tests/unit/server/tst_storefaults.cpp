// SPDX-License-Identifier: MIT
#include "tests/support/faultvfs.h"
#include "tests/unit/server/storefixture.h"

#include <QRegularExpression>

#include <sqlite3.h>

using namespace miniqq;
using namespace miniqq::server;
using miniqq::test::FaultVfs;

namespace {

constexpr qint64 lobby = 1;

void expectComplaint()
{
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("Storing failed")));
}

} // namespace

/// What an acknowledgement is worth when the disk is full, broken or without power.
class TestStoreFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesWhileTheDiskIsFull();
    void neverAcknowledgesAfterAFailedSync_data();
    void neverAcknowledgesAfterAFailedSync();
    void survivesAShortWrite();
    void refusesADamagedFile();
    void keepsWhatItAcknowledgedThroughPowerCuts();

private:
    FaultVfs m_vfs{QByteArrayLiteral("fault")};
};

void TestStoreFaults::refusesWhileTheDiskIsFull()
{
    StoreFixture f;
    f.options.vfs = m_vfs.name();
    QVERIFY(f.open());
    QCOMPARE(f.append(f.message(lobby, 7, "before")).seq, qint64(1));
    const NewMessage refused = f.message(lobby, 7, "during");
    expectComplaint();
    m_vfs.failWrites(SQLITE_FULL, 1'000'000);
    for (int i = 0; i < 3; ++i) {
        const AppendResult result = f.append(refused);
        QCOMPARE(result.status, AppendResult::Failed);
        QVERIFY(result.error.storageFull);
    }
    QCOMPARE(f.texts(lobby), std::vector<QByteArray>{"before"}); // reading goes on
    m_vfs.failWrites(SQLITE_OK, 0);
    const AppendResult result = f.append(refused); // by itself, once there is room
    QCOMPARE(result.status, AppendResult::Stored);
    QCOMPARE(result.seq, qint64(2));
    QCOMPARE(f.store->statistics().failures, quint64(3));
    f.close();
    QVERIFY(f.open());
    QCOMPARE(f.texts(lobby), (std::vector<QByteArray>{"before", "during"}));
}

void TestStoreFaults::neverAcknowledgesAfterAFailedSync_data()
{
    QTest::addColumn<int>("failures");
    for (const int failures : {1, 2, 5})
        QTest::addRow("%d", failures) << failures;
}

void TestStoreFaults::neverAcknowledgesAfterAFailedSync()
{
    QFETCH(const int, failures);
    StoreFixture f;
    f.options.vfs = m_vfs.name();
    f.options.idleMs = 3600000; // no index and no checkpoint that would set things right
    QVERIFY(f.open());
    QCOMPARE(f.append(f.message(lobby, 7, "before")).seq, qint64(1));
    const NewMessage unlucky = f.message(lobby, 7, "unlucky");
    expectComplaint();
    m_vfs.failSyncs(failures);
    AppendResult result = f.append(unlucky);
    QCOMPARE(result.status, AppendResult::Failed);
    QVERIFY(!result.error.storageFull);
    for (int tries = 0; result.status == AppendResult::Failed && tries < 20; ++tries)
        result = f.append(unlucky);
    // It may have been written before the sync failed; it is stored once all the same, and in its place.
    QVERIFY(result.status == AppendResult::Stored || result.status == AppendResult::Duplicate);
    QCOMPARE(result.seq, qint64(2));
    QCOMPARE(f.append(f.message(lobby, 7, "after")).seq, qint64(3));

    // And what was acknowledged is on the disk, even if nothing else is.
    StoreFixture cut;
    m_vfs.cutPower(f.options.path, cut.options.path, 1);
    QVERIFY2(cut.open(), qPrintable(cut.openError));
    QCOMPARE(cut.texts(lobby), (std::vector<QByteArray>{"before", "unlucky", "after"}));
}

void TestStoreFaults::survivesAShortWrite()
{
    StoreFixture f;
    f.options.vfs = m_vfs.name();
    QVERIFY(f.open());
    int stored = 0;
    for (int i = 0; i < 20; ++i) {
        if (i % 5 == 3) {
            expectComplaint();
            m_vfs.failWrites(SQLITE_IOERR_WRITE, 1);
        }
        const NewMessage message = f.message(lobby, 7, QByteArray::number(i));
        AppendResult result = f.append(message);
        if (i % 5 == 3) {
            QCOMPARE(result.status, AppendResult::Failed);
            result = f.append(message);
        }
        QVERIFY(result.status != AppendResult::Failed);
        QCOMPARE(result.seq, qint64(++stored));
    }
    QCOMPARE(f.texts(lobby).size(), size_t(20));
}

void TestStoreFaults::refusesADamagedFile()
{
    StoreFixture f;
    QVERIFY(f.open());
    for (int i = 0; i < 50; ++i)
        f.append(f.message(lobby, 7, QByteArray(500, 'x')));
    f.close();
    QFile file(f.options.path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    const qint64 said = file.readAll().indexOf(QByteArray(400, 'x')); // not in the tables' own descriptions
    QVERIFY(said > 0 && file.seek(said / 4096 * 4096));
    file.write(QByteArray(4096, '\xa5'));
    file.close();
    QVERIFY(!f.open());
    QVERIFY2(f.openError.contains(QStringLiteral("server.db")), qPrintable(f.openError));
}

void TestStoreFaults::keepsWhatItAcknowledgedThroughPowerCuts()
{
    StoreFixture f;
    f.options.vfs = m_vfs.name();
    f.options.indexAfterRows = 40; // index and checkpoint often, so that the cuts hit them too
    f.options.checkpointAfterPages = 30;
    f.options.idleMs = 1;
    QVERIFY(f.open());
    f.makeConversations(4);
    std::vector<NewMessage> sent;
    for (quint32 cuts = 0; cuts < 60; ++cuts) {
        // The cut comes while commits are under way: only what was acknowledged before it must be there
        // afterwards.
        for (int batch = 0; batch < 4; ++batch) {
            std::vector<NewMessage> messages;
            for (int i = 0; i < 5; ++i) {
                const qint64 which = qint64(sent.size());
                messages.push_back(f.message(which % 4 + 1, which % 3 + 7, QByteArray::number(which)));
                sent.push_back(messages.back());
            }
            f.store->messages().append(std::move(messages));
        }
        f.awaitResults(sent.size() - 15);
        const std::vector<AppendResult> acknowledged = f.results;
        StoreFixture cut;
        m_vfs.cutPower(f.options.path, cut.options.path, cuts);
        QVERIFY2(cut.open(), qPrintable(cut.openError));

        std::vector<std::vector<QByteArray>> texts(5);
        for (qint64 conversation = 1; conversation <= 4; ++conversation)
            texts[size_t(conversation)] = cut.texts(conversation); // checks for gaps and doubles
        for (size_t i = 0; i < acknowledged.size(); ++i) {
            const AppendResult &result = acknowledged[i];
            QCOMPARE(result.status, AppendResult::Stored);
            const auto &conversation = texts[size_t(sent[i].conversation.value())];
            QVERIFY2(result.seq <= qint64(conversation.size()), "an acknowledged message was lost");
            QCOMPARE(conversation[size_t(result.seq - 1)], sent[i].text);
        }
        // Its repeat is recognised, wherever the index was when the power went.
        const size_t newest = acknowledged.size() - 1;
        const AppendResult repeat = cut.append(sent[newest]);
        QCOMPARE(repeat.status, AppendResult::Duplicate);
        QCOMPARE(repeat.seq, acknowledged[newest].seq);
    }
    f.awaitResults(sent.size());
}

QTEST_GUILESS_MAIN(TestStoreFaults)
#include "tst_storefaults.moc"
