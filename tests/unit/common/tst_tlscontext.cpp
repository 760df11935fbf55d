// SPDX-License-Identifier: MIT
#include "common/net/certificate.h"
#include "common/net/tlscontext.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QSslCertificate>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

#include <openssl/pem.h>
#include <openssl/x509.h>

using namespace miniqq;
using namespace miniqq::net;

namespace {

QString keyIn(const QTemporaryDir &dir)
{
    return dir.filePath(QStringLiteral("server.key"));
}

QString certificateIn(const QTemporaryDir &dir)
{
    return dir.filePath(QStringLiteral("server.crt"));
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void overwrite(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(bytes);
}

} // namespace

class TlsContextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void firstStartMakesAPair();
    void laterStartsKeepIt();
    void keyOfEverybodyIsRefused();
    void makesTheFolder();
    void certificateSaysWhatItShould();
    void oddHostNames_data();
    void oddHostNames();
    void brokenFilesAreErrors_data();
    void brokenFilesAreErrors();
    void foreignKeyIsAnError();
    void storingNeverReplaces();
    void clientHasNoFingerprint();
    void fingerprintIsOfTheWholeKey();
};

void TlsContextTest::firstStartMakesAPair()
{
    const QTemporaryDir dir;
    const auto context = TlsContext::serverFrom(dir.path());
    QVERIFY2(context.ok(), context.ok() ? "" : qPrintable(context.error().text));
    QVERIFY(context->isServer());
    const QRegularExpression shape(QStringLiteral("^([0-9A-F]{2}:){31}[0-9A-F]{2}$"));
    QVERIFY(shape.match(context->fingerprint()).hasMatch());
    const auto mode = QFile::permissions(keyIn(dir));
    QVERIFY(!(mode & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther)));
    const QStringList names = QDir(dir.path()).entryList(QDir::Files | QDir::Hidden);
    QCOMPARE(names, QStringList({QStringLiteral("server.crt"),
                                 QStringLiteral("server.key")})); // and nothing temporary
}

void TlsContextTest::keyOfEverybodyIsRefused()
{
    const QTemporaryDir dir;
    QVERIFY(TlsContext::serverFrom(dir.path()).ok());
    for (const auto extra : {QFile::ReadOther, QFile::WriteOther, QFile::WriteGroup}) {
        QVERIFY(QFile::setPermissions(keyIn(dir), QFile::ReadOwner | QFile::WriteOwner | extra));
        const auto context = TlsContext::serverFrom(dir.path());
        QVERIFY(!context.ok());
        QVERIFY2(context.error().text.contains(keyIn(dir)), qPrintable(context.error().text));
    }
    QVERIFY(QFile::setPermissions(keyIn(dir), QFile::ReadOwner | QFile::WriteOwner));
    QVERIFY(TlsContext::serverFrom(dir.path()).ok());
}

void TlsContextTest::laterStartsKeepIt()
{
    const QTemporaryDir dir;
    const auto first = TlsContext::serverFrom(dir.path());
    QVERIFY(first.ok());
    const QByteArray key = contents(keyIn(dir));
    const auto second = TlsContext::serverFrom(dir.path());
    QVERIFY(second.ok());
    QCOMPARE(second->fingerprint(), first->fingerprint());
    QCOMPARE(contents(keyIn(dir)), key);
}

void TlsContextTest::makesTheFolder()
{
    const QTemporaryDir dir;
    QVERIFY(TlsContext::serverFrom(dir.filePath(QStringLiteral("a/b"))).ok());
    QVERIFY(QFile::exists(dir.filePath(QStringLiteral("a/b/server.key"))));
}

void TlsContextTest::certificateSaysWhatItShould()
{
    const auto pair = makeSelfSigned(QStringLiteral("school-7.example"));
    QVERIFY(pair.ok());
    const QSslCertificate certificate(pair->certificatePem);
    QVERIFY(!certificate.isNull());
    QCOMPARE(certificate.subjectInfo(QSslCertificate::CommonName),
             QStringList({QStringLiteral("school-7.example")}));
    QCOMPARE(certificate.subjectAlternativeNames().values(QSsl::DnsEntry),
             QStringList({QStringLiteral("school-7.example")}));
    QVERIFY(certificate.isSelfSigned());
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QVERIFY(certificate.effectiveDate() < now);
    QVERIFY(certificate.expiryDate() > now.addYears(10).addDays(-3));
    QVERIFY(certificate.expiryDate() < now.addYears(10).addDays(3));
    const auto second = makeSelfSigned(QStringLiteral("school-7.example"));
    QVERIFY(second.ok());
    QVERIFY(QSslCertificate(second->certificatePem).serialNumber() != certificate.serialNumber());
}

void TlsContextTest::oddHostNames_data()
{
    QTest::addColumn<QString>("host");
    QTest::newRow("empty") << QString();
    QTest::newRow("long") << QString(65, u'a');
    QTest::newRow("injection") << QStringLiteral("x,DNS:bank.example");
    QTest::newRow("not ASCII") << QStringLiteral("b\u00fcro");
}

void TlsContextTest::oddHostNames()
{
    QFETCH(const QString, host);
    const auto pair = makeSelfSigned(host);
    QVERIFY(pair.ok());
    const QSslCertificate certificate(pair->certificatePem);
    QCOMPARE(certificate.subjectAlternativeNames().values(QSsl::DnsEntry),
             QStringList({QStringLiteral("miniqq-server")}));
}

void TlsContextTest::brokenFilesAreErrors_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("remove");
    QTest::addColumn<QByteArray>("content");
    for (const QString &name : {QStringLiteral("server.key"), QStringLiteral("server.crt")}) {
        QTest::addRow("%s missing", qPrintable(name)) << name << true << QByteArray();
        QTest::addRow("%s empty", qPrintable(name)) << name << false << QByteArray();
        QTest::addRow("%s garbage", qPrintable(name))
            << name << false << QByteArray("-----BEGIN NOTHING-----\n");
    }
}

void TlsContextTest::brokenFilesAreErrors()
{
    QFETCH(const QString, name);
    QFETCH(const bool, remove);
    QFETCH(const QByteArray, content);
    const QTemporaryDir dir;
    QVERIFY(TlsContext::serverFrom(dir.path()).ok());
    const QString path = dir.filePath(name);
    if (remove)
        QVERIFY(QFile::remove(path));
    else
        overwrite(path, content);
    const QByteArray key = contents(keyIn(dir));
    const QByteArray certificate = contents(certificateIn(dir));
    const auto context = TlsContext::serverFrom(dir.path());
    QVERIFY(!context.ok());
    QVERIFY2(context.error().text.contains(name), qPrintable(context.error().text));
    QCOMPARE(contents(keyIn(dir)), key); // nothing is repaired silently
    QCOMPARE(contents(certificateIn(dir)), certificate);
    QCOMPARE(QFile::exists(path), !remove);
}

void TlsContextTest::foreignKeyIsAnError()
{
    const QTemporaryDir one;
    const QTemporaryDir two;
    QVERIFY(TlsContext::serverFrom(one.path()).ok());
    QVERIFY(TlsContext::serverFrom(two.path()).ok());
    overwrite(keyIn(one), contents(keyIn(two)));
    const auto context = TlsContext::serverFrom(one.path());
    QVERIFY(!context.ok());
    QVERIFY(context.error().text.contains(QStringLiteral("server.key")));
}

void TlsContextTest::storingNeverReplaces()
{
    const QTemporaryDir dir;
    overwrite(keyIn(dir), "precious");
    const auto pair = makeSelfSigned(QStringLiteral("host"));
    QVERIFY(pair.ok());
    const auto stored = storeKeyPair(dir.path(), *pair);
    QVERIFY(!stored.ok());
    QCOMPARE(contents(keyIn(dir)), QByteArray("precious"));
}

void TlsContextTest::clientHasNoFingerprint()
{
    const auto client = TlsContext::client();
    QVERIFY(client.ok());
    QVERIFY(!client->isServer());
    QVERIFY(client->fingerprint().isEmpty());
}

/// RFC 7469, 2.4: over SubjectPublicKeyInfo, so the algorithm belongs to it. The expected figure comes from
/// openssl x509 -pubkey -noout | openssl pkey -pubin -outform der | openssl dgst -sha256
void TlsContextTest::fingerprintIsOfTheWholeKey()
{
    const QByteArray pem = R"(-----BEGIN CERTIFICATE-----
MIIBfDCCASGgAwIBAgIUTLDzcJz7FuIwCH8DSCJLPllHnDowCgYIKoZIzj0EAwIw
EjEQMA4GA1UEAwwHZXhhbXBsZTAgFw0yNjExMjAxODEzNDRaGA8yMTI2MTAyNzE4
MTM0NFowEjEQMA4GA1UEAwwHZXhhbXBsZTBZMBMGByqGSM49AgEGCCqGSM49AwEH
A0IABDhBD77Z2xn4lXQXN0QB9dp5moxJBQBC8RkHXABILxMfkAff5uqF17XAT3Rh
2g1k75NFxgiHyOaDz5HVJ93vqcCjUzBRMB0GA1UdDgQWBBTD+mgL82E+AVjXVrWo
2phCeTjLYTAfBgNVHSMEGDAWgBTD+mgL82E+AVjXVrWo2phCeTjLYTAPBgNVHRMB
Af8EBTADAQH/MAoGCCqGSM49BAMCA0kAMEYCIQDmT77YfRZzKQy2eqUur3iqFYZ7
L/8k8i0j/aQwDwwnGQIhAK82sKWa2jSB6qfHaCIYUhYzxaDLzTXGv3MS9WaG7T7n
-----END CERTIFICATE-----
)";
    const std::unique_ptr<BIO, decltype(&BIO_free_all)> memory(
        BIO_new_mem_buf(pem.constData(), int(pem.size())), BIO_free_all);
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(
        PEM_read_bio_X509(memory.get(), nullptr, nullptr, nullptr), X509_free);
    QVERIFY(certificate);
    QCOMPARE(keyFingerprintOf(certificate.get()),
             QStringLiteral("B6:44:09:FF:1C:53:A0:1F:4D:89:04:15:BA:E2:E8:55:B6:0C:2E:4E:ED:FC:F5:74:B9:25:"
                            "04:85:82:86:25:06"));
    QCOMPARE(certificateFingerprintOf(certificate.get()),
             QStringLiteral("7D:7A:FC:E5:91:85:A5:B7:E7:F0:8B:7C:81:3D:45:DF:8B:6C:0F:0B:30:AD:0C:A3:88:90:"
                            "61:7B:8D:0C:51:E5"));
    QCOMPARE(keyFingerprintOf(nullptr), QString());
    QCOMPARE(certificateFingerprintOf(nullptr), QString());
}

QTEST_GUILESS_MAIN(TlsContextTest)
#include "tst_tlscontext.moc"
