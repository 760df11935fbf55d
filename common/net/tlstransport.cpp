// SPDX-License-Identifier: MIT
#include "common/net/tlstransport.h"

#include "common/net/certificate.h"

#include <QHostAddress>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>

#include <sys/socket.h>

#include <openssl/err.h>
#include <openssl/ssl.h>

namespace miniqq::net {
namespace {

/// The largest plaintext of one record (RFC 8446, 5.1).
constexpr size_t recordSize = 16 * 1024;

qint64 nowUs()
{
    using namespace std::chrono;
    return duration_cast<microseconds>(steady_clock::now().time_since_epoch()).count();
}

/// The next bytes of a list of parts, in one piece: a small frame in a record of its own would cost a cipher
/// operation, a header and a system call.
class Gatherer
{
public:
    explicit Gatherer(std::span<const iovec> parts)
        : m_parts(parts)
    {
        skipEmpty();
    }

    bool atEnd() const { return m_part == m_parts.size(); }

    std::span<const char> next()
    {
        const size_t first = m_parts[m_part].iov_len - m_offset;
        const char *start = static_cast<const char *>(m_parts[m_part].iov_base) + m_offset;
        if (first >= recordSize || m_part + 1 == m_parts.size())
            return {start, std::min(first, recordSize)};
        size_t filled = 0;
        for (size_t part = m_part, offset = m_offset; part < m_parts.size() && filled < recordSize;
             ++part, offset = 0) {
            const size_t bytes = std::min(m_parts[part].iov_len - offset, recordSize - filled);
            std::memcpy(m_record.data() + filled, static_cast<const char *>(m_parts[part].iov_base) + offset,
                        bytes);
            filled += bytes;
        }
        return {m_record.data(), filled};
    }

    void advance(size_t bytes)
    {
        while (bytes > 0) {
            const size_t rest = m_parts[m_part].iov_len - m_offset;
            const size_t step = std::min(bytes, rest);
            m_offset += step;
            bytes -= step;
            skipEmpty();
        }
    }

private:
    void skipEmpty()
    {
        while (m_part < m_parts.size() && m_offset == m_parts[m_part].iov_len) {
            ++m_part;
            m_offset = 0;
        }
    }

    std::span<const iovec> m_parts;
    size_t m_part = 0;
    size_t m_offset = 0;
    std::array<char, recordSize> m_record;
};

} // namespace

void TlsTransport::SslDeleter::operator()(ssl_st *ssl) const
{
    SSL_free(ssl);
}

TlsTransport::TlsTransport(Descriptor fd, const TlsContext &context, const Endpoint &local,
                           const Endpoint &peer, const QString &serverName)
    : SocketTransport(std::move(fd), local, peer)
    , m_ssl(SSL_new(context.native()))
{
    m_bioState.fd = this->fd();
    BIO *const bio = m_ssl ? makeSocketBio(m_bioState) : nullptr;
    if (!bio) {
        m_ssl.reset();
        return;
    }
    SSL_set_bio(m_ssl.get(), bio, bio); // takes the one reference for both directions
    if (context.isServer()) {
        SSL_set_accept_state(m_ssl.get());
        return;
    }
    SSL_set_connect_state(m_ssl.get());
    if (!serverName.isEmpty() && QHostAddress(serverName).isNull())
        SSL_set_tlsext_host_name(m_ssl.get(), serverName.toUtf8().constData());
}

TlsTransport::~TlsTransport()
{
    TlsTransport::close(CloseMode::Graceful);
}

void TlsTransport::start()
{
    m_handshakeStartUs = nowUs();
    // A client speaks first, once the loop says that it may; a server listens.
    const bool speaksFirst = !m_ssl || !SSL_is_server(m_ssl.get());
    setHandshakeInterest(!speaksFirst, speaksFirst);
}

void TlsTransport::socketReadable()
{
    if (!isReady())
        continueHandshake();
    else
        SocketTransport::socketReadable();
}

void TlsTransport::socketWritable()
{
    if (!isReady()) {
        continueHandshake();
    } else if (std::exchange(m_readBlockedOnWrite, false)) {
        setHandshakeInterest(false, false);
        SocketTransport::socketReadable();
        if (isOpen() && isWriteWanted())
            SocketTransport::socketWritable();
    } else {
        SocketTransport::socketWritable();
    }
}

void TlsTransport::continueHandshake()
{
    if (!m_ssl) {
        fail({TransportFailure::Kind::Tls, ENOMEM, errnoText(ENOMEM)});
        return;
    }
    ERR_clear_error();
    m_bioState.errorNumber = 0;
    const int returned = SSL_do_handshake(m_ssl.get());
    if (returned == 1) {
        m_handshakeUs = nowUs() - m_handshakeStartUs;
        m_more = SSL_has_pending(m_ssl.get()) == 1;
        markReady();
        if (observer())
            observer()->ready();
        return;
    }
    const int error = SSL_get_error(m_ssl.get(), returned);
    if (error == SSL_ERROR_WANT_READ) {
        setHandshakeInterest(true, false);
    } else if (error == SSL_ERROR_WANT_WRITE) {
        setHandshakeInterest(false, true);
    } else {
        m_broken = true;
        fail(handshakeFailure(error));
    }
}

TransportFailure TlsTransport::handshakeFailure(int sslError)
{
    using Kind = TransportFailure::Kind;
    const unsigned long code = ERR_peek_error();
    const int reason = ERR_GET_LIB(code) == ERR_LIB_SSL ? ERR_GET_REASON(code) : 0;
    if (sslError == SSL_ERROR_SYSCALL && m_bioState.errorNumber != 0)
        return {Kind::Tls, m_bioState.errorNumber,
                QStringLiteral("The connection broke during the TLS handshake: %1")
                    .arg(errnoText(m_bioState.errorNumber))};
    if (sslError == SSL_ERROR_ZERO_RETURN || sslError == SSL_ERROR_SYSCALL || code == 0)
        return {Kind::Tls, 0,
                QStringLiteral("The other side closed the connection during the TLS handshake.")};
    if (reason == SSL_R_WRONG_VERSION_NUMBER || reason == SSL_R_HTTP_REQUEST ||
        reason == SSL_R_PACKET_LENGTH_TOO_LONG)
        return {Kind::Tls, 0,
                QStringLiteral("The other side does not speak TLS (%1).").arg(takeOpenSslError())};
    return {Kind::Tls, 0, QStringLiteral("The TLS handshake failed: %1").arg(takeOpenSslError())};
}

/// What a read or write that moved nothing means.
IoResult TlsTransport::resultOf(int returned)
{
    const int error = SSL_get_error(m_ssl.get(), returned);
    if (error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE)
        return {};
    // Asked first: once the peer has ended its direction OpenSSL reports a failing write as that end.
    if (m_bioState.errorNumber != 0) {
        m_broken = true;
        return errorResult(m_bioState.errorNumber);
    }
    if (error == SSL_ERROR_ZERO_RETURN)
        return {IoResult::Status::Eof, 0, 0};
    m_broken = true;
    setFailure({TransportFailure::Kind::Tls, 0,
                QStringLiteral("The TLS stream is damaged: %1").arg(takeOpenSslError())});
    return {IoResult::Status::Error, 0, 0};
}

IoResult TlsTransport::read(char *buffer, qsizetype size)
{
    if (!m_ssl)
        return errorResult(EBADF);
    if (m_broken)
        return {IoResult::Status::Error, 0, failure().errorNumber};
    ERR_clear_error();
    m_bioState.errorNumber = 0;
    qsizetype total = 0;
    while (total < size) {
        size_t bytes = 0;
        const int returned = SSL_read_ex(m_ssl.get(), buffer + total, size_t(size - total), &bytes);
        if (returned == 1) {
            total += qsizetype(bytes);
            continue;
        }
        if (SSL_get_error(m_ssl.get(), returned) == SSL_ERROR_WANT_WRITE) {
            // An answer of the protocol itself (key update) has to go out first.
            m_readBlockedOnWrite = true;
            setHandshakeInterest(false, true);
        }
        const IoResult result = resultOf(returned);
        m_more = total > 0 &&
                 result.status != IoResult::Status::WouldBlock; // the end or error is for the next call
        return total > 0 ? IoResult{IoResult::Status::Ok, total, 0} : result;
    }
    m_more = true;
    return {IoResult::Status::Ok, total, 0};
}

IoResult TlsTransport::write(std::span<const iovec> parts)
{
    if (!m_ssl || !isReady())
        return errorResult(m_ssl ? ENOTCONN : EBADF);
    if (m_broken)
        return {IoResult::Status::Error, 0, failure().errorNumber};
    ERR_clear_error();
    m_bioState.errorNumber = 0;
    qsizetype total = 0;
    for (Gatherer gatherer(parts); !gatherer.atEnd();) {
        const std::span<const char> chunk = gatherer.next();
        size_t bytes = 0;
        // After WANT_WRITE the next call begins with the same bytes, which is all that moving write buffers
        // ask for.
        const int returned = SSL_write_ex(m_ssl.get(), chunk.data(), chunk.size(), &bytes);
        if (returned != 1) {
            const IoResult result = resultOf(returned);
            return total > 0 ? IoResult{IoResult::Status::Ok, total, 0} : result;
        }
        total += qsizetype(bytes);
        gatherer.advance(bytes);
    }
    return {IoResult::Status::Ok, total, 0};
}

void TlsTransport::finishWriting()
{
    if (!isOpen())
        return;
    sendCloseNotify();
    ::shutdown(fd(), SHUT_WR);
}

void TlsTransport::sendCloseNotify()
{
    if (!m_ssl || !isReady() || m_broken)
        return;
    SSL_shutdown(m_ssl.get()); // if it does not fit any more, the end of the stream says the same
    ERR_clear_error();
}

void TlsTransport::close(CloseMode mode)
{
    if (isOpen() && mode == CloseMode::Graceful)
        sendCloseNotify();
    m_ssl.reset();
    m_more = false;
    SocketTransport::close(mode);
}

SecurityInfo TlsTransport::security() const
{
    SecurityInfo info;
    info.handshakeUs = m_handshakeUs;
    if (!m_ssl || !isReady())
        return info;
    info.tlsVersion = QString::fromLatin1(SSL_get_version(m_ssl.get()));
    info.cipher = QString::fromLatin1(SSL_get_cipher_name(m_ssl.get()));
    const X509 *const certificate = SSL_get0_peer_certificate(m_ssl.get());
    info.peerFingerprint = keyFingerprintOf(certificate);
    info.peerCertificateFingerprint = certificateFingerprintOf(certificate);
    return info;
}

} // namespace miniqq::net
