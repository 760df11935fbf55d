// SPDX-License-Identifier: MIT
#include "app/ui/shell/failuretext.h"

namespace miniqq::client {
namespace {

using Kind = SignInFailure::Kind;
using Field = FailureText::Field;

QString seconds(qint64 ms)
{
    return QString::number((ms + 999) / 1000);
}

} // namespace

FailureText FailureWords::of(const SignInFailure &failure, const ServerAddress &server)
{
    ServerAddress shown = server;
    shown.tls = true; // as people type it
    const QString where = shown.toText();
    switch (failure.kind) {
    case Kind::None:
        return {};
    case Kind::UnknownHost:
        return {tr("There is no computer called “%1”").arg(server.host),
                tr("Check the spelling, or type the numeric address that the server window shows."),
                Field::Server};
    case Kind::ConnectionRefused:
        return {tr("Nobody listens at %1").arg(where),
                tr("The computer is there, but no program takes connections on port %1. Start the server, or "
                   "check the port.")
                    .arg(server.port),
                Field::Server};
    case Kind::TimedOut:
        return {tr("%1 does not answer").arg(where),
                tr("It is switched off, in another network, or a firewall drops the packets. Check the "
                   "address and the firewall "
                   "of that computer."),
                Field::Server};
    case Kind::Unreachable:
        return {tr("There is no way to %1").arg(where),
                tr("This computer has no route to that network. Check the cable or the Wi-Fi."),
                Field::Server};
    case Kind::TlsFailed:
        return {tr("No protected connection to %1").arg(where),
                tr("The server does not speak TLS. If its operator runs it without protection, switch "
                   "“Encrypted” off."),
                Field::Server};
    case Kind::NotOurService:
        if (!server.tls)
            return {tr("No MiniQQ server answers unprotected at %1").arg(where),
                    tr("If it is one, it wants a protected connection: switch “Encrypted” on. If not, check "
                       "the port."),
                    Field::Server};
        return {tr("Another program answers at %1").arg(where),
                tr("Something listens there, but it is no MiniQQ server. Check the port."), Field::Server};
    case Kind::VersionMismatch:
        return {tr("This MiniQQ and the server have no protocol version in common"),
                tr("Update the older of the two."), Field::Server};
    case Kind::BadAddress:
        return {tr("This is no server address"),
                tr("Type a name or an address, with the port if it is not 6477: 192.168.1.20:6477"),
                Field::Server};
    case Kind::BadAccountName:
        return {tr("This cannot be an account name"),
                tr("Use 1 to 32 letters a–z, digits, “_”, “-”, “.” or Chinese characters."), Field::Account};
    case Kind::BadPassword:
        return {tr("Account and password do not fit"),
                tr("Check both. If you are new here, choose Register."), Field::Password};
    case Kind::TokenExpired:
        return {tr("Please type your password again"), tr("The remembered sign-in is no longer good."),
                Field::Password};
    case Kind::AccountTaken:
        return {tr("This account is taken"),
                tr("Somebody has this name or one that looks like it. Choose another, or sign in if it "
                   "is yours."),
                Field::Account};
    case Kind::RegistrationClosed:
        return {tr("This server takes no new accounts"), tr("Ask its operator for one."), Field::Account};
    case Kind::RateLimited:
        return {tr("Too many tries"), tr("Wait %1 s, then try again.").arg(seconds(failure.retryAfterMs)),
                Field::None};
    case Kind::ServerBusy:
        return {tr("The server is too busy just now"), tr("Try again in a moment."), Field::None};
    case Kind::CertificateChanged:
        return {tr("The server identifies itself differently than before"),
                tr("You chose not to connect. Ask the operator whether the key was renewed."), Field::Server};
    case Kind::Kicked:
        return {tr("The operator ended this connection"), tr("You can sign in again."), Field::None};
    case Kind::Replaced:
        return {tr("This account signed in elsewhere"),
                tr("The newest sessions stay, the oldest ends. Sign in here to use this window again."),
                Field::None};
    case Kind::ServerMisbehaved:
        return {tr("The server sent something it must not send"),
                tr("The connection was closed; your messages here are safe. Tell the operator."),
                Field::None};
    case Kind::StoreFailed:
        return {tr("The messages of this computer cannot be opened"),
                tr("Check that the disk is not full and that you may write to the profile's folder."),
                Field::None};
    case Kind::ConnectionLost:
        return {tr("The connection broke during sign-in"), tr("Try again."), Field::None};
    }
    return {};
}

bool FailureWords::detailTellsMore(SignInFailure::Kind kind)
{
    switch (kind) {
    case Kind::BadAccountName:
    case Kind::BadPassword:
    case Kind::TokenExpired:
    case Kind::AccountTaken:
    case Kind::RegistrationClosed:
    case Kind::RateLimited:
    case Kind::ServerBusy:
        return false;
    default:
        return true;
    }
}

} // namespace miniqq::client
