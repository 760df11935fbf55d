// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/endpoint.h"
#include "common/net/tcpinfo.h"

#include <QString>

#include <optional>
#include <span>

#include <sys/uio.h>

namespace miniqq::net {

/// What came of one non-blocking read or write.
struct IoResult
{
    enum class Status {
        Ok,         ///< `bytes` > 0 were moved
        WouldBlock, ///< nothing now; readiness will be announced
        Eof,        ///< the other side will send nothing more (reads only)
        Error,      ///< the connection is lost; `errorNumber`, and Transport::failure() in words
    };
    Status status = Status::WouldBlock;
    qsizetype bytes = 0;
    int errorNumber = 0; ///< errno; 0 if the error is one of TLS
};

/// Why a connection could not be made or is lost.
struct TransportFailure
{
    enum class Kind { Reset, TimedOut, Tls, Other };
    Kind kind = Kind::Other;
    int errorNumber = 0; ///< errno, 0 if there is none
    QString text;        ///< For people, e.g. "Connection reset by peer".
};

/// How a connection is protected. For an unprotected one everything is empty.
struct SecurityInfo
{
    QString tlsVersion;      ///< "TLSv1.3"
    QString cipher;          ///< "TLS_AES_256_GCM_SHA384"
    QString peerFingerprint; ///< SHA-256 of the peer's public key, "AB:CD:..."; empty if it showed none.
    QString peerCertificateFingerprint; ///< SHA-256 of its certificate, for what is remembered from before.
    qint64 handshakeUs = 0;             ///< From the first handshake step to the last, microseconds.
};

/// A stream of bytes to one peer that never blocks. Not a QObject; used in the thread that made it. Readiness
/// is level-triggered: as long as there is something to read and reading is enabled, readable() comes again.
class Transport
{
public:
    /// Told about readiness, always from the event loop, never from inside a call of Transport. May call
    /// anything on the transport, close() included, but must not delete it.
    class Observer
    {
    public:
        virtual void readable() = 0;
        virtual void writable() = 0;
        /// The handshake is done and bytes may flow. Comes once, unless failed() comes instead or there is no
        /// handshake.
        virtual void ready() = 0;
        /// The handshake failed. Later errors are results of read() and write().
        virtual void failed(const TransportFailure &failure) = 0;

    protected:
        ~Observer() = default;
    };

    enum class CloseMode {
        Graceful, ///< what the kernel has taken is still delivered
        Abortive, ///< the kernel's buffers are thrown away, the peer sees a reset
    };

    virtual ~Transport() = default;

    /// Must be set before start(); may be handed over later (from the Dialer to the channel). Null: nobody
    /// listens.
    virtual void setObserver(Observer *observer) = 0;
    /// Begins the handshake; ready() or failed() will follow. If there is none, isReady() is true on return
    /// and neither follows. Readiness is announced only once ready, and enabled by the user.
    virtual void start() = 0;
    virtual bool isReady() const = 0;

    virtual IoResult read(char *buffer, qsizetype size) = 0;
    /// Writes the parts in order, as much as fits. After WouldBlock, or fewer bytes than offered, the next
    /// call must begin with the very bytes that were not taken.
    virtual IoResult write(std::span<const iovec> parts) = 0;
    /// Bytes sit in here that no readiness of the socket will announce: call read() again without waiting.
    virtual bool hasBufferedData() const { return false; }

    virtual void setReadEnabled(bool enabled) = 0;
    /// To be enabled only while something could not be written.
    virtual void setWriteEnabled(bool enabled) = 0;

    /// Says that nothing more will be written (TLS close_notify, then FIN); reading goes on.
    virtual void finishWriting() = 0;
    /// Ends everything; no callback follows. May be called twice.
    virtual void close(CloseMode mode) = 0;
    virtual bool isOpen() const = 0;

    virtual Endpoint local() const = 0;
    virtual Endpoint peer() const = 0;
    virtual SecurityInfo security() const { return {}; }
    virtual bool isEncrypted() const { return false; }
    /// The last error that read(), write() or the handshake met.
    virtual TransportFailure failure() const = 0;
    virtual std::optional<TcpInfo> tcpInfo() const { return std::nullopt; }
    /// Bytes the kernel holds and the other side has not acknowledged.
    virtual std::optional<qsizetype> queuedInKernel() const { return std::nullopt; }
};

} // namespace miniqq::net
