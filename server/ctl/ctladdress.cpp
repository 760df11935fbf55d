// SPDX-License-Identifier: MIT
#include "server/ctl/ctladdress.h"

#include "server/domain/addressbucket.h"

#include <QHostAddress>

namespace miniqq::server {
namespace {

constexpr char networkLength[] = "/64";

} // namespace

QByteArray addressOf(const QByteArray &text)
{
    const bool isNetwork = text.endsWith(networkLength);
    const QString bare = QString::fromUtf8(isNetwork ? text.chopped(qsizetype(strlen(networkLength))) : text);
    QHostAddress address(bare);
    if (address.isNull())
        return {};
    const bool isWrittenAsV6 = bare.contains(u':');
    bool isV4 = false;
    const quint32 v4 = address.toIPv4Address(&isV4); // ::ffff:a.b.c.d, too
    if (isV4 && (v4 != 0 || !isWrittenAsV6))         // "::" begins the network of ::1
        address.setAddress(v4);
    if (!isWrittenAsV6 && address.toString() != bare)
        return {};
    const QByteArray bucket = addressBucket(address.toString());
    // Of a link-local address its own network is not what would be kept out, of IPv4 none is.
    return isNetwork && !bucket.endsWith(networkLength) ? QByteArray() : bucket;
}

} // namespace miniqq::server
