// SPDX-License-Identifier: MIT
#include "app/lab/models/labend.h"

#include <QCoreApplication>

namespace miniqq::lab {

namespace {

struct LabEndWords
{
    Q_DECLARE_TR_FUNCTIONS(miniqq::lab::LabEnd)
};

} // namespace

QString LabEnd::letter() const
{
    const QString letter = role == EndRole::Server ? QStringLiteral("S") : QStringLiteral("C");
    return number > 0 ? letter + QString::number(number) : letter;
}

QString LabEnd::title() const
{
    if (!name.isEmpty())
        return name;
    const QString word = role == EndRole::Server ? LabEndWords::tr("server") : LabEndWords::tr("client");
    return number > 0 ? word + QLatin1Char(' ') + QString::number(number) : word;
}

} // namespace miniqq::lab
