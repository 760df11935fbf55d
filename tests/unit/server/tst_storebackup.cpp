// SPDX-License-Identifier: MIT
#include "server/store/contents.h"
#include "server/store/safefiles.h"
#include "server/store/seal.h"
#include "server/store/storebackup.h"
#include "storefixture.h"

using namespace miniqq;
using namespace miniqq::server;
using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("not there");
}

} // namespace

/// Backups of a store that goes on storing, and what becomes of them.
class TestStoreBackup : public QObject
{
    Q_OBJECT

private:
    Result<StoreReport> backUp(StoreFixture &store, const QString &target, const Companions &companions = {})
    {
        std::optional<Result<StoreReport>> answer;
        store.store->backUp(target, companions, [&answer](const auto &report) { answer = report; });
        return awaitValue(answer);
    }

    static AccountId makeAda(StoreFixture &fixture)
    {
        std::optional<AccountStore::CreateResult> made;
        fixture.store->accounts().create({"ada", "ada", "Ada", "hash", 1},
                                         [&made](const auto &result) { made = result; });
        return awaitValue(made).account.id;
    }

private Q_SLOTS:
    void whatWasStoredIsThere()
    {
        StoreFixture fixture;
        QVERIFY(fixture.open());
        const AccountId ada = makeAda(fixture);
        fixture.append(fixture.message(1, ada.value(), "one"));
        fixture.store->messages().savePositions(
            {{ConversationRow(1), ada, 1, 1}}); // written when there is time
        const QString key = fixture.folder.filePath(u"server.key"_s);
        QVERIFY(writePrivateFile(key, "secret"));
        const QString file = fixture.folder.filePath(u"backup.db"_s);
        const auto report = backUp(fixture, file, {{key, fixture.folder.filePath(u"nothing"_s)}});
        QVERIFY2(report.ok(), report ? "" : qPrintable(report.error().text));
        QVERIFY(report->isSound());
        QCOMPARE(report->messages, 1);
        fixture.append(fixture.message(1, ada.value(), "two"));

        StoreFixture second;
        QVERIFY(restoreStore(file, second.options.path));
        QCOMPARE(contentOf(second.folder.filePath(u"server.key"_s)), QByteArray("secret"));
        QVERIFY(!QFile::exists(second.folder.filePath(u"nothing"_s)));
        const auto state = second.open();
        QVERIFY(state);
        QCOMPARE(state->accounts.size(), size_t(1));
        QCOMPARE(state->positions.size(), size_t(1));
        QCOMPARE(state->positions[0].read, 1);
        QCOMPARE(second.texts(1), (std::vector<QByteArray>{"one"}));
        QVERIFY(!restoreStore(file, second.options.path)); // never over anything
        QCOMPARE(second.texts(1), (std::vector<QByteArray>{"one"}));
    }

    void anyChangedByteIsNoticed()
    {
        StoreFixture fixture;
        QVERIFY(fixture.open());
        const QString file = fixture.folder.filePath(u"backup.db"_s);
        QVERIFY(backUp(fixture, file));
        const QByteArray good = contentOf(file);
        const auto size = checkSeal(file);
        QVERIFY(size);
        QCOMPARE(*size, good.size() - sealBytes);
        for (qsizetype at = 0; at < good.size(); at += 997) {
            QByteArray changed = good;
            changed[at] = char(changed[at] ^ 1);
            const QString path = fixture.folder.filePath(u"changed"_s);
            QVERIFY(writePrivateFile(path, changed));
            QVERIFY2(!checkSeal(path), qPrintable(QString::number(at)));
            QVERIFY(!restoreStore(path, fixture.folder.filePath(u"restored.db"_s)));
            QVERIFY(QFile::remove(path));
        }
        QVERIFY(!QFile::exists(fixture.folder.filePath(u"restored.db"_s)));
        for (const qsizetype cut : {qsizetype(1), qsizetype(47), qsizetype(48), qsizetype(49), good.size()}) {
            const QString path = fixture.folder.filePath(u"cut"_s);
            QVERIFY(writePrivateFile(path, good.chopped(cut)));
            QVERIFY(!checkSeal(path));
            QVERIFY(QFile::remove(path));
        }
    }

    void nothingIsLeftOfOneThatFailed()
    {
        StoreFixture fixture;
        QVERIFY(fixture.open());
        QVERIFY(!backUp(fixture, fixture.folder.filePath(u"no/such/folder/backup.db"_s)));
        QVERIFY(!backUp(fixture, fixture.options.path)); // itself
        QCOMPARE(QDir(fixture.folder.path()).entryList({u"*.part-*"_s}), QStringList());
        QVERIFY(backUp(fixture, fixture.folder.filePath(u"backup.db"_s)));
    }

    void whatBelongsToItCannotBeRead()
    {
        StoreFixture fixture;
        QVERIFY(fixture.open());
        const QString path = fixture.folder.filePath(u"server.key"_s);
        const QString target = fixture.folder.filePath(u"backup.db"_s);
        QVERIFY(!backUp(fixture, target, {{path}, true})); // not there, and needed
        QVERIFY(QDir().mkdir(path));
        QVERIFY(!backUp(fixture, target, {{path}}));
        QVERIFY(QDir().rmdir(path));
        QVERIFY(QFile::link(fixture.folder.filePath(u"nothing"_s), path));
        QVERIFY(!backUp(fixture, target, {{path}}));
        QVERIFY(QFile::remove(path));
        QVERIFY(writePrivateFile(path, QByteArray(1024 * 1024 + 1, 'x')));
        QVERIFY(!backUp(fixture, target, {{path}}));
        QVERIFY(!QFile::exists(target));
        QVERIFY(QFile::remove(path));
        QVERIFY(writePrivateFile(path, "secret"));
        QVERIFY(backUp(fixture, target, {{path}, true}));
        QCOMPARE(QDir(fixture.folder.path()).entryList({u"*.part-*"_s}), QStringList());
    }

    void endingTheStoreEndsTheBackup()
    {
        StoreFixture fixture;
        QVERIFY(fixture.open());
        const AccountId ada = makeAda(fixture);
        std::vector<NewMessage> batch;
        for (int i = 0; i < 2'000; ++i) // 64 MB: more than is copied and looked through in a moment
            batch.push_back(fixture.message(1, ada.value(), QByteArray(32'000, 'x')));
        fixture.append(batch);
        bool answered = false;
        const QString target = fixture.folder.filePath(u"backup.db"_s);
        fixture.store->backUp(target, {}, [&answered](const auto &) { answered = true; });
        const QDir folder(fixture.folder.path());
        while (folder.entryList({u"*.part-*"_s}).isEmpty() && !answered)
            QCoreApplication::processEvents();
        fixture.close();
        QTest::qWait(10);
        QVERIFY(!answered);
        QVERIFY(!QFile::exists(target));
        QCOMPARE(folder.entryList({u"*.part-*"_s}), QStringList());
    }

    void sealingEndsInTheMiddle()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"copy"_s);
        const QByteArray content(8 * 1024 * 1024, 'x');
        QVERIFY(writePrivateFile(path, content));
        for (const auto &step : {&sealFile, qOverload<const QString &, const GoOn &>(&syncFile)}) {
            int asked = 0;
            const auto twice = [&asked] { return ++asked <= 2; };
            QVERIFY(!step(path, twice));
            QVERIFY(asked <= 4);
            QCOMPARE(QFileInfo(path).size(), content.size());
            QVERIFY(step(path, [] { return true; }));
            QVERIFY(QFile::resize(path, content.size()));
        }
    }

    /// Who takes what the system does not give for damaged lets it expire.
    void whatCannotBeReadIsNotDamaged()
    {
        const QTemporaryDir folder;
        const auto always = [] { return true; };
        const ContentRecord record{*Uuid::fromText("01890a5d-ac96-774b-bcce-b302099a8057"), 4, "sum"};
        const QString path = folder.filePath(QString::fromLatin1(record.file.toText()));
        const auto state = [&] { return *checkContent(folder.path(), record, always); };
        QCOMPARE(state(), ContentState::Missing);
        QVERIFY(writePrivateFile(path, "long"));
        QCOMPARE(state(), ContentState::Damaged); // its sum
        QVERIFY(QFile::resize(path, 3));
        QCOMPARE(state(), ContentState::Damaged);
        QVERIFY(QFile::remove(path));
        QVERIFY(QFile::link(folder.path(), path));
        QCOMPARE(state(), ContentState::Damaged);
        QVERIFY(QFile::remove(path));
        QVERIFY(QDir().mkdir(path));
        QCOMPARE(state(), ContentState::Damaged);

        const QString noFolder = folder.filePath(u"file"_s);
        QVERIFY(writePrivateFile(noFolder, "x"));
        const auto checked = checkContent(noFolder, record, always);
        QVERIFY(!checked);
        QVERIFY2(checked.error().text.contains(noFolder), qPrintable(checked.error().text));
        QVERIFY(!takeContent(noFolder, folder.path(), record, always));
    }

    void movingTakesNobodysPlace()
    {
        const QTemporaryDir folder;
        const QString a = folder.filePath(u"a"_s);
        const QString b = folder.filePath(u"b"_s);
        QVERIFY(writePrivateFile(a, "a"));
        QVERIFY(!writePrivateFile(a, "again"));
        QVERIFY(writePrivateFile(b, "b"));
        QVERIFY(!moveIntoPlace(a, b));
        QCOMPARE(contentOf(b), QByteArray("b"));
        QVERIFY(moveIntoPlace(a, folder.filePath(u"c"_s)));
        QCOMPARE(contentOf(folder.filePath(u"c"_s)), QByteArray("a"));
    }
};

QTEST_GUILESS_MAIN(TestStoreBackup)
#include "tst_storebackup.moc"
