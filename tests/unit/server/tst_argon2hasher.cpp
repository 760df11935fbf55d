// SPDX-License-Identifier: MIT
#include "server/domain/argon2hasher.h"

#include <QTest>
#include <QThread>

using miniqq::server::Argon2Hasher;
using miniqq::server::PasswordHasher;

namespace {

Argon2Hasher::Options cheap()
{
    Argon2Hasher::Options options;
    options.cost = Argon2Hasher::Cost::worthlessButFast();
    return options;
}

} // namespace

/// Argon2id on its threads.
class TestArgon2Hasher : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void defaultsAreThoseWeStandFor();
    void hashesAndVerifies();
    void saltsDiffer();
    void composedAndDecomposedAreTheSame();
    void unknownAccountNeverMatches();
    void outdatedParameters();
    void rejectsWhatIsNoHash();
    void refusesOverTheQueue();
    void diesWithWorkUnderWay();

private:
    QByteArray hash(Argon2Hasher &hasher, const QByteArray &password);
    PasswordHasher::Verdict verify(Argon2Hasher &hasher, const QByteArray &password,
                                   const QByteArray &encoded);
};

QByteArray TestArgon2Hasher::hash(Argon2Hasher &hasher, const QByteArray &password)
{
    std::optional<QByteArray> result;
    const bool accepted = hasher.hash(password, [&result](const QByteArray &encoded) { result = encoded; });
    if (!accepted || !QTest::qWaitFor([&result] { return result.has_value(); }))
        QTest::qFail("no hash", __FILE__, __LINE__);
    return result.value_or(QByteArray());
}

PasswordHasher::Verdict TestArgon2Hasher::verify(Argon2Hasher &hasher, const QByteArray &password,
                                                 const QByteArray &encoded)
{
    std::optional<PasswordHasher::Verdict> result;
    const bool accepted =
        hasher.verify(password, encoded, [&result](PasswordHasher::Verdict v) { result = v; });
    if (!accepted || !QTest::qWaitFor([&result] { return result.has_value(); }))
        QTest::qFail("no verdict", __FILE__, __LINE__);
    return result.value_or(PasswordHasher::Verdict());
}

void TestArgon2Hasher::defaultsAreThoseWeStandFor()
{
    Argon2Hasher hasher;
    const QByteArray encoded = hash(hasher, "correct horse");
    QVERIFY2(encoded.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"), encoded.constData());
    QVERIFY(verify(hasher, "correct horse", encoded).matches);
    QVERIFY(!verify(hasher, "correct horse", encoded).outdated);
}

void TestArgon2Hasher::hashesAndVerifies()
{
    Argon2Hasher hasher(cheap());
    const QByteArray encoded = hash(hasher, "secret");
    QVERIFY(verify(hasher, "secret", encoded).matches);
    for (const QByteArray wrong : {"Secret", "secret ", "", "secre"})
        QVERIFY(!verify(hasher, wrong, encoded).matches);
}

void TestArgon2Hasher::saltsDiffer()
{
    Argon2Hasher hasher(cheap());
    QVERIFY(hash(hasher, "secret") != hash(hasher, "secret"));
}

void TestArgon2Hasher::composedAndDecomposedAreTheSame()
{
    Argon2Hasher hasher(cheap());
    const QByteArray composed = "caf\xc3\xa9";
    const QByteArray decomposed = "cafe\xcc\x81";
    QVERIFY(verify(hasher, decomposed, hash(hasher, composed)).matches);
    QVERIFY(verify(hasher, composed, hash(hasher, decomposed)).matches);
}

void TestArgon2Hasher::unknownAccountNeverMatches()
{
    Argon2Hasher hasher(cheap());
    for (const QByteArray password : {"nobody", "", "secret"})
        QVERIFY(!verify(hasher, password, {}).matches);
}

void TestArgon2Hasher::outdatedParameters()
{
    Argon2Hasher old(cheap());
    const QByteArray encoded = hash(old, "secret");
    Argon2Hasher::Options stronger = cheap();
    stronger.cost.iterations = 2;
    Argon2Hasher hasher(stronger);
    const PasswordHasher::Verdict right = verify(hasher, "secret", encoded);
    QVERIFY(right.matches && right.outdated);
    const PasswordHasher::Verdict wrong = verify(hasher, "wrong", encoded);
    QVERIFY(!wrong.matches && !wrong.outdated);
}

void TestArgon2Hasher::rejectsWhatIsNoHash()
{
    Argon2Hasher hasher(cheap());
    for (const QByteArray encoded : {"x", "$argon2id$", "$argon2id$v=19$m=8,t=1,p=1$AAAA$AAAA", "secret"})
        QVERIFY(!verify(hasher, "secret", encoded).matches);
}

void TestArgon2Hasher::refusesOverTheQueue()
{
    Argon2Hasher::Options options = cheap();
    options.maxWaiting = 3;
    Argon2Hasher hasher(options);
    int answered = 0;
    const auto count = [&answered](const QByteArray &) { ++answered; };
    for (int i = 0; i < 3; ++i)
        QVERIFY(hasher.hash("secret", count));
    QVERIFY(!hasher.hash("secret", count)); // answers are taken by the event loop only
    QTRY_COMPARE(answered, 3);
    QVERIFY(hasher.hash("secret", count));
    QTRY_COMPARE(answered, 4);
}

void TestArgon2Hasher::diesWithWorkUnderWay()
{
    bool called = false;
    {
        Argon2Hasher hasher(cheap());
        for (int i = 0; i < 20; ++i)
            QVERIFY(hasher.hash("secret", [&called](const QByteArray &) { called = true; }));
    }
    QCoreApplication::processEvents();
    QVERIFY(!called);
}

QTEST_GUILESS_MAIN(TestArgon2Hasher)
#include "tst_argon2hasher.moc"
