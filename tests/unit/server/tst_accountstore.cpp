// SPDX-License-Identifier: MIT
#include "tests/unit/server/storefixture.h"

using namespace miniqq;
using namespace miniqq::server;

namespace {

using Created = AccountStore::CreateResult;
using Status = AccountStore::CreateStatus;
using Written = Result<Done, StoreError>;
using Renewed = Result<bool, StoreError>;
using Found = Result<std::optional<TokenRecord>, StoreError>;

QByteArray sha(char fill)
{
    return QByteArray(32, fill);
}

/// A store whose accounts can be asked and waited for.
class AccountFixture : public StoreFixture
{
public:
    Created create(const QByteArray &name, const QByteArray &skeleton)
    {
        std::optional<Created> answer;
        store->accounts().create({name, skeleton, name.toUpper(), "hash of " + name, 1234},
                                 [&answer](const Created &result) { answer = result; });
        return awaitValue(answer);
    }

    std::optional<TokenRecord> find(const QByteArray &sha256, qint64 nowMs)
    {
        std::optional<Found> answer;
        store->accounts().findToken(sha256, nowMs, [&answer](const Found &result) { answer = result; });
        return *awaitValue(answer);
    }

    Written add(const TokenRecord &token)
    {
        std::optional<Written> answer;
        store->accounts().addToken(token, [&answer](const Written &result) { answer = result; });
        return awaitValue(answer);
    }

    bool renew(const QByteArray &used, const TokenRecord &token)
    {
        std::optional<Renewed> answer;
        store->accounts().renewToken(used, token, [&answer](const Renewed &result) { answer = result; });
        return *awaitValue(answer);
    }
};

} // namespace

class TestAccountStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void createsAccounts();
    void namesAreUnique();
    void oneRefusalSparesTheRestOfTheCommit();
    void changesAccounts();
    void tokensComeAndGo();
    void tokensAreRenewedByTheirOwner();
    void tokensExpire();
    void tokensDoNotPileUp();
    void conversationsAreMadeOnce();
    void answersComeInOrder();
};

void TestAccountStore::createsAccounts()
{
    AccountFixture f;
    QVERIFY(f.open());
    const Created alice = f.create("alice", "alice");
    QCOMPARE(alice.status, Status::Created);
    const QByteArray chinese("\xe5\xbc\xa0\xe4\xbc\x9f");
    QCOMPARE(f.create(chinese, chinese).status, Status::Created);
    f.close();

    const auto state = f.open();
    QCOMPARE(state->accounts.size(), size_t(2));
    const AccountRecord &read = state->accounts[0];
    QCOMPARE(read.id, alice.account.id);
    QCOMPARE(read.name, QByteArray("alice"));
    QCOMPARE(read.display, QByteArray("ALICE"));
    QCOMPARE(read.passwordHash, QByteArray("hash of alice"));
    QCOMPARE(read.createdMs, qint64(1234));
    QCOMPARE(read.lastSeenMs, qint64(0));
    QCOMPARE(state->accounts[1].name, chinese);
}

void TestAccountStore::namesAreUnique()
{
    AccountFixture f;
    QVERIFY(f.open());
    QCOMPARE(f.create("paul", "paul").status, Status::Created);
    QCOMPARE(f.create("paul", "other").status, Status::Taken);
    QCOMPARE(f.create("pau1", "paul").status, Status::Taken);
    QCOMPARE(f.create("pauline", "pauline").status, Status::Created);
    f.close();
    QCOMPARE(f.open()->accounts.size(), size_t(2));
}

void TestAccountStore::oneRefusalSparesTheRestOfTheCommit()
{
    AccountFixture f;
    QVERIFY(f.open());
    const AccountId alice = f.create("alice", "alice").account.id;
    std::vector<bool> outcomes;
    const auto note = [&outcomes](const Written &result) { outcomes.push_back(result.ok()); };
    // Handed over together: the second breaks a rule (there is no such account), the message and the others
    // do not.
    f.store->accounts().addToken({alice, sha('a'), 1, 100}, note);
    f.store->accounts().addToken({AccountId(999), sha('b'), 1, 100}, note);
    f.store->accounts().addToken({alice, sha('c'), 1, 100}, note);
    QCOMPARE(f.append(f.message(1, alice.value(), "hello")).status, AppendResult::Stored);
    QTRY_COMPARE(outcomes, (std::vector<bool>{true, false, true}));
    QVERIFY(f.find(sha('a'), 2));
    QVERIFY(!f.find(sha('b'), 2));
    QVERIFY(f.find(sha('c'), 2));
}

void TestAccountStore::changesAccounts()
{
    AccountFixture f;
    QVERIFY(f.open());
    const AccountId alice = f.create("alice", "alice").account.id;
    int done = 0;
    const auto count = [&done](const Written &result) { done += result.ok(); };
    f.store->accounts().setPasswordHash(alice, "new hash", count);
    f.store->accounts().setDisplay(alice, "Alice L.", count);
    f.store->accounts().touchLastSeen(alice, 2000);
    f.store->accounts().touchLastSeen(alice, 1000); // late news: time never goes back
    QTRY_COMPARE(done, 2);
    f.close();
    const auto state = f.open();
    QCOMPARE(state->accounts[0].passwordHash, QByteArray("new hash"));
    QCOMPARE(state->accounts[0].display, QByteArray("Alice L."));
    QCOMPARE(state->accounts[0].lastSeenMs, qint64(2000));
}

void TestAccountStore::tokensComeAndGo()
{
    AccountFixture f;
    QVERIFY(f.open());
    const AccountId alice = f.create("alice", "alice").account.id;
    const AccountId bob = f.create("bob", "bob").account.id;
    for (const char c : {'1', '2', '3'})
        QVERIFY(f.add({alice, sha(c), 10, 100}));
    QVERIFY(f.add({bob, sha('4'), 10, 100}));
    QVERIFY(!f.add({bob, sha('4'), 10, 100}));
    QVERIFY(!f.add({bob, QByteArray("short"), 10, 100}));

    const auto token = f.find(sha('1'), 50);
    QVERIFY(token);
    QCOMPARE(token->account, alice);
    QCOMPARE(token->createdMs, qint64(10));
    QCOMPARE(token->expiresMs, qint64(100));
    QVERIFY(!f.find(sha('9'), 50));

    f.store->accounts().removeToken(sha('1'), {});
    QVERIFY(!f.find(sha('2'), 100));
    std::optional<Written> removed;
    f.store->accounts().removeTokensBut(alice, sha('2'),
                                        [&removed](const Written &result) { removed = result; });
    QVERIFY(awaitValue(removed).ok());
    QVERIFY(!f.find(sha('3'), 50));
    QVERIFY(f.find(sha('2'), 50));
    QVERIFY(f.find(sha('4'), 50));
    std::optional<Written> changed;
    f.store->accounts().changePassword(alice, "new hash", {alice, sha('5'), 20, 100},
                                       [&changed](const Written &result) { changed = result; });
    QVERIFY(awaitValue(changed).ok());
    QVERIFY(!f.find(sha('2'), 50));
    QVERIFY(f.find(sha('5'), 50));
    QVERIFY(f.find(sha('4'), 50));
    f.close();
    const auto state = f.open();
    QVERIFY(state);
    QCOMPARE(state->accounts.at(0).passwordHash, QByteArray("new hash"));
}

void TestAccountStore::tokensAreRenewedByTheirOwner()
{
    AccountFixture f;
    QVERIFY(f.open());
    const AccountId alice = f.create("alice", "alice").account.id;
    const AccountId bob = f.create("bob", "bob").account.id;
    QVERIFY(f.add({alice, sha('1'), 10, 100}));
    QVERIFY(!f.renew(sha('1'), {bob, sha('x'), 20, 200})); // not his
    QVERIFY(f.renew(sha('1'), {alice, sha('2'), 20, 200}));
    QVERIFY(f.find(sha('1'), 50)); // until it is removed
    f.store->accounts().removeToken(sha('1'), {});
    QVERIFY(!f.renew(sha('1'), {alice, sha('3'), 30, 300}));
    QVERIFY(!f.find(sha('1'), 50));
    QCOMPARE(f.find(sha('2'), 50)->expiresMs, qint64(200));
    QVERIFY(!f.find(sha('3'), 50));
    QVERIFY(!f.find(sha('x'), 50));
}

void TestAccountStore::tokensExpire()
{
    AccountFixture f;
    QVERIFY(f.open());
    const AccountId alice = f.create("alice", "alice").account.id;
    QVERIFY(f.add({alice, sha('1'), 10, 100}));
    QVERIFY(f.add({alice, sha('2'), 10, 101}));
    QVERIFY(f.find(sha('1'), 99));
    QVERIFY(!f.find(sha('1'), 100));
    std::optional<Written> pruned;
    f.store->accounts().pruneTokens(100, [&pruned](const Written &result) { pruned = result; });
    QVERIFY(awaitValue(pruned).ok());
    QVERIFY(!f.find(sha('1'), 0));
    QVERIFY(f.find(sha('2'), 0));
}

void TestAccountStore::tokensDoNotPileUp()
{
    constexpr int most = AccountStore::maxTokensPerAccount;
    AccountFixture f;
    QVERIFY(f.open());
    const AccountId alice = f.create("alice", "alice").account.id;
    const AccountId bob = f.create("bob", "bob").account.id;
    QVERIFY(f.add({bob, sha('b'), 1, 1'000}));
    const auto numbered = [](int i) { return QByteArray::number(i).rightJustified(32, '.'); };
    for (int i = 0; i < most + 3; ++i)
        QVERIFY(f.add({alice, numbered(i), 10 + i, 1'000}));
    for (int i = 0; i < most + 3; ++i)
        QCOMPARE(f.find(numbered(i), 50).has_value(), i >= 3);
    QVERIFY(f.find(sha('b'), 50)); // nobody else's business
}

void TestAccountStore::conversationsAreMadeOnce()
{
    AccountFixture f;
    QVERIFY(f.open());
    const AccountId alice = f.create("alice", "alice").account.id;
    const AccountId bob = f.create("bob", "bob").account.id;
    const auto make = [&](const std::vector<AccountId> &members) {
        std::optional<Result<ConversationRecord, StoreError>> answer;
        f.store->conversations().create("d:alice:bob", ConversationKind::Direct, members,
                                        [&answer](const auto &result) { answer = result; });
        return awaitValue(answer);
    };
    const auto first = make({alice, bob});
    QVERIFY(first);
    QCOMPARE(first->members, (std::vector<AccountId>{alice, bob}));
    QCOMPARE(f.append(f.message(first->row.value(), alice.value(), "hi")).seq, qint64(1));
    const auto second = make({alice});
    QCOMPARE(second->row, first->row);
    QCOMPARE(second->members, first->members);
    QCOMPARE(second->lastSeq, qint64(1));
    QVERIFY(second->lastTimeMs > 0);

    std::optional<Result<ConversationRecord, StoreError>> broken;
    f.store->conversations().create("d:alice:nobody", ConversationKind::Direct, {alice, AccountId(999)},
                                    [&broken](const auto &result) { broken = result; });
    QVERIFY(!awaitValue(broken).ok());

    f.close();
    const auto state = f.open();
    QCOMPARE(state->conversations.size(), size_t(2)); // the lobby and this; nothing half made
    QCOMPARE(state->conversations[1].key, QByteArray("d:alice:bob"));
    QCOMPARE(state->conversations[1].kind, ConversationKind::Direct);
    QCOMPARE(state->conversations[1].members, first->members);
    QCOMPARE(state->conversations[1].lastSeq, qint64(1));
}

void TestAccountStore::answersComeInOrder()
{
    AccountFixture f;
    QVERIFY(f.open());
    std::vector<int> order;
    for (int i = 0; i < 50; ++i) {
        const QByteArray name = "user" + QByteArray::number(i);
        f.store->accounts().create({name, name, name, "hash", 1}, [&order, i](const Created &result) {
            QCOMPARE(result.status, Status::Created);
            order.push_back(i);
        });
    }
    QTRY_COMPARE(order.size(), size_t(50));
    QVERIFY(std::is_sorted(order.begin(), order.end()));
}

QTEST_GUILESS_MAIN(TestAccountStore)
#include "tst_accountstore.moc"
