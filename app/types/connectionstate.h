// SPDX-License-Identifier: MIT
#pragma once

#include <QMetaType>

namespace miniqq::client {

/// Where the way to the server stands. The order is that of a connection that succeeds.
enum class ConnectionState : quint8 {
    Offline,            ///< nobody wants to be online
    Resolving,          ///< the name is looked up
    Connecting,         ///< TCP
    Securing,           ///< TLS handshake
    Greeting,           ///< hello is out, welcome is awaited
    SigningIn,          ///< account and password, or token, are being checked
    Syncing,            ///< signed in; conversations and the directory are being fetched
    Online,             ///< up to date
    WaitingToReconnect, ///< lost; the next try is set (ConnectionInfo::nextTryInMs)
    CertificateChanged, ///< blocked: the server shows another key (or remembered certificate) than before;
                        ///< the user decides
    Refused,            ///< ended for a reason that trying again cannot mend (SignInFailure)
};

/// True while frames of the conversation can be exchanged.
constexpr bool isSignedIn(ConnectionState state)
{
    return state == ConnectionState::Syncing || state == ConnectionState::Online;
}

} // namespace miniqq::client

Q_DECLARE_METATYPE(miniqq::client::ConnectionState)
