// SPDX-License-Identifier: MIT
#include "app/lab/core/hostlookup.h"

#include <QHostInfo>

#include <algorithm>

namespace miniqq::lab {

void lookUpHost(const QString &host, quint16 port, QObject *context,
                const std::function<void(const Result<SocketName> &)> &then)
{
    if (const auto numeric = SocketName::fromNumeric(host, port); numeric && !host.isEmpty()) {
        then(*numeric);
        return;
    }
    // Digits and dots alone are meant as an address; the system's resolver would take "1.2.3" for 1.2.0.3.
    static const QString digits = QStringLiteral("0123456789.");
    if (std::all_of(host.begin(), host.end(), [](QChar c) { return digits.contains(c); })) {
        then(Error{
            QStringLiteral("getaddrinfo %1: EAI_NONAME: this is no address. An IPv4 address is four numbers "
                           "from 0 to 255 with dots between.")
                .arg(host)});
        return;
    }
    QHostInfo::lookupHost(host, context, [host, port, then](const QHostInfo &info) {
        const QList<QHostAddress> addresses = info.addresses();
        if (addresses.isEmpty()) {
            then(Error{
                QStringLiteral("getaddrinfo %1: EAI_NONAME: %2. Check the name and the network connection.")
                    .arg(host, info.errorString())});
            return;
        }
        then(*SocketName::fromNumeric(addresses.constFirst().toString(), port));
    });
}

} // namespace miniqq::lab
