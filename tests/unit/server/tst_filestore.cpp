// SPDX-License-Identifier: MIT
#include "tests/unit/server/filefixture.h"

#include <QTest>

using namespace miniqq;
using namespace miniqq::server;

class TestFileStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void offersAreRepeatedAndCompared()
    {
        FileFixture f;
        QCOMPARE(f.offer(record(1, alice)).status, FileStore::OfferStatus::Created);
        FileRecord again = record(2, alice); // another id, chosen anew
        again.uuid = id(101);
        again.about.sha256 = QByteArray(32, char(1));
        const auto known = f.offer(again);
        QCOMPARE(known.status, FileStore::OfferStatus::Known);
        QVERIFY(known.file.about.file == id(1));
        again.about.size = 101;
        QCOMPARE(f.offer(again).status, FileStore::OfferStatus::Conflict);
        again.owner = bob; // whose uuids are others
        QCOMPARE(f.offer(again).status, FileStore::OfferStatus::Created);
    }

    void whatIsVerifiedOutlivesARestart()
    {
        FileFixture f;
        f.offer(record(1, alice));
        f.store->files().setVerified(id(1), 60, 5);
        f.close();
        const auto state = f.open();
        QCOMPARE(state->arrivingFiles, std::vector<Uuid>{id(1)});
        QVERIFY(state->wholeFiles.empty());
        const auto known = f.offer(record(1, alice));
        QCOMPARE(known.file.verified, 60);
        QCOMPARE(known.file.state, FileState::Arriving);
        f.store->files().drop(id(1));
        QCOMPARE(f.offer(record(1, alice)).status, FileStore::OfferStatus::Created);
    }

    /// An upload that failed elsewhere is forgotten; the one that took over must not be told that it is
    /// there.
    void whatWasForgottenDoesNotBecomeWhole()
    {
        FileFixture f;
        f.offer(record(1, alice));
        f.store->files().drop(id(1));
        QVERIFY(!f.complete(id(1)));
        QCOMPARE(f.offer(record(1, alice)).status, FileStore::OfferStatus::Created);
        QVERIFY(f.complete(id(1)));
        f.store->files().drop(id(1)); // too late
        QCOMPARE(f.say(lobby, alice, id(1)).status, AppendResult::Stored);
    }

    void onlyOwnWholeFilesGoWithMessages()
    {
        FileFixture f;
        f.offer(record(1, alice));
        QCOMPARE(f.say(lobby, alice, id(1)).status, AppendResult::NoFile); // not whole
        QCOMPARE(f.say(lobby, alice, id(7)).status, AppendResult::NoFile); // not there
        const Uuid file = f.whole(2, alice);
        QCOMPARE(f.say(lobby, bob, file).status, AppendResult::NoFile); // not his
        const Uuid avatar = f.whole(3, alice, 10, protocol::FileKind::Avatar);
        QCOMPARE(f.say(lobby, alice, avatar).status, AppendResult::NoFile);
        const AppendResult said = f.say(lobby, alice, file);
        QCOMPARE(said.status, AppendResult::Stored);
        QCOMPARE(said.seq, 1); // nothing of the others is in the log
        QVERIFY(said.file->about.file == file);
        const auto page = f.page({lobby, PageQuery::After, 0, 10});
        QCOMPARE(page->messages.size(), size_t(1));
        QVERIFY(page->messages[0].file && page->messages[0].file->about.file == file);
        f.awaitIndexed();
        QVERIFY(f.page({lobby, PageQuery::After, 0, 10})->messages[0].file);
    }

    void oneFileGoesWithAHundredMessages()
    {
        FileFixture f;
        const Uuid file = f.whole(1, alice);
        for (int i = 0; i < 100; ++i)
            QCOMPARE(f.say(lobby, alice, file).status, AppendResult::Stored);
        QCOMPARE(f.say(lobby, alice, file).status, AppendResult::NoFile);
        QVERIFY(f.mayRead(file, bob));
    }

    void repeatedMessagesAreComparedWithTheirFile()
    {
        FileFixture f;
        const Uuid one = f.whole(1, alice), two = f.whole(2, alice);
        NewMessage entry = f.message(1, alice.value(), "text");
        entry.file = one;
        QCOMPARE(f.append(entry).status, AppendResult::Stored);
        const AppendResult again = f.append(entry);
        QCOMPARE(again.status, AppendResult::Duplicate);
        QVERIFY(again.file && again.file->about.file == one);
        entry.file = two;
        QCOMPARE(f.append(entry).status, AppendResult::Conflict);
        entry.file = {};
        QCOMPARE(f.append(entry).status, AppendResult::Conflict);
    }

    void whoMayRead()
    {
        FileFixture f;
        const Uuid unsaid = f.whole(1, alice), direct = f.whole(2, alice), open = f.whole(3, alice);
        f.say(f.direct(alice, bob), alice, direct);
        f.say(lobby, alice, open);
        QVERIFY(f.mayRead(unsaid, alice) && !f.mayRead(unsaid, bob));
        QVERIFY(f.mayRead(direct, alice) && f.mayRead(direct, bob) && !f.mayRead(direct, carol));
        QVERIFY(f.mayRead(open, carol));
        f.offer(record(4, alice));
        QVERIFY(!f.mayRead(id(4), alice)); // not whole
    }

    void groupsByTheirSpans()
    {
        FileFixture f;
        const ConversationRow group = f.create("g:one", {join(alice, StoredRole::Owner)});
        const Uuid early = f.whole(1, alice), middle = f.whole(2, alice), late = f.whole(3, alice);
        f.say(group, alice, early);
        GroupEdit comes, goes;
        comes.members = {join(bob)};
        goes.members = {leave(bob)};
        f.make(group, alice, comes, "bob comes");
        f.say(group, alice, middle);
        f.make(group, alice, goes, "bob goes");
        f.say(group, alice, late);
        QVERIFY(!f.mayRead(early, bob) && f.mayRead(middle, bob) && !f.mayRead(late, bob));
        QVERIFY(!f.mayRead(middle, carol));
    }

    void theOldestThatWereSaidGiveWay()
    {
        FileFixture f;
        const FileQuota quota{300, 100};
        const Uuid first = f.whole(1, alice), second = f.whole(2, alice), unsaid = f.whole(3, alice);
        f.say(lobby, alice, second);
        f.say(lobby, alice, first);
        const auto offered = f.offer(record(4, alice, 150), quota);
        QCOMPARE(offered.status, FileStore::OfferStatus::Created);
        QCOMPARE(offered.expired, (std::vector<Uuid>{first, second}));
        QCOMPARE(f.find(first, bob)->state, FileState::Expired);
        QCOMPARE(f.find(unsaid, alice)->state, FileState::Whole);
        // What is not said yet does not: then there is no room, and nothing has changed.
        QCOMPARE(f.offer(record(5, alice, 60), quota).status, FileStore::OfferStatus::NoRoom);
        QCOMPARE(f.offer(record(5, bob, 300), quota).status, FileStore::OfferStatus::Created);
        QCOMPARE(f.offer(record(6, carol, 1), {300, 0}).status, FileStore::OfferStatus::NoRoom);
    }

    void offersThatCameToNothingGiveWayFirst()
    {
        FileFixture f;
        const FileQuota quota{300, 100, {id(2)}};
        const Uuid said = f.whole(1, alice);
        f.say(lobby, alice, said);
        f.offer(record(2, alice)); // somebody sends it just now
        f.offer(record(3, alice));
        QCOMPARE(f.offer(record(4, alice), quota).expired, std::vector<Uuid>{said}); // id(3) is a moment old
        f.now += 120'000;
        const auto offered = f.offer(record(5, alice), quota);
        QCOMPARE(offered.status, FileStore::OfferStatus::Created);
        QCOMPARE(offered.expired, std::vector<Uuid>{id(3)});
        QVERIFY(!f.complete(id(3))); // nothing is told to be stored that is not known
        QVERIFY(f.complete(id(2)));
    }

    void garbage()
    {
        FileFixture f;
        f.offer(record(1, alice)); // stands still
        f.offer(record(2, alice)); // is arriving just now
        const Uuid unsaid = f.whole(3, alice), said = f.whole(4, alice);
        const Uuid picture = f.whole(5, alice, 10, protocol::FileKind::Avatar);
        f.say(lobby, alice, said);
        QVERIFY(f.setAvatar(alice, picture));
        const qint64 late = f.now + 1;
        QVERIFY(f.collect({late, late, late, {}}).empty());
        std::vector<Uuid> gone = f.collect({late, 0, late, {id(2)}});
        QCOMPARE(gone, (std::vector<Uuid>{id(1), unsaid}));
        QVERIFY(!f.mayRead(unsaid, alice));
        gone = f.collect({late, late, 0, {}});
        QCOMPARE(gone, std::vector<Uuid>{said}); // by age; a picture in use stays
        QCOMPARE(f.find(said, bob)->state, FileState::Expired);
        QVERIFY(f.collect({late, late, 0, {}}).empty());
        QVERIFY(!f.setAvatar(alice, Uuid())); // taken away: now it is nobody's, whatever its age
        QCOMPARE(f.collect({late, late, late, {id(2)}}), std::vector<Uuid>{picture});
    }

    void whatWasTakenBackGoesSoon()
    {
        FileFixture f;
        const Uuid file = f.whole(1, alice), other = f.whole(2, alice);
        const AppendResult first = f.say(lobby, alice, file);
        f.say(lobby, alice, file);
        f.say(lobby, alice, other);
        f.takeBack(lobby, alice, first.seq);
        QVERIFY(f.collect({f.now, f.now, f.now, {}}).empty()); // it is still said once
        f.takeBack(lobby, alice, first.seq + 1);
        // Offered again before it goes: it stays as long as any that was not said.
        QCOMPARE(f.offer(record(1, alice)).status, FileStore::OfferStatus::Known);
        QVERIFY(f.collect({f.now, f.now, f.now, {}}).empty());
        f.takeBack(lobby, alice, first.seq + 2);
        QCOMPARE(f.collect({f.now, f.now, f.now, {}}), std::vector<Uuid>{other});
    }

    void lostContentsExpire()
    {
        FileFixture f;
        const Uuid file = f.whole(1, alice), kept = f.whole(2, alice);
        f.offer(record(3, alice));
        f.say(lobby, alice, file);
        f.store->files().lose({file, id(3)});
        QCOMPARE(f.find(file, bob)->state, FileState::Expired);
        QCOMPARE(f.find(kept, alice)->state, FileState::Whole);
        QCOMPARE(f.offer(record(3, alice)).file.state, FileState::Arriving);
        QCOMPARE(f.say(lobby, alice, file).status, AppendResult::NoFile);
    }

    void whatOlderServersLeftIsCounted()
    {
        FileFixture f;
        const Uuid said = f.whole(1, alice), unsaid = f.whole(2, alice);
        f.say(lobby, alice, said);
        f.say(lobby, alice, said);
        f.close();
        f.exec("DROP TRIGGER attachments_added; DROP TRIGGER attachments_removed; DROP TRIGGER avatars_added;"
               "DROP TRIGGER avatars_changed; DROP TRIGGER avatars_removed; DROP INDEX files_unused;"
               "DROP INDEX files_said; DROP INDEX files_by_owner; ALTER TABLE files DROP COLUMN uses;"
               "CREATE INDEX files_by_owner ON files (owner, state, time_ms);"
               "CREATE INDEX files_by_age ON files (state, time_ms); DROP TABLE log_name; PRAGMA "
               "user_version = 8");
        QVERIFY(f.open());
        QCOMPARE(f.collect({f.now + 1, 0, f.now, {}}), std::vector<Uuid>{unsaid});
        QCOMPARE(f.collect({f.now + 1, f.now, 0, {}}), std::vector<Uuid>{said});
    }

    void avatars()
    {
        FileFixture f;
        const Uuid picture = f.whole(1, alice, 10, protocol::FileKind::Avatar);
        QVERIFY(!f.setAvatar(bob, picture));
        QVERIFY(!f.setAvatar(alice, f.whole(2, alice)));
        QVERIFY(f.setAvatar(alice, picture));
        QVERIFY(f.setAvatar(alice, picture)); // once more
        QVERIFY(f.collect({f.now, f.now, f.now, {}}).empty());
        const Uuid older = f.whole(3, bob, 10, protocol::FileKind::Avatar);
        const Uuid newer = f.whole(4, bob, 10, protocol::FileKind::Avatar);
        QVERIFY(f.setAvatar(bob, older));
        QVERIFY(f.setAvatar(bob, newer)); // in its place
        QCOMPARE(f.collect({f.now + 1, f.now, 0, {}}), std::vector<Uuid>{older});
        QVERIFY(!f.setAvatar(bob, Uuid()));
        f.close();
        const auto state = f.open();
        QCOMPARE(state->accounts[0].avatarSha256, QByteArray(32, char(1)));
        QVERIFY(state->accounts[1].avatarSha256.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestFileStore)
#include "tst_filestore.moc"
