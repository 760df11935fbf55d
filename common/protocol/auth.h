// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <optional>
#include <string_view>

namespace miniqq::protocol {

class JsonWriter;
class ObjectReader;

/// Makes an account and signs in. Answered by auth.ok or error (account_taken, registration_closed,
/// rate_limited, ...).
struct AuthRegister
{
    static constexpr std::string_view type = "auth.register";
    QByteArray account;                ///< canonical after reading (names.h)
    std::optional<QByteArray> display; ///< name to show; the account name if absent
    QByteArray password;
    std::optional<QByteArray> code = std::nullopt; ///< where Welcome::registrationCode asks for one

    void toJson(JsonWriter &out) const;
    static AuthRegister fromJson(ObjectReader &in);
};

/// Signs in with the password. Answered by auth.ok or error (bad_credentials, rate_limited, server_busy).
struct AuthSignIn
{
    static constexpr std::string_view type = "auth.signin";
    QByteArray account;
    QByteArray password;

    void toJson(JsonWriter &out) const;
    static AuthSignIn fromJson(ObjectReader &in);
};

/// Signs in with the token of the last auth.ok, which is thereby used up. Answered like auth.signin.
struct AuthResume
{
    static constexpr std::string_view type = "auth.resume";
    QByteArray account;
    QByteArray token;

    void toJson(JsonWriter &out) const;
    static AuthResume fromJson(ObjectReader &in);
};

/// Signed in.
struct AuthOk
{
    static constexpr std::string_view type = "auth.ok";
    QByteArray account;
    QByteArray display;
    QByteArray token;   ///< good for one auth.resume
    qint64 session = 0; ///< number of this session on the server

    void toJson(JsonWriter &out) const;
    static AuthOk fromJson(ObjectReader &in);
};

/// Changes the password. Answered by auth.ok, with the next token, once the new one is on disk and every
/// other session and token is gone; or by error (bad_credentials, rate_limited, server_busy).
struct AuthPassword
{
    static constexpr std::string_view type = "auth.password";
    QByteArray password; ///< the one until now
    QByteArray newPassword;

    void toJson(JsonWriter &out) const;
    static AuthPassword fromJson(ObjectReader &in);
};

/// Forgets this session's token on the server, which then says bye with the reason signed_out.
struct AuthSignOut
{
    static constexpr std::string_view type = "auth.signout";
    void toJson(JsonWriter &) const {}
    static AuthSignOut fromJson(ObjectReader &) { return {}; }
};

} // namespace miniqq::protocol
