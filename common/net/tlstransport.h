// SPDX-License-Identifier: MIT
#pragma once

#include "common/net/sockettransport.h"
#include "common/net/tlscontext.h"

struct ssl_st;

namespace miniqq::net {

/// TLS 1.2 or 1.3 over a stream socket, by OpenSSL. Serves both sides; which one, the context says. Buffers
/// exist only while bytes are under way.
class TlsTransport final : public SocketTransport
{
public:
    /// `serverName`: sent by a client as SNI (RFC 6066) if it is a name and not an address.
    TlsTransport(Descriptor fd, const TlsContext &context, const Endpoint &local = {},
                 const Endpoint &peer = {}, const QString &serverName = QString());
    ~TlsTransport() override;

    void start() override;
    IoResult read(char *buffer, qsizetype size) override;
    IoResult write(std::span<const iovec> parts) override;
    bool hasBufferedData() const override;
    void finishWriting() override;
    void close(CloseMode mode) override;
    SecurityInfo security() const override;
    bool isEncrypted() const override { return true; }

private:
    struct SslDeleter
    {
        void operator()(ssl_st *ssl) const;
    };

    void socketReadable() override;
    void socketWritable() override;
    void continueHandshake();
    IoResult resultOf(int returned);
    TransportFailure tlsFailure(int sslError, int errorNumber) const;

    TlsContext m_context; ///< Keeps the SSL_CTX alive and, for a server, knows the side.
    std::unique_ptr<ssl_st, SslDeleter> m_ssl;
    qint64 m_handshakeStartNs = 0;
    qint64 m_handshakeUs = 0;
    bool m_writeBlockedOnRead = false;
    bool m_broken = false; ///< After a fatal error OpenSSL must not be asked to shut down.
};

} // namespace miniqq::net
