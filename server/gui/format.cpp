// SPDX-License-Identifier: MIT
#include "server/gui/format.h"

#include <QDateTime>
#include <QLocale>

namespace miniqq::server {

QString Format::bytes(quint64 count)
{
    static constexpr const char *units[] = {"B", "KB", "MB", "GB", "TB"};
    double value = double(count);
    size_t unit = 0;
    while (value >= 1024 && unit + 1 < std::size(units)) {
        value /= 1024;
        ++unit;
    }
    const int decimals = unit == 0 || value >= 100 ? 0 : 1;
    return QString::number(value, 'f', decimals) + QLatin1Char(' ') + QLatin1String(units[unit]);
}

QString Format::idle(qint64 ms)
{
    const qint64 seconds = ms / 1000;
    if (seconds < 2)
        return tr("now");
    if (seconds < 60)
        return tr("%1 s").arg(seconds);
    if (seconds < 3600)
        return tr("%1 min").arg(seconds / 60);
    return tr("%1 h").arg(seconds / 3600);
}

QString Format::uptime(qint64 ms)
{
    const qint64 seconds = ms / 1000;
    const QChar zero(u'0');
    QString text = QStringLiteral("%1:%2:%3")
                       .arg(seconds / 3600 % 24, 2, 10, zero)
                       .arg(seconds / 60 % 60, 2, 10, zero)
                       .arg(seconds % 60, 2, 10, zero);
    const qint64 days = seconds / 86'400;
    return days == 0 ? text : tr("%n day(s)", nullptr, int(days)) + QLatin1Char(' ') + text;
}

QString Format::milliseconds(double ms)
{
    return QString::number(ms, 'f', ms < 100 ? 1 : 0);
}

QString Format::clock(qint64 wallMs, bool seconds)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(wallMs);
    const QString clock = time.toString(seconds ? QStringLiteral("HH:mm:ss") : QStringLiteral("HH:mm"));
    if (time.date() == QDate::currentDate())
        return clock;
    return QLocale().toString(time.date(), QLocale::ShortFormat) + QLatin1Char(' ') + clock;
}

} // namespace miniqq::server
