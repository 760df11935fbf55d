// SPDX-License-Identifier: MIT
#include "server/domain/addressbucket.h"

#include <QStringList>

namespace miniqq::server {

QByteArray addressBucket(const QString &numeric)
{
    const QString bare = numeric.section(QLatin1Char('%'), 0, 0);
    if (!bare.contains(QLatin1Char(':')))
        return bare.toUtf8();

    const qsizetype gap = bare.indexOf(QLatin1String("::"));
    const QString before = gap < 0 ? bare : bare.left(gap);
    const QString after = gap < 0 ? QString() : bare.mid(gap + 2);
    QStringList groups = before.split(QLatin1Char(':'), Qt::SkipEmptyParts);
    const QStringList tail = after.split(QLatin1Char(':'), Qt::SkipEmptyParts);
    while (groups.size() + tail.size() < 8)
        groups.append(QStringLiteral("0"));
    groups += tail;

    const bool linkLocal = (groups[0].toUInt(nullptr, 16) & 0xffc0) == 0xfe80;
    QByteArray bucket;
    for (qsizetype i = 0; i < (linkLocal ? 8 : 4); ++i)
        bucket += QByteArray::number(groups[i].toUInt(nullptr, 16), 16) + ':';
    return linkLocal ? bucket.chopped(1) : QByteArray(bucket + ":/64");
}

} // namespace miniqq::server
