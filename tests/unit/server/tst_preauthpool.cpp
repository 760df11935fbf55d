// SPDX-License-Identifier: MIT
#include "server/net/preauthpool.h"

#include <QTest>

using namespace miniqq;
using namespace miniqq::server;
using namespace Qt::Literals::StringLiterals;
using Verdict = PreAuthPool::Verdict;

namespace {

class TestClock final : public Clock
{
public:
    qint64 monotonicNs() const override { return nowNs; }
    qint64 wallMs() const override { return 0; }
    void advanceMs(qint64 ms) { nowNs += ms * 1'000'000; }
    qint64 nowNs = 1;
};

Limits roomy()
{
    Limits limits;
    limits.newConnectionsPerAddress = {};
    return limits;
}

AddressKey address(int number)
{
    return AddressKey::of(u"198.51.%1.%2"_s.arg(number / 250).arg(number % 250 + 1));
}

} // namespace

/// Who is let in, and who gives way.
class tst_PreAuthPool : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_last = 0; }
    void addressesAreBucketed();
    void addressPreAuthIsBounded();
    void addressTotalIsBounded();
    void strangersDoNotCrowdOutOthers();
    void theOldestSilentOneGivesWay();
    void thoseWhoSpokeAreNotEvicted();
    void signedInDoNotCountAsStrangers();
    void serverTotalIsBounded();
    void trustedAddressHasItsOwnBound();
    void newConnectionsHaveARate();
    void idleAddressesAreForgotten();
    void evictedThenClosedIsCountedOnce();

private:
    ConnectionId admit(PreAuthPool &pool, const AddressKey &key, Verdict expected = Verdict::Admit)
    {
        const ConnectionId id(++m_last);
        if (pool.admit(id, key).verdict != expected)
            QTest::qFail("another verdict", __FILE__, __LINE__);
        return id;
    }

    TestClock m_clock;
    qint64 m_last = 0;
};

void tst_PreAuthPool::addressesAreBucketed()
{
    QVERIFY(AddressKey::of(u"192.0.2.1"_s) != AddressKey::of(u"192.0.2.2"_s));
    QCOMPARE(AddressKey::of(u"2001:db8:1:2::1"_s), AddressKey::of(u"2001:db8:1:2:ffff::9"_s));
    QVERIFY(AddressKey::of(u"2001:db8:1:2::1"_s) != AddressKey::of(u"2001:db8:1:3::1"_s));
    QVERIFY(AddressKey::of(u"fe80::1%eth0"_s) != AddressKey::of(u"fe80::2%eth0"_s));
    QVERIFY(AddressKey::of(u"127.0.0.1"_s).isLoopback());
    QVERIFY(AddressKey::of(u"::1"_s).isLoopback());
    QVERIFY(!AddressKey::of(u"192.0.2.1"_s).isLoopback());
    QCOMPARE(AddressKey::of(u"nonsense"_s), AddressKey::of(u""_s));
}

void tst_PreAuthPool::addressPreAuthIsBounded()
{
    Limits limits = roomy();
    limits.preAuthPerAddress = 32;
    PreAuthPool pool(limits, m_clock);
    for (int i = 0; i < 32; ++i)
        pool.spoke(admit(pool, address(1)));
    admit(pool, address(1), Verdict::AddressFull);
    QCOMPARE(pool.preAuthOf(address(1)), 32);
    admit(pool, address(2));
}

void tst_PreAuthPool::addressTotalIsBounded()
{
    Limits limits = roomy();
    limits.connectionsPerAddress = 64;
    PreAuthPool pool(limits, m_clock);
    for (int i = 0; i < 64; ++i)
        pool.signedIn(admit(pool, address(1)));
    admit(pool, address(1), Verdict::AddressFull);
    QCOMPARE(pool.totalOf(address(1)), 64);
    pool.closed(ConnectionId(m_last - 1));
    admit(pool, address(1));
}

void tst_PreAuthPool::strangersDoNotCrowdOutOthers()
{
    // 200 silent sockets from one address, then from 250 addresses, and still an honest one gets in.
    Limits limits = roomy();
    PreAuthPool pool(limits, m_clock);
    for (int i = 0; i < 200; ++i)
        admit(pool, address(0));
    QCOMPARE(pool.preAuthOf(address(0)), limits.preAuthPerAddress);
    for (int host = 1; host <= 250; ++host) {
        for (int i = 0; i < 40; ++i)
            admit(pool, address(host));
    }
    QCOMPARE(pool.preAuth(), limits.preAuth);
    QCOMPARE(pool.total(), limits.preAuth);
    admit(pool, AddressKey::of(u"203.0.113.1"_s));
}

void tst_PreAuthPool::theOldestSilentOneGivesWay()
{
    Limits limits = roomy();
    limits.preAuth = 3;
    PreAuthPool pool(limits, m_clock);
    const ConnectionId first = admit(pool, address(1));
    const ConnectionId second = admit(pool, address(2));
    admit(pool, address(3));
    const auto fourth = pool.admit(ConnectionId(++m_last), address(4));
    QCOMPARE(fourth.verdict, Verdict::Admit);
    QCOMPARE(fourth.evicted, first);
    const auto fifth = pool.admit(ConnectionId(++m_last), address(4));
    QCOMPARE(fifth.evicted, second);
    QCOMPARE(pool.preAuth(), 3);
    QCOMPARE(pool.preAuthOf(address(1)), 0);
}

void tst_PreAuthPool::thoseWhoSpokeAreNotEvicted()
{
    Limits limits = roomy();
    limits.preAuth = 2;
    PreAuthPool pool(limits, m_clock);
    pool.spoke(admit(pool, address(1)));
    const ConnectionId silent = admit(pool, address(2));
    QCOMPARE(pool.admit(ConnectionId(++m_last), address(3)).evicted, silent);
    pool.spoke(ConnectionId(m_last));
    admit(pool, address(4), Verdict::ServerFull);
    QCOMPARE(pool.preAuth(), 2);
}

void tst_PreAuthPool::signedInDoNotCountAsStrangers()
{
    Limits limits = roomy();
    limits.preAuth = 1;
    PreAuthPool pool(limits, m_clock);
    for (int i = 0; i < 10; ++i) {
        const ConnectionId id = admit(pool, address(i));
        pool.spoke(id);
        pool.signedIn(id);
    }
    QCOMPARE(pool.preAuth(), 0);
    QCOMPARE(pool.total(), 10);
}

void tst_PreAuthPool::serverTotalIsBounded()
{
    Limits limits = roomy();
    limits.connections = 5;
    PreAuthPool pool(limits, m_clock);
    for (int i = 0; i < 5; ++i)
        pool.signedIn(admit(pool, address(i)));
    admit(pool, address(9), Verdict::ServerFull);
    pool.closed(ConnectionId(1));
    admit(pool, address(9));
}

void tst_PreAuthPool::trustedAddressHasItsOwnBound()
{
    Limits limits;
    limits.connectionsPerTrustedAddress = 100;
    PreAuthPool pool(limits, m_clock);
    const AddressKey loopback = AddressKey::of(u"127.0.0.1"_s);
    for (int i = 0; i < 100; ++i) {
        const ConnectionId id(++m_last);
        QCOMPARE(pool.admit(id, loopback, true).verdict, Verdict::Admit); // no rate either
        pool.spoke(id);
    }
    QCOMPARE(pool.admit(ConnectionId(++m_last), loopback, true).verdict, Verdict::AddressFull);
}

void tst_PreAuthPool::newConnectionsHaveARate()
{
    Limits limits;
    limits.newConnectionsPerAddress = {10, 60};
    PreAuthPool pool(limits, m_clock);
    for (int i = 0; i < 60; ++i)
        pool.closed(admit(pool, address(1)));
    admit(pool, address(1), Verdict::TooFast);
    admit(pool, address(2));
    m_clock.advanceMs(500);
    for (int i = 0; i < 5; ++i)
        pool.closed(admit(pool, address(1)));
    admit(pool, address(1), Verdict::TooFast);
}

void tst_PreAuthPool::idleAddressesAreForgotten()
{
    Limits limits;
    PreAuthPool pool(limits, m_clock);
    for (int i = 0; i < 1'000; ++i)
        pool.closed(admit(pool, address(i)));
    QCOMPARE(pool.addresses(), qsizetype(1'000));
    const ConnectionId stays = admit(pool, address(5));
    m_clock.advanceMs(60'000);
    admit(pool, address(6));
    QCOMPARE(pool.addresses(), qsizetype(2));
    pool.closed(stays);
    QCOMPARE(pool.totalOf(address(5)), 0);
}

void tst_PreAuthPool::evictedThenClosedIsCountedOnce()
{
    Limits limits = roomy();
    limits.preAuth = 1;
    PreAuthPool pool(limits, m_clock);
    const ConnectionId first = admit(pool, address(1));
    admit(pool, address(2)); // evicts it
    pool.spoke(first);       // what the worker told in the meantime changes nothing
    pool.signedIn(first);
    pool.closed(first);
    pool.closed(first);
    QCOMPARE(pool.total(), 1);
    QCOMPARE(pool.preAuth(), 1);
    pool.closed(ConnectionId(m_last));
    QCOMPARE(pool.total(), 0);
    QCOMPARE(pool.preAuth(), 0);
}

QTEST_GUILESS_MAIN(tst_PreAuthPool)
#include "tst_preauthpool.moc"
