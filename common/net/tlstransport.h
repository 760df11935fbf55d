// SPDX-License-Identifier: MIT
#pragma once

#include "common/net/socketbio.h"
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
    bool hasBufferedData() const override { return m_more; }
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
    TransportFailure handshakeFailure(int sslError);
    IoResult resultOf(int returned);
    void sendCloseNotify();

    SocketBio m_bioState;                      ///< Before m_ssl, which uses it until it is freed.
    std::unique_ptr<ssl_st, SslDeleter> m_ssl; ///< Holds its own reference to the SSL_CTX.
    qint64 m_handshakeStartUs = 0;
    qint64 m_handshakeUs = 0;
    bool m_more = false; ///< read() stopped before everything that has arrived was given out.
    bool m_readBlockedOnWrite = false;
    bool m_broken = false; ///< After a fatal error OpenSSL must not be asked anything any more.
};

} // namespace miniqq::net
