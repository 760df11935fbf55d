// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/endpoint.h"
#include "common/net/sockets.h"
#include "common/net/tlscontext.h"
#include "common/net/transport.h"

#include <QElapsedTimer>
#include <QHostAddress>
#include <QObject>
#include <QSocketNotifier>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

class QHostInfo;

namespace miniqq::net {

/// Where dialling stands, or where it failed.
enum class DialStage {
    Resolve, ///< the name is looked up
    Connect, ///< TCP
    Tls,     ///< handshake
};

struct DialError
{
    enum class Kind {
        NameUnknown, ///< no such name, or the name service does not answer
        Refused,     ///< nobody listens there
        TimedOut,
        Unreachable, ///< no route to network or host
        TlsFailed,   ///< the peer does not speak TLS, or no common version
        Other,
    };
    DialStage stage = DialStage::Connect;
    Kind kind = Kind::Other;
    int errorNumber = 0; ///< errno, 0 if there is none.
    QString text;        ///< For people, in English; translate by `kind`.
    Endpoint endpoint;   ///< The address tried last, if any.
};

/// One step on the way, for whoever watches the journey.
struct DialStep
{
    DialStage stage = DialStage::Resolve;
    QString subject;      ///< The name looked up, or the address tried.
    qint64 elapsedUs = 0; ///< Since dial().
};

/// Makes one connection: looks the name up, tries its addresses in turn, and with TLS completes the
/// handshake. Nothing blocks; handlers are called from the event loop, exactly one of `connected` and
/// `failed` once per dial(), unless cancelled. In a handler
/// the dialer may be used again, but not deleted: deleteLater().
class Dialer final : public QObject
{
    Q_OBJECT

public:
    struct Handlers
    {
        /// Ready to read and write; nothing was read yet. With TLS look at Transport::security() before
        /// sending anything.
        std::function<void(std::unique_ptr<Transport>)> connected;
        std::function<void(const DialError &)> failed;
        /// May be empty. The first one, Resolve, comes from inside dial(); for a numeric host, too.
        std::function<void(const DialStep &)> progress;
    };

    explicit Dialer(QObject *parent = nullptr);
    ~Dialer() override;

    /// Cancels a dial under way. `tls`: nullopt for an unprotected connection.
    void dial(const QString &host, quint16 port, const std::optional<TlsContext> &tls, Handlers handlers);
    /// No handler is called any more.
    void cancel();
    bool isActive() const { return m_active; }
    /// For the whole of it; 10 s unless set.
    void setTimeoutMs(int milliseconds) { m_timeoutMs = milliseconds; }

private:
    class HandshakeWatch;

    void resolved(const QHostInfo &info);
    void tryNextAddress();
    void connectFinished();
    void attemptFailed(int errorNumber);
    void establish();
    void handshakeDone();
    void handshakeFailed(const TransportFailure &failure);
    void timedOut();
    bool report(DialStage stage, const QString &subject);
    void succeed();
    void finish(const DialError &error);
    void dropNotifier();
    void reset();

    Handlers m_handlers;
    std::optional<TlsContext> m_tls;
    QString m_host;
    quint16 m_port = 0;
    QList<QHostAddress> m_addresses; ///< Those not yet tried.
    Endpoint m_trying;
    Descriptor m_fd;
    std::unique_ptr<QSocketNotifier> m_notifier;
    std::unique_ptr<HandshakeWatch> m_watch;
    std::unique_ptr<Transport> m_transport;
    std::optional<DialError>
        m_firstError; ///< Of the address the name service put first; reported if all fail.
    QTimer m_deadline;
    QTimer m_attemptDeadline;
    QElapsedTimer m_elapsed;
    int m_timeoutMs = 10'000;
    int m_lookup = -1;
    quint64 m_serial = 0; ///< Of the dial under way: what was queued for an earlier one is dropped.
    DialStage m_stage = DialStage::Resolve;
    bool m_active = false;
};

} // namespace miniqq::net
