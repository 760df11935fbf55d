// SPDX-License-Identifier: MIT
#pragma once

#include <QMetaType>
#include <QString>

namespace miniqq::client {

/// Why the messenger is not signed in. Windows choose their words and next steps by `kind`; `detail` is the
/// technical sentence behind it, in English, for those who unfold it.
struct SignInFailure
{
    enum class Kind : quint8 {
        None,
        UnknownHost,        ///< the name leads nowhere
        ConnectionRefused,  ///< the machine is there, nobody listens on the port
        TimedOut,           ///< nothing answered in time
        Unreachable,        ///< no way to that network or machine
        TlsFailed,          ///< no secure connection: a plain server, or no common version
        NotOurService,      ///< something else listens there
        VersionMismatch,    ///< no common protocol version: one side needs an update
        BadAddress,         ///< what was typed is no address
        BadAccountName,     ///< such a name cannot exist
        BadPassword,        ///< account and password do not fit
        TokenExpired,       ///< the remembered sign-in is no longer good: the password is needed
        AccountTaken,       ///< registering: somebody has this name or one that looks like it
        RegistrationClosed, ///< registering: this server takes no new accounts
        RateLimited,        ///< too many tries; retryAfterMs
        ServerBusy,         ///< too much work or no disk space there; retryAfterMs
        CertificateChanged, ///< not the key (or remembered certificate) of before
        Kicked,             ///< the operator ended the session; detail holds what he wrote
        Replaced,           ///< a newer session of the account took this one's place
        ServerMisbehaved,   ///< it sent what no server may send
        StoreFailed,        ///< this computer cannot open its message store
        ConnectionLost,     ///< it broke before the sign-in was done
    };

    Kind kind = Kind::None;
    QString detail;          ///< Foreign text: show as plain text.
    qint64 retryAfterMs = 0; ///< 0: not said.

    friend bool operator==(const SignInFailure &, const SignInFailure &) = default;
};

} // namespace miniqq::client

Q_DECLARE_METATYPE(miniqq::client::SignInFailure)
