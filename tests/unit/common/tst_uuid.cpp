// SPDX-License-Identifier: MIT
#include "common/base/idgenerator.h"

#include <QSet>
#include <QTest>

using namespace miniqq;

namespace {

class SettableClock final : public Clock
{
public:
    qint64 now = 0x0192f4c17b2e;
    qint64 monotonicNs() const override { return 0; }
    qint64 wallMs() const override { return now; }
};

qint64 millisecondsOf(const Uuid &id)
{
    qint64 ms = 0;
    for (size_t i = 0; i < 6; ++i)
        ms = ms << 8 | id.bytes[i];
    return ms;
}

} // namespace

class TestUuid : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void text()
    {
        const QByteArray written = "0192f4c1-7b2e-7c10-8a55-3f0e9d1b2c4d";
        const auto id = Uuid::fromText(written);
        QVERIFY(id);
        QVERIFY(!id->isNull());
        QCOMPARE(id->toText(), written);
        QCOMPARE(Uuid::fromText(written.toUpper()), id);
        QCOMPARE(Uuid::fromBytes(id->toBytes()), id);
        QCOMPARE(id->toBytes().toHex(), QByteArray(written).replace("-", ""));
        QVERIFY(Uuid().isNull());
        QVERIFY(!Uuid::fromBytes("15 bytes are no"));
        QVERIFY(!Uuid::fromBytes(QByteArray(17, 'x')));
    }

    void noText_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text :
             {"", "0192f4c17b2e7c108a553f0e9d1b2c4d", "0192f4c1-7b2e-7c10-8a55-3f0e9d1b2c4",
              "0192f4c1-7b2e-7c10-8a55-3f0e9d1b2c4d0", "{192f4c1-7b2e-7c10-8a55-3f0e9d1b2c4}",
              "0192f4c1 7b2e-7c10-8a55-3f0e9d1b2c4d", "0192f4c1-7b2e-7c10-8a55-3f0e9d1b2c4g",
              "-192f4c1-7b2e-7c10-8a55-3f0e9d1b2c4d"})
            QTest::newRow(*text ? text : "empty") << QByteArray(text);
    }
    void noText()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!Uuid::fromText(text));
    }

    void versionSeven()
    {
        SettableClock clock;
        UuidV7Generator ids(clock);
        for (int i = 0; i < 100; ++i) {
            const Uuid id = ids.next();
            QCOMPARE(id.bytes[6] >> 4, 7);
            QCOMPARE(id.bytes[8] >> 6, 2);
            QCOMPARE(millisecondsOf(id), clock.now);
        }
    }

    void ascendWhateverTheClockDoes()
    {
        SettableClock clock;
        UuidV7Generator ids(clock);
        QSet<Uuid> seen;
        Uuid previous;
        for (int i = 0; i < 20'000; ++i) {
            if (i == 9'000)
                clock.now -= 60'000; // back
            if (i == 15'000)
                clock.now += 90'000;
            const Uuid id = ids.next();
            QVERIFY(previous < id);
            QVERIFY(!seen.contains(id));
            seen.insert(id);
            previous = id;
        }
        QCOMPARE(millisecondsOf(previous), clock.now + (5'000 - 1) / 4'096);
    }

    void generatorsDoNotCollide()
    {
        SettableClock clock;
        UuidV7Generator one(clock);
        UuidV7Generator other(clock);
        for (int i = 0; i < 100; ++i)
            QVERIFY(one.next() != other.next());
    }
};

QTEST_GUILESS_MAIN(TestUuid)
#include "tst_uuid.moc"
