// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <functional>

namespace miniqq::server {

/// Turns passwords into what is stored of them, away from the logic thread. Called on the logic thread;
/// handlers run there too, later, never from within the call, in no promised order.
///
/// Passwords are UTF-8 of any form; they are brought to normalisation form C first, so that "é" typed as one
/// character and as two is the same password (RFC 8265, 4.2.2).
class PasswordHasher
{
public:
    struct Verdict
    {
        bool matches = false;
        bool outdated = false; ///< matches, but was made with other parameters than are used now: hash again
        bool failed = false;   ///< there was not enough memory to find out; not a wrong password
    };
    using HashHandler = std::function<void(const QByteArray &encoded)>; ///< empty: could not be made
    using VerifyHandler = std::function<void(Verdict)>;

    virtual ~PasswordHasher() = default;

    /// False if too many wait already: `then` will not be called, the answer is server_busy.
    [[nodiscard]] virtual bool hash(const QByteArray &password, HashHandler then) = 0;
    /// `encoded` is what hash() made, or empty if there is no such account: that takes as long, and never
    /// matches.
    [[nodiscard]] virtual bool verify(const QByteArray &password, const QByteArray &encoded,
                                      VerifyHandler then) = 0;
};

} // namespace miniqq::server
