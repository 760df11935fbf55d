// SPDX-License-Identifier: MIT
#include "server/core/logfile.h"

#include "common/protocol/logline.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>

namespace miniqq::server {

namespace {

constexpr QFileDevice::Permissions ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

const char *wordOf(LogLevel level)
{
    switch (level) {
    case LogLevel::Info:
        return "info";
    case LogLevel::Warning:
        return "warning";
    case LogLevel::Error:
        break;
    }
    return "error";
}

const char *wordOf(LogCategory category)
{
    switch (category) {
    case LogCategory::Connections:
        return "connections";
    case LogCategory::Accounts:
        return "accounts";
    case LogCategory::Chat:
        return "chat";
    case LogCategory::Store:
        return "store";
    case LogCategory::Server:
        break;
    }
    return "server";
}

QByteArray lineOf(const LogEvent &event)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(event.timeMs, Qt::UTC);
    return protocol::LogLine{
        time.toString(Qt::ISODateWithMs).toUtf8(), wordOf(event.level), wordOf(event.category), event.account,
        event.endpoint.toText().toUtf8(),          event.text.toUtf8()}
        .toJson();
}

} // namespace

LogFile::LogFile(const Options &options)
    : m_options(options)
{
    m_thread.setObjectName(QStringLiteral("log"));
    m_home.moveToThread(&m_thread);
    m_events = std::make_unique<Mailbox<LogEvent>>(
        &m_home, [this](std::vector<LogEvent> &&events) { append(events); });
    m_thread.start();
}

LogFile::~LogFile()
{
    // Behind everything that was posted: the event queue keeps the order.
    QMetaObject::invokeMethod(
        &m_home, [this] { m_thread.quit(); }, Qt::QueuedConnection);
    m_thread.wait();
}

void LogFile::write(const LogEvent &event)
{
    if (m_waiting.fetch_add(1, std::memory_order_relaxed) >= m_options.maxWaiting) {
        m_waiting.fetch_sub(1, std::memory_order_relaxed);
        m_lost.fetch_add(1, std::memory_order_relaxed);
        return;
    }
    m_events->post(event);
}

void LogFile::append(const std::vector<LogEvent> &events)
{
    m_waiting.fetch_sub(int(events.size()), std::memory_order_relaxed);
    for (const LogEvent &event : events) {
        const quint64 lost = m_lost.exchange(0, std::memory_order_relaxed);
        const QString words = QStringLiteral("%1 lines were lost before this one").arg(lost);
        const bool told =
            lost == 0 || put(lineOf({event.timeMs, LogLevel::Warning, LogCategory::Server, {}, {}, words}));
        const bool written = put(lineOf(event));
        m_lost.fetch_add((told ? 0 : lost) + (written ? 0 : 1), std::memory_order_relaxed);
    }
    m_file.flush();
}

bool LogFile::put(const QByteArray &line)
{
    if (m_file.isOpen() && m_file.size() + line.size() > m_options.maxBytes)
        rotate();
    if (!m_file.isOpen() && !open())
        return false;
    const qint64 before = m_file.size();
    if (m_file.write(line) == line.size())
        return true;
    m_file.resize(before); // half a line would spoil the next one, too
    m_file.close();        // anew with the next line: the disk may have been full, or the file taken away
    return false;
}

/// One that is there already is gone on with; its rights stay its owner's choice.
bool LogFile::open()
{
    QDir().mkpath(QFileInfo(m_options.folder).absolutePath());
    QDir().mkdir(m_options.folder, ownerOnly | QFileDevice::ExeOwner);
    m_file.setFileName(nameOf(0));
    if (!m_file.open(QIODevice::ReadWrite | QIODevice::Append | QIODevice::Unbuffered, ownerOnly))
        return false;
    char last = '\n';
    if (m_file.size() > 0 && m_file.seek(m_file.size() - 1))
        m_file.read(&last, 1);
    if (last == '\n' || m_file.write("\n") == 1) // behind what a power cut left of a line
        return true;
    m_file.close();
    return false;
}

void LogFile::rotate()
{
    m_file.close();
    QFile::remove(nameOf(m_options.files - 1));
    for (int number = m_options.files - 1; number > 0; --number)
        QFile::rename(nameOf(number - 1), nameOf(number));
}

QString LogFile::nameOf(int number) const
{
    const QString name = m_options.folder + QStringLiteral("/server.log");
    return number == 0 ? name : QString(name + u'.' + QString::number(number));
}

} // namespace miniqq::server
