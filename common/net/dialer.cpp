// SPDX-License-Identifier: MIT
#include "common/net/dialer.h"

#include "common/net/plaintransport.h"
#include "common/net/tlstransport.h"

#include <QHostInfo>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace miniqq::net {
namespace {

/// An address that does not answer at all must leave the others a chance.
constexpr int minAttemptMs = 1000;

DialError::Kind kindOf(int errorNumber)
{
    switch (errorNumber) {
    case ECONNREFUSED:
        return DialError::Kind::Refused;
    case ETIMEDOUT:
        return DialError::Kind::TimedOut;
    case ENETUNREACH:
    case EHOSTUNREACH:
    case ENETDOWN:
    case EHOSTDOWN:
        return DialError::Kind::Unreachable;
    default:
        return DialError::Kind::Other;
    }
}

} // namespace

class Dialer::HandshakeWatch final : public Transport::Observer
{
public:
    explicit HandshakeWatch(Dialer &dialer)
        : m_dialer(dialer)
    {}

    void readable() override {}
    void writable() override {}
    void ready() override { m_dialer.handshakeDone(); }
    void failed(const TransportFailure &failure) override { m_dialer.handshakeFailed(failure); }

private:
    Dialer &m_dialer;
};

Dialer::Dialer(QObject *parent)
    : QObject(parent)
    , m_watch(std::make_unique<HandshakeWatch>(*this))
{
    m_deadline.setSingleShot(true);
    m_attemptDeadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &Dialer::timedOut);
    connect(&m_attemptDeadline, &QTimer::timeout, this, [this] { attemptFailed(ETIMEDOUT); });
}

Dialer::~Dialer()
{
    reset();
}

void Dialer::dial(const QString &host, quint16 port, const std::optional<TlsContext> &tls, Handlers handlers)
{
    reset();
    m_handlers = std::move(handlers);
    m_tls = tls;
    m_port = port;
    m_host = host.trimmed();
    if (m_host.startsWith(u'[') && m_host.endsWith(u']'))
        m_host = m_host.sliced(1, m_host.size() - 2);
    m_active = true;
    m_elapsed.start();
    m_deadline.start(m_timeoutMs);
    if (const QHostAddress address(m_host); !address.isNull()) {
        m_addresses = {address};
        const quint64 serial = m_serial;
        QMetaObject::invokeMethod(
            this,
            [this, serial] {
                if (m_active && serial == m_serial)
                    tryNextAddress();
            },
            Qt::QueuedConnection);
    } else {
        m_lookup = QHostInfo::lookupHost(m_host, this, [this](const QHostInfo &info) { resolved(info); });
    }
    report(DialStage::Resolve, m_host);
}

void Dialer::cancel()
{
    reset();
}

void Dialer::resolved(const QHostInfo &info)
{
    if (!m_active || info.lookupId() != m_lookup)
        return;
    m_lookup = -1;
    m_addresses = info.addresses();
    if (info.error() != QHostInfo::NoError || m_addresses.isEmpty())
        finish({DialStage::Resolve,
                DialError::Kind::NameUnknown,
                0,
                QStringLiteral("The name %1 cannot be found: %2").arg(m_host, info.errorString()),
                {}});
    else
        tryNextAddress();
}

void Dialer::tryNextAddress()
{
    const QHostAddress address = m_addresses.takeFirst();
    m_trying = {address.toString(), m_port};
    if (!report(DialStage::Connect, m_trying.toText()))
        return;
    const SocketAddress target = socketAddressFrom(address, m_port);
    m_fd = makeStreamSocket(target.family());
    if (!m_fd.isValid()) {
        attemptFailed(errno);
        return;
    }
    tuneConnection(m_fd.get());
    if (::connect(m_fd.get(), target.get(), target.size) != 0 && errno != EINPROGRESS) {
        attemptFailed(errno);
        return;
    }
    const qint64 left = m_timeoutMs - m_elapsed.elapsed();
    m_attemptDeadline.start(int(std::max<qint64>(left / (m_addresses.size() + 1), minAttemptMs)));
    m_notifier = std::make_unique<QSocketNotifier>(m_fd.get(), QSocketNotifier::Write);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &Dialer::connectFinished);
}

void Dialer::connectFinished()
{
    int errorNumber = 0;
    socklen_t size = sizeof errorNumber;
    if (::getsockopt(m_fd.get(), SOL_SOCKET, SO_ERROR, &errorNumber, &size) != 0)
        errorNumber = errno;
    if (errorNumber != 0)
        attemptFailed(errorNumber);
    else
        establish();
}

void Dialer::attemptFailed(int errorNumber)
{
    dropNotifier();
    m_attemptDeadline.stop();
    m_fd.reset();
    if (!m_firstError)
        m_firstError = DialError{
            DialStage::Connect, kindOf(errorNumber), errorNumber,
            QStringLiteral("Cannot connect to %1: %2").arg(m_trying.toText(), errnoText(errorNumber)),
            m_trying};
    if (m_addresses.isEmpty())
        finish(*m_firstError);
    else
        tryNextAddress();
}

void Dialer::establish()
{
    dropNotifier();
    m_attemptDeadline.stop();
    if (m_tls) {
        if (!report(DialStage::Tls, m_trying.toText()))
            return;
        m_transport = std::make_unique<TlsTransport>(std::move(m_fd), *m_tls, Endpoint(), Endpoint(), m_host);
        m_transport->setObserver(m_watch.get());
        m_transport->start();
    } else {
        m_transport = std::make_unique<PlainTransport>(std::move(m_fd));
        m_transport->start();
        succeed();
    }
}

void Dialer::handshakeDone()
{
    // Not from inside the transport's own callback: the handler may drop the transport if the fingerprint is
    // not the one it knows.
    const quint64 serial = m_serial;
    QMetaObject::invokeMethod(
        this,
        [this, serial] {
            if (m_active && serial == m_serial)
                succeed();
        },
        Qt::QueuedConnection);
}

void Dialer::handshakeFailed(const TransportFailure &failure)
{
    finish({DialStage::Tls, DialError::Kind::TlsFailed, failure.errorNumber, failure.text, m_trying});
}

void Dialer::timedOut()
{
    const char *const what = m_stage == DialStage::Resolve   ? "The name service"
                             : m_stage == DialStage::Connect ? "The server"
                                                             : "The server's TLS";
    finish({m_stage, m_stage == DialStage::Resolve ? DialError::Kind::NameUnknown : DialError::Kind::TimedOut,
            ETIMEDOUT,
            QStringLiteral("%1 did not answer within %2 s.")
                .arg(QLatin1String(what))
                .arg((m_timeoutMs + 999) / 1000),
            m_trying});
}

/// False if the handler ended this dial.
bool Dialer::report(DialStage stage, const QString &subject)
{
    m_stage = stage;
    const quint64 serial = m_serial;
    if (const auto progress = m_handlers.progress)
        progress({stage, subject, m_elapsed.nsecsElapsed() / 1000});
    return serial == m_serial;
}

void Dialer::succeed()
{
    std::unique_ptr<Transport> transport = std::move(m_transport);
    transport->setObserver(nullptr);
    const Handlers handlers = m_handlers;
    reset();
    handlers.connected(std::move(transport));
}

void Dialer::finish(const DialError &error)
{
    const DialError copy = error; // may live in what reset() clears
    const Handlers handlers = m_handlers;
    reset();
    handlers.failed(copy);
}

void Dialer::dropNotifier()
{
    if (!m_notifier)
        return;
    m_notifier->setEnabled(false);
    m_notifier.release()->deleteLater(); // this may run inside its signal
}

void Dialer::reset()
{
    ++m_serial;
    m_active = false;
    m_deadline.stop();
    m_attemptDeadline.stop();
    if (m_lookup != -1)
        QHostInfo::abortHostLookup(std::exchange(m_lookup, -1));
    dropNotifier();
    m_fd.reset();
    if (m_transport) {
        m_transport->close(Transport::CloseMode::Graceful);
        // Perhaps inside one of its callbacks; nothing can come from it any more.
        QMetaObject::invokeMethod(
            this, [dead = std::shared_ptr<Transport>(std::move(m_transport))] {}, Qt::QueuedConnection);
    }
    m_addresses.clear();
    m_firstError.reset();
    m_trying = {};
    m_handlers = {};
}

} // namespace miniqq::net
