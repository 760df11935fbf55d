// SPDX-License-Identifier: MIT
#include "app/lab/address/reachtrial.h"

#include "app/lab/address/addresswords.h"

#include <algorithm>
#include <cerrno>
#include <utility>

#include <netinet/in.h>
#include <sys/socket.h>

namespace miniqq::lab {

ReachTrial::ReachTrial(const Clock &clock, std::chrono::milliseconds patience, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_patience(this)
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(patience);
    connect(&m_patience, &QTimer::timeout, this, &ReachTrial::giveUp);
}

ReachTrial::~ReachTrial() = default;

Result<Done> ReachTrial::run(const ReachMatrix &matrix)
{
    if (m_row >= 0)
        return Error{AddressWords::tr("The matrix is being tried already.")};
    m_matrix = matrix;
    for (auto &row : m_matrix.cells) {
        for (ReachCell &cell : row)
            cell.tried.reset();
    }
    m_row = 0;
    // Queued: who runs a trial hears of its first cell after run() has returned.
    QMetaObject::invokeMethod(this, &ReachTrial::nextRow, Qt::QueuedConnection);
    return Done{};
}

void ReachTrial::stop()
{
    m_patience.stop();
    m_attempts.clear();
    m_listener.reset();
    m_row = -1;
    ++m_run;
}

void ReachTrial::nextRow()
{
    // A row that needs no waiting is followed by the next one at once.
    while (m_row >= 0 && m_attempts.empty()) {
        m_listener.reset();
        if (m_row >= bindChoices) {
            stop();
            Q_EMIT ended();
            return;
        }
        const BindChoice bind = BindChoice(m_row);
        const int run = m_run; // changes when somebody who hears of a cell stops us
        QList<Dial> wanted;
        for (const ReachCell &cell : m_matrix.cells[size_t(m_row)]) {
            if (cell.canBeTried() && !cell.tried)
                wanted << cell.dial;
        }
        int error = 0;
        if (wanted.isEmpty()) {
            ++m_row;
        } else if (!listenOn(bind, error)) {
            for (const Dial to : std::as_const(wanted)) {
                if (run == m_run)
                    settle(to, error, m_clock.monotonicNs());
            }
        } else {
            m_patience.start();
            const quint16 port = net::localEndpoint(m_listener.get()).port;
            for (const Dial to : std::as_const(wanted)) {
                if (run == m_run)
                    dial(to, port);
            }
        }
    }
}

bool ReachTrial::listenOn(BindChoice bind, int &error)
{
    const net::SocketAddress address = net::socketAddressFrom(m_matrix.bindAddress(bind), 0);
    net::Descriptor socket = net::makeStreamSocket(address.family());
    const int off = 0;
    const bool good = socket.isValid() &&
                      (bind != BindChoice::Any6 ||
                       ::setsockopt(socket.get(), IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off) == 0) &&
                      ::bind(socket.get(), address.get(), address.size) == 0 &&
                      ::listen(socket.get(), dials) == 0;
    error = good ? 0 : errno;
    if (good)
        m_listener = std::move(socket);
    return good;
}

void ReachTrial::dial(Dial dial, quint16 port)
{
    const net::SocketAddress to = net::socketAddressFrom(m_matrix.dialAddress(dial), port);
    const qint64 started = m_clock.monotonicNs();
    net::Descriptor socket = net::makeStreamSocket(to.family());
    if (!socket.isValid()) {
        settle(dial, errno, started);
        return;
    }
    const int error = ::connect(socket.get(), to.get(), to.size) == 0 ? 0 : errno;
    if (error != EINPROGRESS) {
        settle(dial, error, started);
        return;
    }
    Attempt attempt{dial, std::move(socket), nullptr, started};
    attempt.writable = std::make_unique<QSocketNotifier>(attempt.socket.get(), QSocketNotifier::Write);
    connect(attempt.writable.get(), &QSocketNotifier::activated, this, [this, dial] { finishAttempt(dial); });
    m_attempts.push_back(std::move(attempt));
}

void ReachTrial::finishAttempt(Dial dial)
{
    const auto at = std::find_if(m_attempts.begin(), m_attempts.end(),
                                 [dial](const Attempt &attempt) { return attempt.dial == dial; });
    if (at == m_attempts.end())
        return;
    int error = 0;
    socklen_t size = sizeof error;
    if (::getsockopt(at->socket.get(), SOL_SOCKET, SO_ERROR, &error, &size) != 0)
        error = errno;
    const qint64 started = at->startedNs;
    at->writable->setEnabled(false);
    at->writable.release()->deleteLater(); // it is what calls us
    m_attempts.erase(at);
    settle(dial, error, started);
    if (m_attempts.empty()) {
        m_patience.stop();
        nextRow();
    }
}

void ReachTrial::giveUp()
{
    const std::vector<Attempt> late = std::exchange(m_attempts, {});
    const int run = m_run;
    for (const Attempt &attempt : late) {
        if (run == m_run)
            settle(attempt.dial, ETIMEDOUT, attempt.startedNs);
    }
    nextRow();
}

void ReachTrial::settle(Dial dial, int error, qint64 startedNs)
{
    const BindChoice bind = BindChoice(m_row);
    m_matrix.cell(bind, dial).tried = DialResult{error, m_clock.monotonicNs() - startedNs};
    Q_EMIT cellTried(bind, dial);
}

} // namespace miniqq::lab
