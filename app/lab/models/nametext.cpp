// SPDX-License-Identifier: MIT
#include "app/lab/models/nametext.h"

#include <algorithm>

namespace miniqq::lab {

using namespace Qt::Literals::StringLiterals;

namespace {

QString hostOf(const QString &name)
{
    return name.left(std::max<qsizetype>(0, name.lastIndexOf(u':')));
}

bool samePort(const QString &a, const QString &b)
{
    const QString host = hostOf(a);
    return !host.isEmpty() && a.mid(host.size()) == b.mid(hostOf(b).size());
}

bool isWildcard(const QString &name)
{
    const QString host = hostOf(name);
    return host == u"0.0.0.0"_s || host == u"[::]"_s;
}

bool isLoopback(const QString &name)
{
    return name.startsWith(u"127."_s) || hostOf(name) == u"[::1]"_s;
}

} // namespace

bool mayReachMany(const QString &address)
{
    const QString host = hostOf(address);
    return host.endsWith(u".255"_s) || host.startsWith(u"[ff"_s) || host.section(u'.', 0, 0).toInt() >= 224;
}

bool reaches(const QString &address, const QString &name)
{
    if (name == address)
        return !name.isEmpty();
    // What goes to another machine's address is not for a socket that is bound to all of this one's.
    return samePort(address, name) && (mayReachMany(address) || (isWildcard(name) && isLoopback(address)));
}

bool comesFrom(const QString &from, const QString &name)
{
    return name.isEmpty() || name == from || (isWildcard(name) && samePort(from, name));
}

} // namespace miniqq::lab
