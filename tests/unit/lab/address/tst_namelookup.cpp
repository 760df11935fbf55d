// SPDX-License-Identifier: MIT
// Items 30 and 33: names to addresses and back, with the time it takes.
#include "app/lab/address/namelookup.h"
#include "tests/support/manualclock.h"

#include <QSignalSpy>
#include <QTest>

using namespace miniqq;
using namespace miniqq::lab;
using miniqq::testing::ManualClock;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

/// A resolver that answers when the test says so.
class StubResolver
{
public:
    NameLookup::Resolver resolver()
    {
        return [this](const QString &question, QObject *, NameLookup::Reply reply) {
            asked << question;
            replies << reply;
        };
    }
    void answer(qsizetype which, const QList<QHostAddress> &addresses,
                QHostInfo::HostInfoError error = QHostInfo::NoError, const QString &name = {})
    {
        QHostInfo info;
        info.setAddresses(addresses);
        info.setError(error);
        info.setErrorString(u"stub says so"_s);
        info.setHostName(name.isEmpty() ? asked[which] : name);
        replies[which](info);
    }

    QStringList asked;
    QList<NameLookup::Reply> replies;
};

class NameLookupTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void forward();
    void reverse();
    void reverseWithoutName();
    void failures_data();
    void failures();
    void noAnswerAtAll();
    void newQuestionReplacesTheOld();
    void refusedAtOnce_data();
    void refusedAtOnce();
    void goodNames_data();
    void goodNames();
    void localhostForReal();

private:
    NameAnswer only(QSignalSpy &spy)
    {
        return spy.size() == 1 ? spy.first().first().value<NameAnswer>() : NameAnswer();
    }
};

void NameLookupTest::forward()
{
    ManualClock clock;
    StubResolver stub;
    NameLookup lookup(clock, 10s, stub.resolver());
    QSignalSpy spy(&lookup, &NameLookup::answered);
    QVERIFY(lookup.ask(u" www.sina.com.cn "_s).ok());
    QCOMPARE(stub.asked, QStringList{u"www.sina.com.cn"_s});
    clock.advanceMs(23);
    stub.answer(0, {QHostAddress(u"192.0.2.1"_s), QHostAddress(u"2001:db8::1"_s)});
    const NameAnswer answer = only(spy);
    QCOMPARE(answer.elapsedNs, qint64(23'000'000));
    QCOMPARE(answer.addresses.size(), 2);
    QCOMPARE(answer.error, QString());
    const Facts facts = nameFacts(answer);
    QCOMPARE(factValue(facts, "elapsed_us"), u"23000"_s);
    QCOMPARE(factValue(facts, "direction"), u"forward"_s);
    const auto &rows = std::get<std::vector<Facts>>(findFact(facts, "addresses")->value);
    QCOMPARE(factValue(rows.at(1), "address"), u"2001:db8::1"_s);
    QVERIFY(!findFact(facts, "error"));
}

void NameLookupTest::reverse()
{
    ManualClock clock;
    StubResolver stub;
    NameLookup lookup(clock, 10s, stub.resolver());
    QSignalSpy spy(&lookup, &NameLookup::answered);
    QVERIFY(lookup.ask(u"192.0.2.1"_s).ok());
    stub.answer(0, {QHostAddress(u"192.0.2.1"_s)}, QHostInfo::NoError, u"www.example"_s);
    QCOMPARE(only(spy).name, u"www.example"_s);
    QVERIFY(only(spy).reverse);
    QVERIFY(lookup.ask(u"0xC0000201"_s).ok()); // the same address
    QCOMPARE(stub.asked.last(), u"192.0.2.1"_s);
    QCOMPARE(factValue(nameFacts(only(spy)), "name"), u"www.example"_s);
    QVERIFY(!checkHostName(u"192.0.2.1"_s).ok());
}

void NameLookupTest::reverseWithoutName()
{
    ManualClock clock;
    StubResolver stub;
    NameLookup lookup(clock, 10s, stub.resolver());
    QSignalSpy spy(&lookup, &NameLookup::answered);
    QVERIFY(lookup.ask(u"::1"_s).ok());
    stub.answer(0, {QHostAddress(u"::1"_s)}); // the name is the address again
    QCOMPARE(only(spy).name, QString());
    QVERIFY(only(spy).error.contains(u"::1 has no name"_s));
}

void NameLookupTest::failures_data()
{
    QTest::addColumn<int>("error");
    QTest::addColumn<QString>("says");
    QTest::newRow("not found") << int(QHostInfo::HostNotFound)
                               << u"There is no address for the name nobody.example"_s;
    QTest::newRow("offline") << int(QHostInfo::UnknownError)
                             << u"No name server answers for nobody.example (stub says so)"_s;
    QTest::newRow("empty answer") << int(QHostInfo::NoError) << u"No name server answers"_s;
}

void NameLookupTest::failures()
{
    QFETCH(const int, error);
    QFETCH(const QString, says);
    ManualClock clock;
    StubResolver stub;
    NameLookup lookup(clock, 10s, stub.resolver());
    QSignalSpy spy(&lookup, &NameLookup::answered);
    QVERIFY(lookup.ask(u"nobody.example"_s).ok());
    stub.answer(0, {}, QHostInfo::HostInfoError(error));
    QVERIFY2(only(spy).error.contains(says), qPrintable(only(spy).error));
    QVERIFY(findFact(nameFacts(only(spy)), "error"));
}

void NameLookupTest::noAnswerAtAll()
{
    ManualClock clock;
    StubResolver stub;
    NameLookup lookup(clock, 20ms, stub.resolver());
    QSignalSpy spy(&lookup, &NameLookup::answered);
    QVERIFY(lookup.ask(u"slow.example"_s).ok());
    QVERIFY(spy.wait());
    QVERIFY(only(spy).error.contains(u"No answer for slow.example"_s));
    stub.answer(0, {QHostAddress(u"192.0.2.1"_s)}); // too late
    QCOMPARE(spy.size(), 1);
}

void NameLookupTest::newQuestionReplacesTheOld()
{
    ManualClock clock;
    StubResolver stub;
    NameLookup lookup(clock, 10s, stub.resolver());
    QSignalSpy spy(&lookup, &NameLookup::answered);
    QVERIFY(lookup.ask(u"first.example"_s).ok());
    QVERIFY(lookup.ask(u"second.example"_s).ok());
    stub.answer(1, {QHostAddress(u"192.0.2.2"_s)});
    stub.answer(0, {QHostAddress(u"192.0.2.1"_s)});
    stub.answer(1, {QHostAddress(u"192.0.2.3"_s)}); // twice
    QCOMPARE(spy.size(), 1);
    QCOMPARE(only(spy).asked, u"second.example"_s);
}

void NameLookupTest::refusedAtOnce_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *text, const char *says) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(says);
    };
    row("", "nothing was typed");
    row("256.1.1.1", "\"256\" is larger");
    row("1.2.3", "this has 3");
    row("a..b", "a part is missing");
    row(".a", "a part is missing");
    row("a b", "\"a b\" is no part of a name");
    row("-a.example", "not at an end");
    row("http://www.baidu.com/", "is neither a name nor");
    row("www.baidu.com:80", "a port is not resolved");
    row("1:2:3", "is neither a name nor");
    QTest::newRow("label") << QString(QString(64, u'a') + u".example"_s) << u"at most 63"_s;
    QTest::newRow("name") << QString(u"a."_s.repeated(127) + u"ab"_s) << u"at most 253"_s;
}

void NameLookupTest::refusedAtOnce()
{
    QFETCH(const QString, text);
    QFETCH(const QString, says);
    ManualClock clock;
    StubResolver stub;
    NameLookup lookup(clock, 10s, stub.resolver());
    const Result<Done> result = lookup.ask(text);
    QVERIFY(!result.ok());
    QVERIFY2(result.error().text.contains(says), qPrintable(result.error().text));
    QVERIFY(stub.asked.isEmpty());
}

void NameLookupTest::goodNames_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name :
         {"localhost", "www.sina.com.cn", "a", "a.", "xn--fiqs8s", "中国.cn", "my_host", "3com.com"})
        QTest::newRow(name) << QString::fromUtf8(name);
}

void NameLookupTest::goodNames()
{
    QFETCH(const QString, name);
    QVERIFY(checkHostName(name).ok());
}

void NameLookupTest::localhostForReal()
{
    const SystemClock clock;
    NameLookup lookup(clock);
    QSignalSpy spy(&lookup, &NameLookup::answered);
    QVERIFY(lookup.ask(u"localhost"_s).ok());
    QVERIFY(spy.wait());
    const NameAnswer answer = only(spy);
    QCOMPARE(answer.error, QString());
    QVERIFY(answer.elapsedNs > 0);
    for (const QHostAddress &address : answer.addresses)
        QVERIFY(address.isLoopback());
    QVERIFY(!answer.addresses.isEmpty());
}

QTEST_GUILESS_MAIN(NameLookupTest)
#include "tst_namelookup.moc"
