// SPDX-License-Identifier: MIT
#include "common/net/epolldispatcher.h"

#ifdef Q_OS_LINUX

#include "common/base/logging.h"
#include "common/net/sockets.h"

#include <QCoreApplication>
#include <QEvent>
#include <QSocketNotifier>
#include <QThread>

#include <algorithm>
#include <cerrno>

#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace miniqq::net {
namespace {

/// What a notifier asks for and what makes it fire: errors and hang-ups concern everybody, as with poll in
/// Qt. In the order of QSocketNotifier::Type.
constexpr std::array<quint32, 3> interest = {EPOLLIN, EPOLLOUT, EPOLLPRI};
constexpr quint32 always = EPOLLHUP | EPOLLERR;

} // namespace

std::unique_ptr<QAbstractEventDispatcher> makeIoDispatcher()
{
    return std::make_unique<EpollDispatcher>();
}

EpollDispatcher::EpollDispatcher(QObject *parent)
    : QAbstractEventDispatcher(parent)
    , m_epoll(::epoll_create1(EPOLL_CLOEXEC))
    , m_wakeFd(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    if (m_epoll < 0 || m_wakeFd < 0)
        qFatal("Cannot make an event dispatcher: %s", qPrintable(errnoText(errno)));
    // Edge-triggered: each write wakes, and nobody has to read the counter back for it.
    control(EPOLL_CTL_ADD, m_wakeFd, EPOLLIN | EPOLLET);
}

EpollDispatcher::~EpollDispatcher()
{
    ::close(m_wakeFd);
    ::close(m_epoll);
}

bool EpollDispatcher::processEvents(QEventLoop::ProcessEventsFlags flags)
{
    m_runner.store(QThread::currentThreadId(), std::memory_order_relaxed);
    const quint64 turn = ++m_turn;
    const bool woken =
        m_woken.exchange(false); // before the events are sent: whoever posts from now on wakes us again
    Q_EMIT awake();
    QCoreApplication::sendPostedEvents();

    // An interrupt is used up by not blocking once. It must not be cleared earlier: it may be the only trace
    // of a quit() from another thread.
    bool mayBlock =
        flags.testFlag(QEventLoop::WaitForMoreEvents) && !m_interrupted.exchange(false) && !m_woken.load();
    if (mayBlock) {
        Q_EMIT aboutToBlock();
        mayBlock = !m_woken.load() && !m_interrupted.exchange(false);
    }
    const bool timers = !flags.testFlag(QEventLoop::X11ExcludeTimers);
    const int timeoutMs = !mayBlock ? 0 : timers ? m_timers.waitMs() : -1;
    int handled = woken ? 1 : 0;
    handled += flags.testFlag(QEventLoop::ExcludeSocketNotifiers) ? waitForWakeUp(timeoutMs)
                                                                  : activateSockets(timeoutMs, turn);
    if (timers)
        handled += m_timers.fireDue();
    return handled > 0;
}

int EpollDispatcher::waitForWakeUp(int timeoutMs)
{
    pollfd entry = {m_wakeFd, POLLIN, 0};
    if (::poll(&entry, 1, timeoutMs) <= 0)
        return 0;
    eventfd_t value = 0;
    ::eventfd_read(m_wakeFd, &value); // poll is level-triggered
    return 1;
}

int EpollDispatcher::activateSockets(int timeoutMs, quint64 turn)
{
    std::array<epoll_event, 256> ready;
    const int count =
        ::epoll_wait(m_epoll, ready.data(), int(ready.size()), m_alwaysReady.empty() ? timeoutMs : 0);
    int handled = 0;
    // After a nested event loop the rest of the list is out of date; what is still ready will be told again.
    for (int i = 0; i < count && m_turn == turn; ++i) {
        const int fd = int(ready[size_t(i)].data.u64 & 0xffffffff);
        const auto epoch = quint32(ready[size_t(i)].data.u64 >> 32);
        if (fd == m_wakeFd) {
            ++handled;
            continue;
        }
        for (size_t type = 0; type < interest.size() && m_turn == turn; ++type) {
            if (!(ready[size_t(i)].events & (interest[type] | always)))
                continue;
            if (m_watches[size_t(fd)].epoch != epoch)
                break; // closed by an earlier receiver; the number may belong to another connection by now
            handled += activate(fd, type);
        }
    }
    const std::vector<int> files = m_turn == turn ? m_alwaysReady : std::vector<int>();
    for (const int fd : files) {
        for (const size_t type : {size_t(QSocketNotifier::Read), size_t(QSocketNotifier::Write)}) {
            if (m_turn == turn && m_watches[size_t(fd)].alwaysReady)
                handled += activate(fd, type);
        }
    }
    return handled;
}

int EpollDispatcher::activate(int fd, size_t type)
{
    QSocketNotifier *const notifier = m_watches[size_t(fd)].notifiers[type];
    if (!notifier)
        return 0;
    QEvent event(QEvent::SockAct);
    QCoreApplication::sendEvent(notifier, &event);
    return 1;
}

void EpollDispatcher::registerSocketNotifier(QSocketNotifier *notifier)
{
    const auto fd = size_t(notifier->socket());
    if (fd >= m_watches.size())
        m_watches.resize(std::max(fd + 1, m_watches.size() * 2));
    QSocketNotifier *&place = m_watches[fd].notifiers[size_t(notifier->type())];
    if (place && place != notifier)
        qCWarning(lcNet, "A second notifier of one type for descriptor %d replaces the first", int(fd));
    place = notifier;
    updateWatch(int(fd));
}

void EpollDispatcher::unregisterSocketNotifier(QSocketNotifier *notifier)
{
    const auto fd = size_t(notifier->socket());
    if (fd >= m_watches.size())
        return;
    QSocketNotifier *&place = m_watches[fd].notifiers[size_t(notifier->type())];
    if (place != notifier)
        return;
    place = nullptr;
    updateWatch(int(fd));
}

void EpollDispatcher::updateWatch(int fd)
{
    Watch &watch = m_watches[size_t(fd)];
    quint32 events = 0;
    for (size_t type = 0; type < interest.size(); ++type) {
        if (watch.notifiers[type])
            events |= interest[type];
    }
    if (events == 0) {
        if (watch.registered)
            control(EPOLL_CTL_DEL, fd, 0); // fails if the descriptor is closed already, which does the same
        if (watch.alwaysReady)
            m_alwaysReady.erase(std::remove(m_alwaysReady.begin(), m_alwaysReady.end(), fd),
                                m_alwaysReady.end());
        watch.registered = false;
        watch.alwaysReady = false;
        ++watch.epoch;
        return;
    }
    if (watch.alwaysReady)
        return;
    // A descriptor closed under its notifier and opened again is unknown to epoll: then it is added after
    // all.
    int error = watch.registered ? control(EPOLL_CTL_MOD, fd, events) : ENOENT;
    if (error == ENOENT)
        error = control(EPOLL_CTL_ADD, fd, events);
    watch.registered = error == 0;
    if (error == EPERM) { // a regular file or directory, which never blocks
        watch.alwaysReady = true;
        m_alwaysReady.push_back(fd);
    } else if (error != 0) {
        qCWarning(lcNet, "Cannot watch descriptor %d: %s", fd, qPrintable(errnoText(error)));
    }
}

int EpollDispatcher::control(int operation, int fd, quint32 events)
{
    const quint32 epoch = size_t(fd) < m_watches.size() ? m_watches[size_t(fd)].epoch : 0;
    epoll_event event = {};
    event.events = events;
    event.data.u64 = (quint64(epoch) << 32) | quint32(fd);
    return ::epoll_ctl(m_epoll, operation, fd, &event) == 0 ? 0 : errno;
}

void EpollDispatcher::registerTimer(int timerId, qint64 interval, Qt::TimerType timerType, QObject *object)
{
    m_timers.add(timerId, interval, timerType, object);
}

bool EpollDispatcher::unregisterTimer(int timerId)
{
    return m_timers.remove(timerId);
}

bool EpollDispatcher::unregisterTimers(QObject *object)
{
    return m_timers.removeAll(object);
}

QList<QAbstractEventDispatcher::TimerInfo> EpollDispatcher::registeredTimers(QObject *object) const
{
    return m_timers.timersOf(object);
}

int EpollDispatcher::remainingTime(int timerId)
{
    return m_timers.remainingMs(timerId);
}

void EpollDispatcher::wakeUp()
{
    // The dispatcher's own thread is not blocked while it calls this, and looks at the flag before it blocks:
    // each posted event would cost a system call otherwise.
    if (!m_woken.exchange(true) && m_runner.load(std::memory_order_relaxed) != QThread::currentThreadId())
        ::eventfd_write(m_wakeFd, 1);
}

void EpollDispatcher::interrupt()
{
    m_interrupted.store(true);
    wakeUp();
}

} // namespace miniqq::net

#else

namespace miniqq::net {

std::unique_ptr<QAbstractEventDispatcher> makeIoDispatcher()
{
    return nullptr;
}

} // namespace miniqq::net

#endif // Q_OS_LINUX
