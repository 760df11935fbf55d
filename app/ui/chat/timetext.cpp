// SPDX-License-Identifier: MIT
#include "app/ui/chat/timetext.h"

#include <QCoreApplication>
#include <QLocale>

namespace miniqq::client {

namespace {

using namespace Qt::Literals::StringLiterals;

struct TimeText
{
    Q_DECLARE_TR_FUNCTIONS(TimeText)
};

// The language of the texts decides how dates are written, not the system's: the words around must fit.
QLocale shownLocale()
{
    //: The language of this translation as a locale name, e.g. "zh_CN"; dates are written its way.
    return QLocale(TimeText::tr("en_GB"));
}

QDateTime moment(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms);
}

} // namespace

QString clockText(qint64 ms)
{
    return moment(ms).toString(u"HH:mm"_s);
}

QString dayText(const QDate &day, const QDate &today)
{
    if (day == today)
        return TimeText::tr("Today");
    if (day.addDays(1) == today)
        return TimeText::tr("Yesterday");
    const QLocale locale = shownLocale();
    if (day.year() == today.year()) {
        //: A day of this year, as in Qt's date formats.
        return locale.toString(day, TimeText::tr("dddd, d MMMM"));
    }
    //: A day of another year, as in Qt's date formats.
    return locale.toString(day, TimeText::tr("d MMMM yyyy"));
}

QString listTimeText(qint64 ms, const QDate &today)
{
    const QDate day = localDay(ms);
    if (day == today)
        return clockText(ms);
    if (day.addDays(1) == today) {
        //: In the narrow column of a list.
        return TimeText::tr("yesterday");
    }
    const QLocale locale = shownLocale();
    if (day < today && day.daysTo(today) < 7)
        return locale.dayName(day.dayOfWeek(), QLocale::ShortFormat);
    if (day.year() == today.year()) {
        //: A day of this year in the narrow column of a list, as in Qt's date formats.
        return locale.toString(day, TimeText::tr("d MMM"));
    }
    return day.toString(Qt::ISODate);
}

QString fullTimeText(qint64 ms)
{
    const QDateTime time = moment(ms);
    return QString(shownLocale().toString(time.date(), QLocale::LongFormat) % u' ' %
                   time.toString(u"HH:mm:ss"_s));
}

QDate localDay(qint64 ms)
{
    return moment(ms).date();
}

} // namespace miniqq::client
