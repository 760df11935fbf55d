// SPDX-License-Identifier: MIT
#include "common/net/certificate.h"

#include "common/net/sockets.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

namespace miniqq::net {
namespace {

template<auto Free>
struct Deleter
{
    template<class T>
    void operator()(T *object) const
    {
        Free(object);
    }
};

using Key = std::unique_ptr<EVP_PKEY, Deleter<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Deleter<X509_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Deleter<X509_EXTENSION_free>>;
using Number = std::unique_ptr<BIGNUM, Deleter<BN_free>>;
using Memory = std::unique_ptr<BIO, Deleter<BIO_free_all>>;

struct OpenSslFree
{
    void operator()(unsigned char *memory) const { OPENSSL_free(memory); }
};

constexpr long secondsPerDay = 24L * 60 * 60;
constexpr int validDays = 3653; // ten years with their leap days

Error openSslFailed(const char *what)
{
    return {QStringLiteral("OpenSSL cannot %1: %2").arg(QLatin1String(what), takeOpenSslError())};
}

/// A host name as certificates may carry it: letters, digits, hyphens and dots, at most 64 characters (RFC
/// 5280, ub-common-name).
QByteArray certificateName(const QString &hostName)
{
    const auto allowed = [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') ||
               c == u'-' || c == u'.';
    };
    const bool usable = !hostName.isEmpty() && hostName.size() <= 64 &&
                        std::all_of(hostName.begin(), hostName.end(), allowed);
    return usable ? hostName.toLatin1() : QByteArrayLiteral("miniqq-server");
}

bool addExtension(X509 *certificate, int nid, const QByteArray &value)
{
    const Extension extension(X509V3_EXT_conf_nid(nullptr, nullptr, nid, value.constData()));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

/// Unpredictable and positive, 16 bytes (RFC 5280, 4.1.2.2).
bool setSerial(X509 *certificate)
{
    std::array<unsigned char, 16> bytes;
    if (RAND_bytes(bytes.data(), int(bytes.size())) != 1)
        return false;
    bytes[0] = (bytes[0] & 0x7f) | 0x40;
    const Number number(BN_bin2bn(bytes.data(), int(bytes.size()), nullptr));
    return number && BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate));
}

bool fill(X509 *certificate, EVP_PKEY *key, const QByteArray &name)
{
    X509_NAME *const subject = X509_get_subject_name(certificate);
    const auto *text = reinterpret_cast<const unsigned char *>(name.constData());
    return X509_set_version(certificate, 2) == 1 // counted from zero: version 3
           && setSerial(certificate) && X509_gmtime_adj(X509_getm_notBefore(certificate), -secondsPerDay) &&
           X509_gmtime_adj(X509_getm_notAfter(certificate), validDays * secondsPerDay) &&
           X509_set_pubkey(certificate, key) == 1 &&
           X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, text, int(name.size()), -1, 0) == 1 &&
           X509_set_issuer_name(certificate, subject) == 1 &&
           addExtension(certificate, NID_basic_constraints, "critical,CA:FALSE") &&
           addExtension(certificate, NID_ext_key_usage, "serverAuth") &&
           addExtension(certificate, NID_subject_alt_name, "DNS:" + name) &&
           X509_sign(certificate, key, EVP_sha256()) > 0;
}

QByteArray contentsOf(BIO *memory)
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(memory, &data);
    return QByteArray(data, size);
}

Error fileFailed(const QString &path, int errorNumber)
{
    return {QStringLiteral("Cannot write %1: %2").arg(path, errnoText(errorNumber))};
}

bool writeAll(int fd, const QByteArray &bytes)
{
    for (qsizetype done = 0; done < bytes.size();) {
        const ssize_t written = ::write(fd, bytes.constData() + done, size_t(bytes.size() - done));
        if (written < 0 && errno != EINTR)
            return false;
        done += std::max<ssize_t>(written, 0);
    }
    return true;
}

/// Written under another name first and then linked, which, unlike renaming, never replaces a file.
Result<Done> createFile(const QString &path, const QByteArray &bytes, mode_t mode)
{
    const QByteArray target = QFile::encodeName(path);
    QByteArray temporary = target + ".XXXXXX";
    const Descriptor fd(::mkstemp(temporary.data())); // readable by the owner only
    if (!fd.isValid())
        return fileFailed(path, errno);
    const bool written = ::fchmod(fd.get(), mode) == 0 && writeAll(fd.get(), bytes) && ::fsync(fd.get()) == 0;
    const bool linked = written && ::link(temporary.constData(), target.constData()) == 0;
    const int errorNumber = errno;
    ::unlink(temporary.constData());
    if (!linked)
        return fileFailed(path, errorNumber);
    return Done{};
}

QString inPairs(const unsigned char *digest, unsigned size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(digest), int(size));
    return QString::fromLatin1(bytes.toHex(':').toUpper());
}

} // namespace

QString takeOpenSslError()
{
    const unsigned long code = ERR_peek_last_error();
    ERR_clear_error();
    const char *reason = ERR_reason_error_string(code);
    return reason ? QString::fromLatin1(reason) : QStringLiteral("unknown error");
}

QString keyFingerprintOf(const X509 *certificate)
{
    // Not X509_pubkey_digest(): that leaves the algorithm out.
    unsigned char *der = nullptr;
    const int size = certificate ? i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate), &der) : 0;
    const std::unique_ptr<unsigned char, OpenSslFree> owner(der);
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest;
    unsigned digestSize = 0;
    if (size <= 0 || EVP_Digest(der, size_t(size), digest.data(), &digestSize, EVP_sha256(), nullptr) != 1)
        return {};
    return inPairs(digest.data(), digestSize);
}

QString certificateFingerprintOf(const X509 *certificate)
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest;
    unsigned size = 0;
    if (!certificate || X509_digest(certificate, EVP_sha256(), digest.data(), &size) != 1)
        return {};
    return inPairs(digest.data(), size);
}

Result<KeyPair> makeSelfSigned(const QString &hostName)
{
    ERR_clear_error();
    const Key key(EVP_EC_gen("P-256"));
    const Certificate certificate(X509_new());
    if (!key || !certificate || !fill(certificate.get(), key.get(), certificateName(hostName)))
        return openSslFailed("make a certificate");
    const Memory keyText(BIO_new(BIO_s_secmem()));
    const Memory certificateText(BIO_new(BIO_s_mem()));
    if (!keyText || !certificateText ||
        PEM_write_bio_PKCS8PrivateKey(keyText.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1 ||
        PEM_write_bio_X509(certificateText.get(), certificate.get()) != 1)
        return openSslFailed("write a certificate");
    return KeyPair{contentsOf(keyText.get()), contentsOf(certificateText.get())};
}

Result<Done> storeKeyPair(const QString &directory, const KeyPair &pair)
{
    if (!QDir().mkpath(directory))
        return Error{QStringLiteral("Cannot make the folder %1.").arg(directory)};
    const QDir folder(directory);
    if (auto key = createFile(folder.filePath(QStringLiteral("server.key")), pair.keyPem, 0600); !key)
        return key;
    if (auto crt = createFile(folder.filePath(QStringLiteral("server.crt")), pair.certificatePem, 0644); !crt)
        return crt;
    const Descriptor handle(
        ::open(QFile::encodeName(directory).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!handle.isValid() || ::fsync(handle.get()) != 0)
        return fileFailed(directory, errno);
    return Done{};
}

} // namespace miniqq::net
