// SPDX-License-Identifier: MIT
#include "server/domain/resumetoken.h"
#include "tests/support/domainharness.h"

#include <QTest>

using namespace miniqq;
using namespace miniqq::testing;
using protocol::ErrorCode;

/// Signing in without the password.
class TestResumeTokens : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tokenIsSingleUse();
    void tokenOfAnotherAccount();
    void tokenExpires();
    void tokenOutlivesALostAnswer_data();
    void tokenOutlivesALostAnswer();
    void onlyTheHashOfATokenIsStored();
};

void TestResumeTokens::tokenIsSingleUse()
{
    DomainHarness server;
    const ConnectionId first = server.greeted();
    server.say(first, protocol::AuthRegister{"ada", {}, "secret"});
    server.settle();
    const QByteArray token = only<protocol::AuthOk>(server.take(first)).front().token;
    server.close(first);

    const ConnectionId second = server.greeted();
    server.say(second, protocol::AuthResume{"ada", token});
    server.settle();
    const QByteArray next = only<protocol::AuthOk>(server.take(second)).front().token;
    QVERIFY(next != token);
    server.say(second, protocol::DirectoryGet()); // whoever says this has got the next one
    server.settle();
    server.takeAll();

    const ConnectionId third = server.greeted();
    server.say(third, protocol::AuthResume{"ada", token});
    server.settle();
    QCOMPARE(server.takeOne<protocol::ErrorReply>(third).code, ErrorCode::BadCredentials);
    server.say(third, protocol::AuthResume{"ada", next});
    server.settle();
    QCOMPARE(only<protocol::AuthOk>(server.take(third)).size(), size_t(1));
    QCOMPARE(server.accounts.tokens.size(), size_t(2));
    server.say(third, protocol::DirectoryGet());
    server.settle();
    QCOMPARE(server.accounts.tokens.size(), size_t(1));
}

void TestResumeTokens::tokenOfAnotherAccount()
{
    DomainHarness server;
    server.signedIn("bob");
    const ConnectionId ada = server.greeted();
    server.say(ada, protocol::AuthRegister{"ada", {}, "secret"});
    server.settle();
    const QByteArray token = only<protocol::AuthOk>(server.take(ada)).front().token;
    const ConnectionId me = server.greeted();
    for (const char *name : {"bob", "nobody"}) {
        server.say(me, protocol::AuthResume{name, token});
        server.settle();
        QCOMPARE(server.takeOne<protocol::ErrorReply>(me).code, ErrorCode::BadCredentials);
    }
    QVERIFY(server.accounts.tokens.contains(server::ResumeToken::hashOf(token))); // still its owner's
}

void TestResumeTokens::tokenExpires()
{
    for (const qint64 early : {1, 0}) {
        DomainHarness server;
        const ConnectionId first = server.greeted();
        server.say(first, protocol::AuthRegister{"ada", {}, "secret"});
        server.settle();
        const QByteArray token = only<protocol::AuthOk>(server.take(first)).front().token;
        server.clock.advanceMs(Limits().tokenLifetimeMs - early);
        const ConnectionId second = server.greeted();
        server.say(second, protocol::AuthResume{"ada", token});
        server.settle();
        QCOMPARE(only<protocol::AuthOk>(server.take(second)).size(), size_t(early));
    }
}

void TestResumeTokens::tokenOutlivesALostAnswer_data()
{
    QTest::addColumn<bool>("answered");
    QTest::newRow("broken before the answer") << false;
    QTest::newRow("broken with the answer on its way") << true;
}

void TestResumeTokens::tokenOutlivesALostAnswer()
{
    QFETCH(bool, answered);
    DomainHarness server;
    const ConnectionId first = server.greeted();
    server.say(first, protocol::AuthRegister{"ada", {}, "secret"});
    server.settle();
    const QByteArray token = only<protocol::AuthOk>(server.take(first)).front().token;
    server.close(first);

    const ConnectionId broken = server.greeted();
    server.say(broken, protocol::AuthResume{"ada", token});
    if (answered)
        server.settle();
    server.say(broken, protocol::Ping()); // allowed at any time, and so no sign of anything
    server.close(broken);
    server.settle();

    const ConnectionId again = server.greeted();
    server.say(again, protocol::AuthResume{"ada", token});
    server.settle();
    QCOMPARE(only<protocol::AuthOk>(server.take(again)).size(), size_t(1));
    server.say(again, protocol::AuthSignOut());
    server.settle();
    QVERIFY(!server.accounts.tokens.contains(server::ResumeToken::hashOf(token)));
}

void TestResumeTokens::onlyTheHashOfATokenIsStored()
{
    DomainHarness server;
    const ConnectionId me = server.greeted();
    server.say(me, protocol::AuthRegister{"ada", {}, "secret"});
    server.settle();
    const QByteArray token = only<protocol::AuthOk>(server.take(me)).front().token;
    QCOMPARE(server.accounts.tokens.size(), size_t(1));
    const auto &[key, record] = *server.accounts.tokens.begin();
    QCOMPARE(key, server::ResumeToken::hashOf(token));
    QCOMPARE(key.size(), 32);
    QCOMPARE(record.expiresMs - record.createdMs, Limits().tokenLifetimeMs);
}

QTEST_GUILESS_MAIN(TestResumeTokens)
#include "tst_resumetokens.moc"
