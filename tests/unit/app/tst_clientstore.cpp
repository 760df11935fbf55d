// SPDX-License-Identifier: MIT
#include "app/store/historystore.h"
#include "app/store/profile.h"
#include "common/base/idgenerator.h"
#include "common/sql/database.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace miniqq;
using namespace miniqq::client;
using namespace Qt::Literals::StringLiterals;

/// Profile and HistoryStore.
class TestClientStore : public QObject
{
    Q_OBJECT

    SystemClock m_clock;
    UuidV7Generator m_ids{m_clock};

    Message message(qint64 seq, const QByteArray &from = "bob")
    {
        Message m;
        m.conversation = "lobby";
        m.seq = seq;
        m.from = from;
        m.uuid = m_ids.next();
        m.timeMs = 1'000 + seq;
        m.text = u"text %1 你好 😀"_s.arg(seq);
        m.state = {MessageState::Kind::Sent};
        return m;
    }

    /// Calls `start` with a handler and waits for what it is given.
    template<class T>
    static Result<T, StoreFailure> wait(const std::function<void(HistoryStore::Then<T>)> &start)
    {
        std::optional<Result<T, StoreFailure>> result;
        start([&](Result<T, StoreFailure> got) { result = std::move(got); });
        if (!QTest::qWaitFor([&] { return result.has_value(); }, 20'000))
            return StoreFailure{u"no answer"_s};
        return *result;
    }
    Result<StoredState, StoreFailure> open(HistoryStore &store)
    {
        return wait<StoredState>([&](auto then) { store.open("alice", this, then); });
    }
    Result<AddOutcome, StoreFailure> add(HistoryStore &store, const MessageList &messages, qint64 synced = 0)
    {
        return wait<AddOutcome>([&](auto then) { store.addMessages("lobby", messages, synced, this, then); });
    }
    QList<qint64> seqs(HistoryStore &store, const StoreQuery &query)
    {
        const auto page = wait<MessageList>([&](auto then) { store.page("lobby", query, this, then); });
        QList<qint64> found;
        if (page) {
            for (const Message &m : *page)
                found.append(m.seq);
        }
        return found;
    }

private Q_SLOTS:
    void profileIsPrivateAndLocked()
    {
        const QTemporaryDir dir;
        const QString path = dir.path() + u"/sub/alice"_s;
        auto profile = Profile::open(path);
        QVERIFY(profile.ok());
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther |
                            QFile::WriteOther | QFile::ExeOther;
        QCOMPARE(int(QFileInfo(path).permissions() & others), 0);

        const auto second = Profile::open(path);
        QVERIFY(!second.ok());
        QCOMPARE(second.error().kind, ProfileError::Kind::Locked);
        (*profile).reset();
        QVERIFY(Profile::open(path).ok());
    }

    void profileNamesStayInTheirFolder()
    {
        for (const QString &name : {u""_s, u"../x"_s, u"a/b"_s, u".hidden"_s, u"a\\b"_s, QString(65, u'a')}) {
            const auto profile = Profile::openNamed(name);
            QVERIFY(!profile.ok());
            QCOMPARE(profile.error().kind, ProfileError::Kind::BadName);
        }
    }

    void profileRemembers()
    {
        const QTemporaryDir dir;
        const ServerAddress server{u"example.lan"_s, 7000, true};
        const ServerAddress plain{u"example.lan"_s, 7000, false};
        {
            auto profile = Profile::open(dir.path());
            QVERIFY(profile.ok());
            QVERIFY(!(*profile)->rememberedSignIn());
            QVERIFY((*profile)->remember({server, "张三", "token"}));
            (*profile)->setLastSignIn(plain, "bob");
            (*profile)->setLastSignIn(server, "张三");
            QVERIFY((*profile)->setPin(server, u"AA"_s));
            QVERIFY((*profile)->setPin({u"b"_s, 1, true}, u"BB"_s));
            QVERIFY((*profile)->setPin(server, u"CC"_s));
        }
        auto profile = Profile::open(dir.path());
        QVERIFY(profile.ok());
        const auto remembered = (*profile)->rememberedSignIn();
        QVERIFY(remembered);
        QCOMPARE(remembered->server, server);
        QCOMPARE(remembered->account, QByteArray("张三"));
        QCOMPARE(remembered->token, QByteArray("token"));
        QCOMPARE((*profile)->lastServer(), server);
        QCOMPARE((*profile)->lastAccount(), QByteArray("张三"));
        QCOMPARE((*profile)->recentServers(), (QList<ServerAddress>{server, plain}));
        QCOMPARE((*profile)->pin(server), (ServerPin{ServerPin::Of::Key, u"CC"_s}));
        QCOMPARE((*profile)->pin(plain), ServerPin());
        QCOMPARE((*profile)->pin({u"b"_s, 1, true}).fingerprint, u"BB"_s);
        QCOMPARE(int(QFileInfo(dir.path() + u"/token"_s).permissions() &
                     (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther)),
                 0);
        (*profile)->forgetSignIn();
        QVERIFY(!(*profile)->rememberedSignIn());
        QVERIFY((*profile)->storePath(server, "a") != (*profile)->storePath(plain, "a"));
        QVERIFY((*profile)->storePath(server, "a") != (*profile)->storePath(server, "b"));
    }

    void pages()
    {
        HistoryStore store(u":memory:"_s);
        QVERIFY(open(store).ok());
        MessageList all;
        for (qint64 seq = 1; seq <= 20; ++seq)
            all.append(message(seq));
        QVERIFY(add(store, all).ok());
        using D = StoreQuery::Direction;
        QCOMPARE(seqs(store, {D::Newest, 0, 3}), (QList<qint64>{18, 19, 20}));
        QCOMPARE(seqs(store, {D::Before, 5, 3}), (QList<qint64>{2, 3, 4}));
        QCOMPARE(seqs(store, {D::Before, 1, 3}), QList<qint64>());
        QCOMPARE(seqs(store, {D::After, 18, 5}), (QList<qint64>{19, 20}));
        QCOMPARE(seqs(store, {D::Around, 10, 4}), (QList<qint64>{9, 10, 11, 12}));
        const auto page = wait<MessageList>([&](auto then) {
            store.page("lobby", {D::Newest, 0, 1}, this, then);
        });
        QVERIFY(page.ok());
        QCOMPARE(page->constFirst(), all.constLast());
    }

    void messagesAreStoredOnce()
    {
        HistoryStore store(u":memory:"_s);
        QVERIFY(open(store).ok());
        const Message first = message(1);
        QVERIFY(add(store, {first}).ok());
        const auto again = add(store, {first});
        QVERIFY(again.ok());
        QCOMPARE(*again, AddOutcome::Added);
        QCOMPARE(seqs(store, {}), QList<qint64>{1});

        // Another message in its place: another log. Nothing of the batch is written.
        const auto other = add(store, {message(1), message(2)});
        QVERIFY(other.ok());
        QCOMPARE(*other, AddOutcome::OtherLog);
        QCOMPARE(seqs(store, {}), QList<qint64>{1});
        QVERIFY(wait<Done>([&](auto then) { store.setAside("lobby", 5, this, then); }).ok());
        QCOMPARE(seqs(store, {}), QList<qint64>());
    }

    void stateSurvivesARestart()
    {
        const QTemporaryDir dir;
        const QString path = dir.path() + u"/m.sqlite"_s;
        OutboxEntry entry;
        entry.uuid = m_ids.next();
        entry.conversation = "lobby";
        entry.text = u"later"_s;
        entry.createdMs = 7;
        OutboxEntry own = entry;
        own.uuid = m_ids.next();
        {
            HistoryStore store(path);
            QVERIFY(open(store).ok());
            for (const OutboxEntry &each : {entry, own})
                QVERIFY(wait<OutboxEntry>([&](auto then) { store.addOutbox(each, this, then); }).ok());
            Message acked = message(3, "alice");
            acked.uuid = own.uuid;
            QVERIFY(add(store, {message(1), message(2), acked, message(4)}, 4).ok());
            Conversation lobby;
            lobby.key = "lobby";
            lobby.lastSeq = 9;
            lobby.myRead = 1;
            lobby.peerRead = 2;
            store.saveConversation(lobby);
            store.saveDraft("lobby", u"draft"_s);
            store.savePeople({{"bob", u"Bob"_s, Presence::Online, 5}});
            store.setOutboxFailure(entry.uuid, SendFailure::Refused);
        }
        HistoryStore store(path);
        const auto state = open(store);
        QVERIFY(state.ok());
        QCOMPARE(state->conversations.size(), 1);
        const Conversation &lobby = state->conversations.constFirst();
        QCOMPARE(lobby.lastSeq, 9);
        QCOMPARE(lobby.synced, 4);
        QCOMPARE(lobby.myRead, 1);
        QCOMPARE(lobby.draft, u"draft"_s);
        QCOMPARE(lobby.unread, 2); // 2 and 4; 3 is own
        QVERIFY(lobby.last);
        QCOMPARE(lobby.last->seq, 4);
        QCOMPARE(state->people.size(), 1);
        QCOMPARE(state->people.constFirst().presence, Presence::Offline);
        // The message that turned up in the log left the outbox in the same transaction.
        QCOMPARE(state->outbox.size(), 1);
        QCOMPARE(state->outbox.constFirst().uuid, entry.uuid);
        QCOMPARE(state->outbox.constFirst().failure, SendFailure::Refused);
    }

    void newerSchemaIsLeftAlone()
    {
        const QTemporaryDir dir;
        const QString path = dir.path() + u"/m.sqlite"_s;
        {
            sql::DatabaseOptions options;
            options.path = path;
            auto db = sql::Database::open(options);
            QVERIFY(db.ok());
            QVERIFY(db->exec("PRAGMA user_version = 999").ok());
        }
        HistoryStore store(path);
        const auto state = open(store);
        QVERIFY(!state.ok());
        QVERIFY(state.error().text.contains(u"newer"_s));
        QVERIFY(!add(store, {message(1)}).ok());
    }

    void hundredThousandMessagesStayQuick()
    {
        HistoryStore store(u":memory:"_s);
        QVERIFY(open(store).ok());
        MessageList all;
        for (qint64 seq = 1; seq <= 100'000; ++seq)
            all.append(message(seq));
        QVERIFY(add(store, all, 100'000).ok());
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(seqs(store, {}).size(), 100);
        QCOMPARE(seqs(store, {StoreQuery::Direction::Before, 50'000, 100}).size(), 100);
        const auto unread = wait<int>([&](auto then) { store.countUnread("lobby", 0, this, then); });
        QVERIFY(unread.ok());
        QCOMPARE(*unread, Conversation::maxUnread);
        QVERIFY2(timer.elapsed() < 100, qPrintable(QString::number(timer.elapsed())));
    }
};

QTEST_GUILESS_MAIN(TestClientStore)
#include "tst_clientstore.moc"
