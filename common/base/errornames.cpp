// SPDX-License-Identifier: MIT
#include "common/base/errornames.h"

#include <QStringBuilder> // what + makes of byte arrays here

#include <cstring>

namespace miniqq {

QByteArray errnoName(int errorNumber)
{
    if (const char *name = ::strerrorname_np(errorNumber))
        return name;
    return "errno " + QByteArray::number(errorNumber);
}

} // namespace miniqq
