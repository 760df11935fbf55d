// SPDX-License-Identifier: MIT
#include "common/ui/format.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QTextDocument>

namespace miniqq::ui {

QString formatBytes(qint64 bytes)
{
    if (bytes < 1024)
        return QStringLiteral("%1 B").arg(bytes);
    double value = double(bytes);
    int unit = -1;
    constexpr const char *units[] = {"KB", "MB", "GB", "TB"};
    while (value >= 1024 && unit < 3) {
        value /= 1024;
        ++unit;
    }
    return QStringLiteral("%1 %2")
        .arg(value, 0, 'f', value < 100 ? 1 : 0)
        .arg(QLatin1StringView(units[unit]));
}

QString formatClockDuration(qint64 ms)
{
    const qint64 seconds = qMax<qint64>(0, ms) / 1000;
    return QStringLiteral("%1:%2:%3")
        .arg(seconds / 3600, 2, 10, QLatin1Char('0'))
        .arg(seconds / 60 % 60, 2, 10, QLatin1Char('0'))
        .arg(seconds % 60, 2, 10, QLatin1Char('0'));
}

QString formatDuration(qint64 ns)
{
    const double ms = double(ns) / 1e6;
    if (ms < 10)
        return QCoreApplication::translate("Format", "%1 ms").arg(ms, 0, 'f', 1);
    if (ms < 1000)
        return QCoreApplication::translate("Format", "%1 ms").arg(ms, 0, 'f', 0);
    return QCoreApplication::translate("Format", "%1 s").arg(ms / 1000, 0, 'f', ms < 100'000 ? 1 : 0);
}

QString formatTimeOfDay(qint64 wallMs)
{
    return QDateTime::fromMSecsSinceEpoch(wallMs).toString(QStringLiteral("HH:mm:ss.zzz"));
}

QString formatShortTime(qint64 wallMs)
{
    return QDateTime::fromMSecsSinceEpoch(wallMs).toString(QStringLiteral("mm:ss.zzz"));
}

QString toolTipText(const QString &plain)
{
    return plain.contains(u'<') || Qt::mightBeRichText(plain)
               ? Qt::convertFromPlainText(plain, Qt::WhiteSpaceNormal)
               : plain;
}

} // namespace miniqq::ui
