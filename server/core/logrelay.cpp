// SPDX-License-Identifier: MIT
#include "server/core/logrelay.h"

#include "common/base/logging.h"

namespace miniqq::server {

namespace {

const QLoggingCategory &categoryOf(LogCategory category)
{
    switch (category) {
    case LogCategory::Accounts:
        return lcAccounts();
    case LogCategory::Chat:
        return lcChat();
    case LogCategory::Store:
        return lcStore();
    case LogCategory::Connections:
    case LogCategory::Server:
        break;
    }
    return lcNet();
}

QString lineOf(const LogEvent &event)
{
    QString line = event.text;
    if (!event.account.isEmpty())
        line = QString::fromUtf8(event.account) + u": " + line;
    if (!event.endpoint.isNull())
        line = event.endpoint.toText() + u' ' + line;
    return singleLine(line);
}

} // namespace

QString singleLine(const QString &text)
{
    QString line;
    line.reserve(text.size());
    for (const QChar c : text) {
        const bool hidden = c.category() == QChar::Other_Control || c.category() == QChar::Other_Format ||
                            c.category() == QChar::Separator_Line ||
                            c.category() == QChar::Separator_Paragraph;
        if (hidden)
            line += QString(QStringLiteral("\\u%1").arg(uint(c.unicode()), 4, 16, QLatin1Char('0')));
        else
            line += c;
    }
    return line;
}

LogRelay::LogRelay(QObject *receiver, std::function<void(std::vector<LogEvent> &&)> handler, LogFile *file)
    : m_events(receiver, std::move(handler))
    , m_file(file)
{}

void LogRelay::write(const LogEvent &event)
{
    const QLoggingCategory &category = categoryOf(event.category);
    const QString line = lineOf(event);
    switch (event.level) {
    case LogLevel::Info:
        qCInfo(category).noquote() << line;
        break;
    case LogLevel::Warning:
        qCWarning(category).noquote() << line;
        break;
    case LogLevel::Error:
        qCCritical(category).noquote() << line;
        break;
    }
    if (m_file)
        m_file->write(event);
    m_events.post(event);
}

} // namespace miniqq::server
