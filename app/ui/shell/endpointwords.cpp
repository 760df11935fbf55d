// SPDX-License-Identifier: MIT
#include "app/ui/shell/endpointwords.h"

#include "common/net/addresses.h"

namespace miniqq::client {

QString EndpointWords::kind(const QString &address)
{
    if (address.isEmpty())
        return {};
    switch (net::classify(address)) {
    case net::AddressKind::Loopback:
        return tr("loopback");
    case net::AddressKind::Private:
        return tr("private");
    case net::AddressKind::UniqueLocal:
        return tr("unique local");
    case net::AddressKind::LinkLocal:
        return tr("link-local");
    case net::AddressKind::CarrierNat:
        return tr("provider's NAT");
    case net::AddressKind::Global:
        return tr("global");
    default:
        return {};
    }
}

bool EndpointWords::isLoopback(const QString &address)
{
    return !address.isEmpty() && net::classify(address) == net::AddressKind::Loopback;
}

QString EndpointWords::state(ConnectionState state)
{
    switch (state) {
    case ConnectionState::Offline:
    case ConnectionState::Refused:
        return tr("not connected");
    case ConnectionState::Resolving:
        return tr("looking up the address");
    case ConnectionState::Connecting:
        return tr("connecting (TCP)");
    case ConnectionState::Securing:
        return tr("TLS handshake");
    case ConnectionState::WaitingToReconnect:
        return tr("waiting to try again");
    case ConnectionState::CertificateChanged:
        return tr("waiting for your decision");
    case ConnectionState::Greeting:
    case ConnectionState::SigningIn:
    case ConnectionState::Syncing:
    case ConnectionState::Online:
        break;
    }
    return tr("connected");
}

} // namespace miniqq::client
