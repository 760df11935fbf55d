// SPDX-License-Identifier: MIT
#include "app/lab/core/failure.h"

#include "common/base/errornames.h"

#include <QCoreApplication>

#include <cerrno>
#include <system_error>

namespace miniqq::lab {
namespace {

struct Advice
{
    Q_DECLARE_TR_FUNCTIONS(miniqq::lab::Advice)
};

QString bindAdvice(int error)
{
    switch (error) {
    case EADDRINUSE:
        return Advice::tr(
            "another socket has this port, or one that was closed a moment ago is in TIME_WAIT. "
            "Choose another port, end the other program, or wait a minute.");
    case EADDRNOTAVAIL:
        return Advice::tr(
            "this computer does not have that address. Use one of its own, or 0.0.0.0 for all.");
    case EACCES:
        return Advice::tr("ports below 1024 are for the administrator. Choose a port from 1024 up.");
    default:
        return {};
    }
}

QString connectAdvice(int error)
{
    switch (error) {
    case ECONNREFUSED:
        return Advice::tr("nothing listens there. Start the server first, or check address and port.");
    case ETIMEDOUT:
        return Advice::tr(
            "no answer at all. The computer is off, a firewall drops the packets, or the server's "
            "queue is full.");
    case EADDRNOTAVAIL:
        return Advice::tr(
            "this computer has no free port, or the address cannot be dialled. Check the address.");
    case EACCES:
        return Advice::tr("this is a broadcast address. Switch SO_BROADCAST on (--broadcast).");
    default:
        return {};
    }
}

QString fileAdvice(int error)
{
    switch (error) {
    case ENOENT:
        return Advice::tr("there is no such file or folder. Check the name.");
    case EACCES:
        return Advice::tr("you are not allowed to. Choose a file or folder of your own.");
    case EISDIR:
        return Advice::tr("this is a folder. Name a file.");
    default:
        return {};
    }
}

QString generalAdvice(int error)
{
    switch (error) {
    case EPIPE:
        return Advice::tr("the other side closed the connection, nobody is left to read. Connect again.");
    case ECONNRESET:
        return Advice::tr("the other side broke the connection off: it crashed, or closed with data unread.");
    case ECONNREFUSED:
        return Advice::tr("nobody has this port: an earlier datagram came back. Start the receiver first.");
    case ENETUNREACH:
    case EHOSTUNREACH:
        return Advice::tr("there is no way to that network. Check the address and the network connection.");
    case EACCES:
        return Advice::tr("this is a broadcast address. Switch SO_BROADCAST on (--broadcast).");
    case EPERM:
        return Advice::tr("raw sockets see everybody's packets, so only the administrator may have them.");
    case EMSGSIZE:
        return Advice::tr("too long for one datagram: 65507 bytes are the most over IPv4. Send less.");
    case ENOTCONN:
        return Advice::tr(
            "this socket is connected to nobody. Connect it first; a listening socket never is.");
    case EAFNOSUPPORT:
        return Advice::tr(
            "the address is of another family than the socket. Use IPv4 with IPv4, IPv6 with IPv6.");
    case ENODEV:
    case EADDRNOTAVAIL:
        return Advice::tr(
            "there is no such network interface or address here. Look them up with: interfaces");
    case EMFILE:
        return Advice::tr("this program has too many files and sockets open. Close some.");
    default:
        return {};
    }
}

} // namespace

QString adviceFor(const QByteArray &call, int error)
{
    QString advice;
    if (call == "bind" || call == "listen")
        advice = bindAdvice(error);
    else if (call == "connect")
        advice = connectAdvice(error);
    else if (call == "open" || call == "write")
        advice = fileAdvice(error);
    if (advice.isEmpty())
        advice = generalAdvice(error);
    if (advice.isEmpty())
        advice = QString::fromStdString(std::generic_category().message(error));
    return advice;
}

QString Failure::toText() const
{
    const QString what = detail.isEmpty() ? QString() : QString(QLatin1Char(' ') + detail);
    return QStringLiteral("%1%2: %3 (%4): %5")
        .arg(QString::fromLatin1(call), what, QString::fromLatin1(errnoName(error)), QString::number(error),
             adviceFor(call, error));
}

} // namespace miniqq::lab
