// SPDX-License-Identifier: MIT
#include "common/net/tlscontext.h"

#include "common/base/logging.h"
#include "common/net/certificate.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSysInfo>

#include <string_view>

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

namespace miniqq::net {
namespace {

/// ALPN wire format: one length byte, then the name.
constexpr std::string_view alpn = "\x08miniqq/1";

const unsigned char *bytesOf(std::string_view text)
{
    return reinterpret_cast<const unsigned char *>(text.data());
}

int selectAlpn(SSL *, const unsigned char **out, unsigned char *outSize, const unsigned char *in,
               unsigned inSize, void *)
{
    unsigned char *chosen = nullptr;
    if (SSL_select_next_proto(&chosen, outSize, bytesOf(alpn), unsigned(alpn.size()), in, inSize) !=
        OPENSSL_NPN_NEGOTIATED)
        return SSL_TLSEXT_ERR_NOACK; // another protocol is no reason to refuse: a student may come with
                                     // openssl s_client
    *out = chosen;
    return SSL_TLSEXT_ERR_OK;
}

/// Never ask on a terminal for the pass phrase of an encrypted key.
int noPassPhrase(char *, int, int, void *)
{
    return 0;
}

std::shared_ptr<SSL_CTX> makeContext()
{
    ERR_clear_error();
    std::shared_ptr<SSL_CTX> context(SSL_CTX_new(TLS_method()), SSL_CTX_free);
    if (!context)
        return nullptr;
    SSL_CTX *const raw = context.get();
    SSL_CTX_set_options(
        raw, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_NO_TICKET |
                 SSL_OP_CIPHER_SERVER_PREFERENCE
                 // Frames carry their length, so a stream cut short is noticed without close_notify.
                 | SSL_OP_IGNORE_UNEXPECTED_EOF);
    SSL_CTX_set_mode(raw, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                              SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_session_cache_mode(raw, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_num_tickets(raw, 0);
    SSL_CTX_set_read_ahead(raw, 1); // one recv() for many records instead of two for each
    SSL_CTX_set_default_passwd_cb(raw, noPassPhrase);
    if (SSL_CTX_set_min_proto_version(raw, TLS1_2_VERSION) != 1 ||
        SSL_CTX_set_cipher_list(raw, "ECDHE+AESGCM:ECDHE+CHACHA20") != 1)
        return nullptr;
    return context;
}

Error cannot(const QString &what)
{
    return {QStringLiteral("%1: %2").arg(what, takeOpenSslError())};
}

Result<Done> loadPair(SSL_CTX *context, const QString &keyPath, const QString &certificatePath)
{
    for (const QString &path : {keyPath, certificatePath}) {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return Error{QStringLiteral("Cannot read %1: %2").arg(path, file.errorString())};
    }
    const auto mode = QFile::permissions(keyPath);
    if (mode & (QFile::ReadOther | QFile::WriteOther | QFile::WriteGroup))
        return Error{
            QStringLiteral("Others have access to the private key %1: it is no secret any more. Have a new "
                           "pair made, or give it mode 0600 if nobody has looked.")
                .arg(keyPath)};
    if (mode & QFile::ReadGroup)
        qCWarning(lcNet) << "The private key" << keyPath << "can be read by its group; mode 0600 is safer";
    if (SSL_CTX_use_certificate_chain_file(context, QFile::encodeName(certificatePath).constData()) != 1)
        return cannot(QStringLiteral("%1 is not a certificate in PEM format").arg(certificatePath));
    if (SSL_CTX_use_PrivateKey_file(context, QFile::encodeName(keyPath).constData(), SSL_FILETYPE_PEM) != 1 ||
        SSL_CTX_check_private_key(context) != 1)
        return cannot(
            QStringLiteral("%1 is not the unencrypted PEM private key of %2").arg(keyPath, certificatePath));
    return Done{};
}

} // namespace

TlsContext::TlsContext(std::shared_ptr<ssl_ctx_st> context, bool server, const QString &fingerprint)
    : m_context(std::move(context))
    , m_fingerprint(fingerprint)
    , m_server(server)
{}

Result<TlsContext> TlsContext::serverFrom(const QString &directory)
{
    const QDir folder(directory);
    const QString keyPath = folder.filePath(QStringLiteral("server.key"));
    const QString certificatePath = folder.filePath(QStringLiteral("server.crt"));
    // A dangling symbolic link counts as there: it is somebody's intention, too.
    const auto present = [](const QString &path) {
        return QFileInfo::exists(path) || QFileInfo(path).isSymLink();
    };
    const bool hasKey = present(keyPath);
    const bool hasCertificate = present(certificatePath);
    if (hasKey != hasCertificate)
        return Error{
            QStringLiteral(
                "%1 is there without %2. Put the missing file back, or remove the other one to have a new "
                "pair made (clients will then be warned that the server changed).")
                .arg(hasKey ? keyPath : certificatePath, hasKey ? certificatePath : keyPath)};
    if (!hasKey) {
        const auto pair = makeSelfSigned(QSysInfo::machineHostName());
        if (!pair)
            return pair.error();
        if (const auto stored = storeKeyPair(directory, *pair); !stored)
            return stored.error();
    }
    const auto context = makeContext();
    if (!context)
        return cannot(QStringLiteral("Cannot set up TLS"));
    if (const auto loaded = loadPair(context.get(), keyPath, certificatePath); !loaded)
        return loaded.error();
    SSL_CTX_set_alpn_select_cb(context.get(), selectAlpn, nullptr);
    return TlsContext(context, true, keyFingerprintOf(SSL_CTX_get0_certificate(context.get())));
}

Result<TlsContext> TlsContext::client()
{
    const auto context = makeContext();
    // This one function returns 0 for success.
    if (!context || SSL_CTX_set_alpn_protos(context.get(), bytesOf(alpn), unsigned(alpn.size())) != 0)
        return cannot(QStringLiteral("Cannot set up TLS"));
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_NONE, nullptr);
    return TlsContext(context, false, QString());
}

QString TlsContext::validityProblem() const
{
    const X509 *certificate = SSL_CTX_get0_certificate(m_context.get());
    if (!certificate)
        return QString();
    if (X509_cmp_current_time(X509_get0_notBefore(certificate)) > 0)
        return QStringLiteral("is not valid yet");
    if (X509_cmp_current_time(X509_get0_notAfter(certificate)) < 0)
        return QStringLiteral("has expired");
    return QString();
}

void endTlsInThisThread()
{
    OPENSSL_thread_stop();
}

} // namespace miniqq::net
