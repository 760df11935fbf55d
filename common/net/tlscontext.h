// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/result.h"

#include <QString>

#include <memory>

struct ssl_ctx_st;

namespace miniqq::net {

/// Keys and settings that the TLS connections of one side share. A cheap value (shared, immutable): hand
/// copies to threads. TLS 1.2 at least, forward-secret AEAD ciphers, no renegotiation, no compression, no
/// session tickets; the application protocol "miniqq/1" (ALPN, RFC 7301) is offered by both sides and
/// required by neither.
class TlsContext
{
public:
    /// For a server: loads `server.key` and `server.crt` (PEM) from `directory`. If neither exists, makes a
    /// P-256 key and a self-signed certificate for this host's name, valid for ten years; the key is readable
    /// by its owner only and both files are on disk before this returns. One file without the other,
    /// unreadable files, a key that everybody can read, or one that does not fit its certificate are errors:
    /// nothing that exists is ever replaced.
    static Result<TlsContext> serverFrom(const QString &directory);
    /// For a client. Verifies no chain: a server has its own certificate, so the user of the connection
    /// compares SecurityInfo::peerFingerprint with the one it knows BEFORE it sends anything (trust on first
    /// use).
    static Result<TlsContext> client();

    /// Empty, or what is wrong with the time of the own certificate: "has expired", "is not valid yet". It is
    /// used all the same: clients know it by its fingerprint.
    QString validityProblem() const;
    bool isServer() const { return m_server; }
    /// SHA-256 of the own public key as keyFingerprintOf() says, "AB:CD:..." (95 characters); empty for a
    /// client.
    QString fingerprint() const { return m_fingerprint; }
    ssl_ctx_st *native() const { return m_context.get(); }

private:
    TlsContext(std::shared_ptr<ssl_ctx_st> context, bool server, const QString &fingerprint);

    std::shared_ptr<ssl_ctx_st> m_context;
    QString m_fingerprint;
    bool m_server = false;
};

/// Gives back what OpenSSL keeps for the calling thread; the last that a thread with TLS connections does
/// with them. OpenSSL would do it by itself, but only behind the moment at which QThread::wait() returns: the
/// program may be at its very end by then.
void endTlsInThisThread();

} // namespace miniqq::net
