// SPDX-License-Identifier: MIT
#include "common/base/terminationsignals.h"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace miniqq {

namespace {

// A signal handler can reach nothing else, and do nothing more, than write to a descriptor kept here.
volatile std::sig_atomic_t writeEnd = -1;

void handle(int)
{
    const int errorNumber = errno; // of whoever was interrupted
    const char byte = 0;
    [[maybe_unused]] const ssize_t written = ::write(int(writeEnd), &byte, 1);
    errno = errorNumber;
}

void setHandler(void (*handler)(int), int flags)
{
    struct sigaction action = {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART | flags;
    ::sigaction(SIGTERM, &action, nullptr);
    ::sigaction(SIGINT, &action, nullptr);
}

} // namespace

TerminationSignals::TerminationSignals(QObject *parent)
    : QObject(parent)
{
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0)
        return; // without descriptors nothing else will start either
    m_readEnd = ends[0];
    writeEnd = ends[1];
    m_notifier = std::make_unique<QSocketNotifier>(m_readEnd, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &TerminationSignals::arrived);
    setHandler(handle, int(SA_RESETHAND));
}

TerminationSignals::~TerminationSignals()
{
    setHandler(SIG_DFL, 0);
    m_notifier.reset();
    if (m_readEnd >= 0) {
        ::close(m_readEnd);
        ::close(int(writeEnd));
        writeEnd = -1;
    }
}

void TerminationSignals::arrived()
{
    char bytes[16];
    while (::read(m_readEnd, bytes, sizeof bytes) > 0) {
    }
    Q_EMIT terminationRequested();
}

} // namespace miniqq
