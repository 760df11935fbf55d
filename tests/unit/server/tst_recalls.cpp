// SPDX-License-Identifier: MIT
#include "tests/unit/server/peopleingroups.h"

using namespace miniqq;
using namespace miniqq::testing;
using protocol::ChatAck;
using protocol::ChatDeliver;
using protocol::ChatRecall;
using protocol::ChatRecalled;
using protocol::ChatSend;
using protocol::ErrorCode;
using protocol::HistoryPage;

/// Messages that are taken back: who may, who is told, and what is left of them.
class TestRecalls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itsTextIsGoneForEverybody();
    void itIsDoneOnce();
    void onlySoLong();
    void whoMayInAGroup();
    void thoseWhoLeftAreNotTold();
    void whoKnowsOfNoneReadsWords();
    void whatFailedAndWasStored();
    void whatFailedIsToldWhoeverAsksNext();
    void aClockThatIsSetBackGivesNoTime();
    void aMessageSentAgainStaysGone();
    void itKeepsItsPlaceAmongMessages();
    void tooManyInAShortTime();
};

namespace {

const QByteArray adaBob = "d:ada:bob";

struct Talk : PeopleInGroups
{
    using PeopleInGroups::PeopleInGroups;

    /// Says it and takes what everybody hears of it; its place.
    qint64 say(ConnectionId who, const QByteArray &conversation, int uuid, const QByteArray &text)
    {
        server.say(who, ChatSend{conversation, uuidOf(uuid), text});
        server.settle();
        const qint64 seq = only<ChatAck>(server.take(who)).front().seq;
        server.takeAll();
        return seq;
    }
    /// What is answered to a recall: nothing, or why not.
    std::optional<ErrorCode> recall(ConnectionId who, const QByteArray &conversation, int uuid, qint64 seq)
    {
        (void)server.take(who);
        server.say(who, ChatRecall{conversation, uuidOf(uuid), seq});
        server.settle();
        const std::vector<Heard> heard = server.take(who);
        if (heard.size() != 1)
            qFatal("one answer, and nothing else");
        return DomainHarness::codeOf(heard.front());
    }
    std::vector<protocol::ChatMessage> history(ConnectionId who, const QByteArray &conversation)
    {
        server.take(who);
        server.say(who, protocol::HistoryGet{conversation, std::nullopt, 0, 100});
        server.settle();
        return server.takeOne<HistoryPage>(who).messages;
    }
};

} // namespace

void TestRecalls::itsTextIsGoneForEverybody()
{
    for (const QByteArray &conversation : {QByteArray("lobby"), adaBob}) {
        Talk f;
        const ConnectionId elsewhere = f.server.signedIn("ada");
        f.say(f.ada, conversation, 1, "a slip");
        f.server.say(f.ada, ChatRecall{conversation, uuidOf(2), 1}, "9");
        QVERIFY(f.server.take(f.bob).empty()); // not before it is on disk
        f.server.settle();
        const auto ack = f.server.takeOne<ChatAck>(f.ada);
        QVERIFY(ack.seq == 2 && ack.uuid == uuidOf(2));
        for (const ConnectionId other : {f.bob, elsewhere}) {
            const auto told = f.server.takeOne<ChatRecalled>(other);
            QCOMPARE(told.conversation, conversation);
            QCOMPARE(told.entry.seq, qint64(2));
            QCOMPARE(told.entry.recalls, qint64(1));
            QCOMPARE(told.entry.from, "ada");
        }
        const auto messages = f.history(f.bob, conversation);
        QCOMPARE(messages.size(), size_t(2));
        QVERIFY(messages[0].isRecalled && messages[0].text.isEmpty());
        QCOMPARE(messages[0].from, "ada");
        QCOMPARE(messages[1].recalls, qint64(1));
        f.server.say(f.bob, protocol::ConversationGet());
        f.server.settle();
        int listed = 0;
        for (const auto &info : f.server.takeOne<protocol::ConversationPage>(f.bob).conversations) {
            if (info.conversation != conversation)
                continue;
            QCOMPARE(info.last->recalls, qint64(1));
            ++listed;
        }
        QCOMPARE(listed, 1);
    }
}

void TestRecalls::itIsDoneOnce()
{
    Talk f;
    f.say(f.ada, adaBob, 1, "a slip");
    QCOMPARE(f.recall(f.ada, adaBob, 2, 1), std::nullopt);
    (void)f.server.takeOne<ChatRecalled>(f.bob);
    f.server.say(f.ada, ChatRecall{adaBob, uuidOf(2), 1}); // the same
    f.server.say(f.ada, ChatRecall{adaBob, uuidOf(3), 1}); // another: done already
    f.server.settle();
    const auto acks = only<ChatAck>(f.server.take(f.ada));
    QCOMPARE(acks.size(), size_t(2));
    for (const ChatAck &ack : acks)
        QCOMPARE(ack.seq, qint64(2));
    QCOMPARE(f.recall(f.ada, adaBob, 2, 2), ErrorCode::UuidConflict);
    QVERIFY(f.server.take(f.bob).empty());
    QCOMPARE(f.history(f.bob, adaBob).size(), size_t(2));
}

void TestRecalls::onlySoLong()
{
    Limits limits = DomainHarness::generousLimits();
    limits.recallMs = 120'000;
    Talk f(limits);
    f.say(f.ada, adaBob, 1, "one");
    f.say(f.ada, adaBob, 2, "two");
    f.server.passMs(120'000);
    QCOMPARE(f.recall(f.ada, adaBob, 3, 1), std::nullopt);
    f.server.passMs(1);
    QCOMPARE(f.recall(f.ada, adaBob, 4, 2), ErrorCode::TooLate);
    QCOMPARE(f.recall(f.ada, adaBob, 5, 1), std::nullopt);         // done before: there is no hurry
    QCOMPARE(f.recall(f.ada, adaBob, 6, 3), ErrorCode::NoMessage); // a recall is none
    QCOMPARE(f.recall(f.ada, adaBob, 7, 99), ErrorCode::NoMessage);
    QCOMPARE(f.recall(f.bob, adaBob, 8, 2), ErrorCode::Forbidden);
    QCOMPARE(f.recall(f.eve, adaBob, 9, 2), ErrorCode::NoConversation);
    QCOMPARE(f.history(f.bob, adaBob)[1].text, "two");
}

void TestRecalls::aClockThatIsSetBackGivesNoTime()
{
    Talk f;
    f.say(f.ada, adaBob, 1, "stands");
    f.server.clock.setWallMs(f.server.clock.wallMs() - 86'400'000);
    QCOMPARE(f.recall(f.ada, adaBob, 2, 1), ErrorCode::TooLate);
    QCOMPARE(f.history(f.bob, adaBob)[0].text, "stands");
}

void TestRecalls::whoMayInAGroup()
{
    Talk f;                                             // Ada's group; Bob is a member
    f.server.say(f.ada, inviting(f.group, 1, {"eve"})); // 2
    f.server.settle();
    f.server.takeAll();
    const qint64 hers = f.say(f.ada, f.group, 2, "the owner's");
    const qint64 his = f.say(f.bob, f.group, 3, "a member's");
    const qint64 other = f.say(f.bob, f.group, 4, "another of his");
    QCOMPARE(f.recall(f.eve, f.group, 5, his), ErrorCode::Forbidden);
    QCOMPARE(f.recall(f.ada, f.group, 6, his), std::nullopt); // she keeps order
    f.server.say(f.ada, promoting(f.group, 7, "eve"));
    f.server.settle();
    f.server.takeAll();
    QCOMPARE(f.recall(f.eve, f.group, 8, hers), ErrorCode::Forbidden); // who is more than she is
    QCOMPARE(f.recall(f.eve, f.group, 9, other), std::nullopt);
    QCOMPARE(f.recall(f.eve, f.group, 10, 1), ErrorCode::NoMessage); // said before she came
    QCOMPARE(f.recall(f.ada, f.group, 11, 1), ErrorCode::NoMessage); // a change, and no message
}

void TestRecalls::thoseWhoLeftAreNotTold()
{
    Talk f;
    const qint64 seq = f.say(f.ada, f.group, 1, "a slip");
    f.server.say(f.bob, leaving(f.group, 2));
    f.server.settle();
    f.server.takeAll();
    QCOMPARE(f.recall(f.ada, f.group, 3, seq), std::nullopt);
    QVERIFY(f.server.take(f.bob).empty());
    const auto messages = f.history(f.bob, f.group);
    QCOMPARE(messages.back().change->what, protocol::GroupChange::Left); // not that it was taken back
    QVERIFY(messages[1].isRecalled && messages[1].text.isEmpty());       // but the text is gone for him, too
    f.server.say(f.ada, inviting(f.group, 4, {"bob"}));
    f.server.settle();
    f.server.takeAll();
    QCOMPARE(f.recall(f.bob, f.group, 5, seq), ErrorCode::NoMessage);
}

void TestRecalls::whoKnowsOfNoneReadsWords()
{
    Talk f;
    const ConnectionId old = f.server.open();
    f.server.say(old, protocol::Hello{1, 1, "old", {protocol::groupsFeature}});
    f.server.say(old, protocol::AuthSignIn{"bob", DomainHarness::passwordOf("bob")});
    f.server.settle();
    f.server.passQuietTime();
    f.server.takeAll();
    f.say(f.ada, adaBob, 1, "a slip");
    QCOMPARE(f.recall(f.ada, adaBob, 2, 1), std::nullopt);
    const auto told = f.server.takeOne<ChatDeliver>(old);
    QVERIFY(told.message.seq == 2 && told.message.recalls == 0 && !told.message.text.isEmpty());
    (void)f.server.takeOne<ChatRecalled>(f.bob);
    const auto messages = f.history(old, adaBob);
    QCOMPARE(messages.size(), size_t(2)); // no hole that it would ask for for ever
    QVERIFY(!messages[0].isRecalled && messages[0].text != "a slip");
    QCOMPARE(messages[1].text, told.message.text);
}

void TestRecalls::whatFailedAndWasStored()
{
    Talk f;
    f.say(f.ada, adaBob, 1, "a slip");
    f.server.messages.failures = 1;
    f.server.messages.failAfterStoring = true;
    QCOMPARE(f.recall(f.ada, adaBob, 2, 1), ErrorCode::StorageFailed);
    QVERIFY(f.server.take(f.bob).empty());
    QVERIFY(f.history(f.bob, adaBob)[0].text.isEmpty());
    QCOMPARE(f.recall(f.ada, adaBob, 2, 1), std::nullopt);
    QCOMPARE(f.server.takeOne<ChatRecalled>(f.bob).entry.seq, qint64(2));
    QCOMPARE(f.recall(f.ada, adaBob, 2, 1), std::nullopt);
    QVERIFY(f.server.take(f.bob).empty());
}

/// The same, but it is asked for as something new.
void TestRecalls::whatFailedIsToldWhoeverAsksNext()
{
    Talk f;
    f.say(f.ada, adaBob, 1, "a slip");
    f.server.messages.failures = 1;
    f.server.messages.failAfterStoring = true;
    QCOMPARE(f.recall(f.ada, adaBob, 2, 1), ErrorCode::StorageFailed);
    QCOMPARE(f.recall(f.ada, adaBob, 3, 1), std::nullopt);
    const auto told = f.server.takeOne<ChatRecalled>(f.bob);
    QCOMPARE(told.entry.seq, qint64(2));
    QCOMPARE(told.entry.from, "ada");
    QCOMPARE(told.entry.uuid, uuidOf(2)); // the one that was stored
    QCOMPARE(told.entry.recalls, qint64(1));
    QCOMPARE(f.recall(f.ada, adaBob, 4, 1), std::nullopt);
    QVERIFY(f.server.take(f.bob).empty());
}

/// Whoever did not hear that it was stored sends it again, or sends again what failed and was read by others.
void TestRecalls::aMessageSentAgainStaysGone()
{
    Talk f;
    f.server.messages.failures = 1;
    f.server.messages.failAfterStoring = true;
    f.server.say(f.bob, ChatSend{f.group, uuidOf(1), "a slip"});
    f.server.settle();
    f.server.takeAll();
    QCOMPARE(f.recall(f.ada, f.group, 2, 2), std::nullopt); // she read it in the history
    f.server.takeAll();
    f.server.say(f.bob, ChatSend{f.group, uuidOf(1), "a slip"});
    f.server.settle();
    QCOMPARE(f.server.takeOne<ChatAck>(f.bob).seq, qint64(2));
    QVERIFY(f.server.take(f.ada).empty());
}

void TestRecalls::itKeepsItsPlaceAmongMessages()
{
    Talk f;
    f.say(f.bob, f.group, 1, "a slip");             // 2
    f.server.say(f.ada, renaming(f.group, 2, "x")); // 3: the rest waits for it
    f.server.say(f.bob, {ChatSend{f.group, uuidOf(3), "4"}, ChatRecall{f.group, uuidOf(4), 2},
                         ChatSend{f.group, uuidOf(5), "6"}});
    f.server.settle();
    const auto acks = only<ChatAck>(f.server.take(f.bob));
    QCOMPARE(acks.size(), size_t(3));
    for (size_t i = 0; i < acks.size(); ++i)
        QCOMPARE(acks[i].seq, qint64(i) + 4);
}

void TestRecalls::tooManyInAShortTime()
{
    Limits limits = DomainHarness::generousLimits();
    limits.recalls = {1, 2};
    Talk f(limits);
    QCOMPARE(f.recall(f.ada, "lobby", 1, 1), ErrorCode::NoMessage);
    QCOMPARE(f.recall(f.ada, "d:ada:eve", 2, 1), ErrorCode::NoMessage);
    QCOMPARE(f.recall(f.ada, "lobby", 3, 1), ErrorCode::RateLimited);
    QCOMPARE(f.recall(f.bob, "d:ada:eve", 4, 1), ErrorCode::NoConversation);
    QCOMPARE(f.recall(f.eve, f.group, 5, 1), ErrorCode::NoConversation);
}

QTEST_GUILESS_MAIN(TestRecalls)
#include "tst_recalls.moc"
