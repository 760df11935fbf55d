// SPDX-License-Identifier: MIT
#include "server/gui/format.h"

#include <QDateTime>
#include <QLocale>

namespace miniqq::server {

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
