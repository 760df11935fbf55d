// SPDX-License-Identifier: MIT
#include "tests/unit/server/peopleingroups.h"

using namespace miniqq;
using namespace miniqq::testing;
using protocol::ChatAck;
using protocol::ChatDeliver;
using protocol::ChatSend;
using protocol::ErrorCode;
using protocol::MessageLinks;

namespace {

const QByteArray adaBob = "d:ada:bob";

ChatSend linked(const QByteArray &conversation, int uuid, const MessageLinks &links)
{
    return {conversation, uuidOf(uuid), "see there", {}, std::make_shared<const MessageLinks>(links)};
}

/// Ada's group with Bob in it, and Eve outside.
struct Talk : PeopleInGroups
{
    using PeopleInGroups::PeopleInGroups;

    /// What is answered: nothing but an acknowledgement, or the refusal.
    std::optional<protocol::ErrorReply> say(ConnectionId who, const ChatSend &message)
    {
        server.takeAll();
        server.say(who, message);
        server.settle();
        const std::vector<Heard> heard = server.take(who);
        if (heard.size() != 1)
            qFatal("one answer, and nothing else");
        if (const auto *error = std::get_if<protocol::ErrorReply>(&heard.front().message))
            return *error;
        return std::nullopt;
    }
    /// The field that is refused of it; empty: none is.
    QByteArray wrongField(ConnectionId who, const QByteArray &conversation, const MessageLinks &links)
    {
        const auto refusal = say(who, linked(conversation, ++m_uuid, links));
        return refusal ? refusal->field.value_or("?") : QByteArray();
    }
    void change(const protocol::ClientMessage &asked)
    {
        server.say(ada, asked);
        server.settle();
        server.takeAll();
    }
    std::vector<protocol::ChatMessage> history(ConnectionId who, const QByteArray &conversation)
    {
        server.takeAll();
        server.say(who, protocol::HistoryGet{conversation, std::nullopt, 0, 100});
        server.settle();
        return server.takeOne<protocol::HistoryPage>(who).messages;
    }
    quint64 hits(LimitHit limit) { return server.domain->counts().since.limitHits[size_t(limit)]; }

private:
    int m_uuid = 500;
};

} // namespace

/// What messages point at: replies and mentions.
class TestLinks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everybodyGetsThem();
    void theyGoWithAFile();
    void repliesAreToWhatOneMayRead();
    void whoComesAgainBeginsAnew();
    void mentionsAreOfThoseWhoAreThere_data();
    void mentionsAreOfThoseWhoAreThere();
    void theyAreJudgedWhenTheirTurnComes();
    void noMoreThanAllowed();
    void everybodyIsMentionedByFew();
    void aRepeatIsOne();
    void aRepeatIsOneWhateverTheRate();
    void whoMayNotSpeakIsToldThat();
    void theyGoWithARecall();
    void whatIsGoneCanBeAnswered();
    void theyCountAsBytesThatWait();
};

void TestLinks::everybodyGetsThem()
{
    Talk f;
    const MessageLinks links{1, {"bob"}, true};
    QVERIFY(!f.say(f.ada, linked(f.group, 1, links)));
    QVERIFY(*f.server.takeOne<ChatDeliver>(f.bob).message.links == links);
    const auto entry = f.history(f.bob, f.group).back();
    QCOMPARE(entry.text, "see there");
    QVERIFY(*entry.links == links);
    QVERIFY(*f.listed(f.bob).last->links == links);
    QVERIFY(!f.say(f.ada, {f.group, uuidOf(2), "plain"}));
    QVERIFY(!f.server.takeOne<ChatDeliver>(f.bob).message.links);
}

void TestLinks::theyGoWithAFile()
{
    Talk f;
    const Uuid file = uuidOf(900);
    FileRecord record;
    record.about.file = file;
    record.about.name = "photo.png";
    record.about.sha256 = QByteArray(32, 7);
    record.owner = f.server.accounts.accounts["ada"].id;
    record.state = FileState::Whole;
    f.server.files.files[file] = record;
    const MessageLinks links{1, {"bob"}, false};
    ChatSend message = linked(f.group, 1, links);
    message.file = file;
    QVERIFY(!f.say(f.ada, message));
    const auto told = f.server.takeOne<ChatDeliver>(f.bob).message;
    QVERIFY(told.attachment && told.attachment->file == file);
    QVERIFY(*told.links == links);
    message.file = uuidOf(901); // nobody's
    message.uuid = uuidOf(2);
    QCOMPARE(f.say(f.ada, message)->code, ErrorCode::NoFile);
}

void TestLinks::repliesAreToWhatOneMayRead()
{
    Talk f;
    QCOMPARE(f.wrongField(f.ada, adaBob, {1, {}, false}), "replyTo"); // nothing was said there yet
    QVERIFY(!f.say(f.ada, {adaBob, uuidOf(1), "one"}));
    QCOMPARE(f.wrongField(f.bob, adaBob, {1, {}, false}), "");
    QCOMPARE(f.wrongField(f.bob, adaBob, {9, {}, false}), "replyTo");
    QVERIFY(!f.say(f.ada, {f.group, uuidOf(2), "2"}));
    f.change(inviting(f.group, 3, {"eve"}));                           // 3
    QCOMPARE(f.wrongField(f.eve, f.group, {2, {}, false}), "replyTo"); // said before she came
    QCOMPARE(f.wrongField(f.eve, f.group, {3, {}, false}), "");
    QCOMPARE(f.wrongField(f.bob, f.group, {2, {}, false}), "");
}

void TestLinks::whoComesAgainBeginsAnew()
{
    Talk f;
    QVERIFY(!f.say(f.ada, {f.group, uuidOf(1), "2"}));
    QCOMPARE(f.wrongField(f.bob, f.group, {2, {}, false}), ""); // 3
    f.change(removing(f.group, 3, "bob"));                      // 4
    QVERIFY(!f.say(f.ada, {f.group, uuidOf(4), "5"}));
    f.change(inviting(f.group, 5, {"bob"})); // 6
    for (const qint64 before : {2, 5})
        QCOMPARE(f.wrongField(f.bob, f.group, {before, {}, false}), "replyTo");
    QCOMPARE(f.wrongField(f.bob, f.group, {6, {}, false}), "");
}

void TestLinks::mentionsAreOfThoseWhoAreThere_data()
{
    QTest::addColumn<QByteArray>("conversation");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<bool>("isThere");
    const QByteArray group = "group";
    QTest::newRow("lobby, anybody") << QByteArray("lobby") << QByteArray("eve") << true;
    QTest::newRow("lobby, nobody") << QByteArray("lobby") << QByteArray("nobody") << false;
    QTest::newRow("direct, the other") << adaBob << QByteArray("bob") << true;
    QTest::newRow("direct, oneself") << adaBob << QByteArray("ada") << true;
    QTest::newRow("direct, somebody else") << adaBob << QByteArray("eve") << false;
    QTest::newRow("direct, nobody") << adaBob << QByteArray("nobody") << false;
    QTest::newRow("group, a member") << group << QByteArray("bob") << true;
    QTest::newRow("group, a stranger") << group << QByteArray("eve") << false;
    QTest::newRow("group, nobody") << group << QByteArray("nobody") << false;
}

void TestLinks::mentionsAreOfThoseWhoAreThere()
{
    QFETCH(QByteArray, conversation);
    QFETCH(QByteArray, name);
    QFETCH(bool, isThere);
    Talk f;
    const QByteArray key = conversation == "group" ? f.group : conversation;
    QCOMPARE(f.wrongField(f.ada, key, {0, {"ada", name == "ada" ? "bob" : name}, false}),
             isThere ? "" : "mentions");
    QCOMPARE(f.history(f.ada, key).size(), size_t((key == f.group ? 1 : 0) + (isThere ? 1 : 0)));
}

/// Behind the changes that were asked for before, not when they arrive.
void TestLinks::theyAreJudgedWhenTheirTurnComes()
{
    Talk f;
    const MessageLinks toEve{0, {"eve"}, false};
    const MessageLinks toBob{0, {"bob"}, false};
    f.server.say(f.ada, {inviting(f.group, 1, {"eve"}), linked(f.group, 2, toEve),
                         removing(f.group, 3, "bob"), linked(f.group, 4, toBob)});
    f.server.settle();
    const auto heard = f.server.take(f.ada);
    QCOMPARE(only<ChatAck>(heard).size(), size_t(1));
    QCOMPARE(only<ChatAck>(heard).front().uuid, uuidOf(2));
    QCOMPARE(only<protocol::ErrorReply>(heard).size(), size_t(1));
    QCOMPARE(only<protocol::ErrorReply>(heard).front().field, std::optional<QByteArray>("mentions"));
    // A conversation that has to be made first.
    f.server.say(f.eve, {linked("d:bob:eve", 1, toBob), linked("d:bob:eve", 2, {1, {}, false})});
    f.server.settle();
    QCOMPARE(only<ChatAck>(f.server.take(f.eve)).size(), size_t(1)); // nothing was said there to answer
}

void TestLinks::noMoreThanAllowed()
{
    Limits limits = DomainHarness::generousLimits();
    limits.mentions = 1;
    Talk f(limits);
    QCOMPARE(f.wrongField(f.ada, f.group, {0, {"bob"}, false}), "");
    QCOMPARE(f.hits(LimitHit::Mentions), quint64(0));
    QCOMPARE(f.wrongField(f.ada, f.group, {0, {"ada", "bob"}, false}), "mentions");
    QCOMPARE(f.hits(LimitHit::Mentions), quint64(1));
}

void TestLinks::everybodyIsMentionedByFew()
{
    Limits limits = DomainHarness::generousLimits();
    limits.mentionsOfAll = {0.1, 2};
    Talk f(limits);
    const MessageLinks all{0, {}, true};
    QCOMPARE(f.say(f.ada, linked("lobby", 1, all))->field, std::optional<QByteArray>("mentionsAll"));
    QCOMPARE(f.say(f.ada, linked(adaBob, 2, all))->field, std::optional<QByteArray>("mentionsAll"));
    QCOMPARE(f.say(f.bob, linked(f.group, 3, all))->code, ErrorCode::Forbidden);
    QVERIFY(!f.say(f.ada, linked(f.group, 4, all)));
    f.change(promoting(f.group, 5, "bob"));
    QVERIFY(!f.say(f.bob, linked(f.group, 6, all))); // the group's rate, not each one's
    QCOMPARE(f.hits(LimitHit::MentionsOfAll), quint64(0));
    const auto tooOften = f.say(f.ada, linked(f.group, 7, all));
    QCOMPARE(tooOften->code, ErrorCode::RateLimited);
    QCOMPARE(tooOften->retryAfterMs, std::optional<qint64>(10'000));
    QCOMPARE(f.hits(LimitHit::MentionsOfAll), quint64(1));
    QVERIFY(!f.say(f.ada, {f.group, uuidOf(8), "to those who read"}));
    f.server.passSeconds(10);
    QVERIFY(!f.say(f.ada, linked(f.group, 7, all)));
}

/// Whatever has changed since: the answer of then.
void TestLinks::aRepeatIsOne()
{
    Talk f;
    const ChatSend message = linked(f.group, 1, {1, {"bob"}, false});
    QVERIFY(!f.say(f.ada, message));
    f.change(removing(f.group, 2, "bob"));
    QVERIFY(!f.say(f.ada, message));
    for (const MessageLinks &other : {MessageLinks{1, {"ada"}, false}, MessageLinks{2, {"bob"}, false},
                                      MessageLinks{1, {"bob"}, true}, MessageLinks{1, {}, false}})
        QCOMPARE(f.say(f.ada, linked(f.group, 1, other))->code, ErrorCode::UuidConflict);
    QCOMPARE(f.say(f.ada, {f.group, uuidOf(1), "see there"})->code, ErrorCode::UuidConflict);
    QCOMPARE(f.say(f.ada, linked(f.group, 3, {1, {"bob"}, false}))->code, ErrorCode::BadField);
    QVERIFY(!f.say(f.ada, {f.group, uuidOf(4), "see there"})); // and the other way round
    QCOMPARE(f.say(f.ada, linked(f.group, 4, {1, {}, false}))->code, ErrorCode::UuidConflict);
}

void TestLinks::aRepeatIsOneWhateverTheRate()
{
    Limits limits = DomainHarness::generousLimits();
    limits.mentionsOfAll = {0.1, 1};
    Talk f(limits);
    const ChatSend message = linked(f.group, 1, {0, {}, true});
    QVERIFY(!f.say(f.ada, message));
    QVERIFY(!f.say(f.ada, message));
    QVERIFY(f.server.take(f.bob).size() == 0); // not told twice
    QCOMPARE(f.hits(LimitHit::MentionsOfAll), quint64(0));
    QCOMPARE(f.say(f.ada, linked(f.group, 2, {0, {}, true}))->code, ErrorCode::RateLimited);
}

void TestLinks::whoMayNotSpeakIsToldThat()
{
    Talk f;
    f.change(muting(f.group, 1, "bob", 60));
    QCOMPARE(f.say(f.bob, linked(f.group, 2, {99, {"nobody"}, true}))->code, ErrorCode::Muted);
    f.change(removing(f.group, 3, "bob"));
    QCOMPARE(f.say(f.bob, linked(f.group, 4, {99, {"nobody"}, true}))->code, ErrorCode::NoConversation);
    QCOMPARE(f.say(f.eve, linked(f.group, 5, {1, {}, false}))->code, ErrorCode::NoConversation);
}

void TestLinks::theyGoWithARecall()
{
    Talk f;
    const ChatSend message = linked(adaBob, 1, {0, {"bob"}, false});
    QVERIFY(!f.say(f.ada, message));
    f.change(protocol::ChatRecall{adaBob, uuidOf(2), 1});
    const auto entry = f.history(f.bob, adaBob).front();
    QVERIFY(entry.isRecalled && !entry.links);
    QVERIFY(!f.say(f.ada, message)); // it is not known any more what it said
    QVERIFY(f.server.take(f.bob).empty());
}

/// What was said about it stays said, and shows nothing of what it was.
void TestLinks::whatIsGoneCanBeAnswered()
{
    Talk f;
    QVERIFY(!f.say(f.ada, {adaBob, uuidOf(1), "a slip"}));
    QCOMPARE(f.wrongField(f.bob, adaBob, {1, {}, false}), "");
    f.change(protocol::ChatRecall{adaBob, uuidOf(2), 1});
    QCOMPARE(f.wrongField(f.bob, adaBob, {1, {}, false}), "");
    const auto entries = f.history(f.ada, adaBob);
    QCOMPARE(entries.size(), size_t(4));
    QVERIFY(entries[0].isRecalled && entries[0].text.isEmpty());
    for (const size_t reply : {1, 3})
        QCOMPARE(entries[reply].links->replyTo, qint64(1));
}

void TestLinks::theyCountAsBytesThatWait()
{
    Limits limits = DomainHarness::generousLimits();
    limits.pendingMessageBytes = 100;
    Talk f(limits);
    f.server.takeAll();
    const ChatSend large = linked(adaBob, 1, {0, {"ada", "bob"}, false});
    QCOMPARE(f.say(f.ada, large)->code, ErrorCode::ServerBusy);
    QVERIFY(!f.say(f.ada, {adaBob, uuidOf(2), "see there"}));
    limits.pendingMessageBytes = 1'000;
    f.server.domain->setLimits(limits);
    for (int uuid = 3; uuid < 30; ++uuid) // what was stored does not count any more
        QVERIFY(!f.say(f.ada, linked(adaBob, uuid, {0, {"ada", "bob"}, false})));
}

QTEST_GUILESS_MAIN(TestLinks)
#include "tst_links.moc"
