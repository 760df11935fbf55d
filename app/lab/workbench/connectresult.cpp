// SPDX-License-Identifier: MIT
#include "app/lab/workbench/connectresult.h"

#include "common/base/errornames.h"

#include <QCoreApplication>

#include <cerrno>

namespace miniqq::lab {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(miniqq::lab::ConnectResult)
};

QString pythonLine(const SocketName &to, int number)
{
    return u"s.connect_ex(%1)  # %2"_s.arg(to.toPython(), QString::number(number));
}

} // namespace

QString ConnectResult::title() const
{
    return name.isEmpty() ? QString::number(number) : u"%1 (%2)"_s.arg(name, QString::number(number));
}

ConnectResult connectSucceeded(const SocketName &to, const SocketName &from)
{
    return {0,
            {},
            Words::tr("connected from %1; the port is the kernel's choice unless you bound one")
                .arg(from.toText()),
            pythonLine(to, 0)};
}

ConnectResult connectFailed(const SocketName &to, const Failure &failure)
{
    return {failure.error, QString::fromLatin1(errnoName(failure.error)),
            adviceFor(failure.call, failure.error), pythonLine(to, failure.error)};
}

ConnectResult connectTimedOut(const SocketName &to, const QString &limit)
{
    // What connect_ex() returns when settimeout() ran out: the connect is still under way.
    return {EAGAIN, QString::fromLatin1(errnoName(EAGAIN)),
            Words::tr("timed out after %1 s: no answer came, neither yes nor no. The computer is off, a "
                      "firewall drops the packets, or the server's queue is full.")
                .arg(limit),
            pythonLine(to, EAGAIN)};
}

} // namespace miniqq::lab
