// SPDX-License-Identifier: MIT
#include "app/ui/shell/presencetext.h"

#include <QLocale>

namespace miniqq::client {

QString PresenceText::of(Presence presence, const QDateTime &lastSeen)
{
    switch (presence) {
    case Presence::Online:
        return tr("online");
    case Presence::Away:
        return tr("away");
    case Presence::Busy:
        return tr("busy");
    case Presence::Invisible:
        return tr("invisible");
    case Presence::Offline:
        break;
    }
    if (!lastSeen.isValid())
        return tr("offline");
    if (lastSeen.date() == QDate::currentDate())
        return tr("last here at %1").arg(lastSeen.toString(QStringLiteral("HH:mm")));
    return tr("last here on %1").arg(QLocale().toString(lastSeen.date(), QLocale::ShortFormat));
}

} // namespace miniqq::client
