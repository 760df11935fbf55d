// SPDX-License-Identifier: MIT
#pragma once

#include "app/types/serveraddress.h"
#include "app/types/signinfailure.h"

#include <QCoreApplication>
#include <QString>

namespace miniqq::client {

/// A failure to sign in, told to a person: what happened, and what to do about it.
struct FailureText
{
    QString heading;
    QString advice;
    /// Which part of the sign-in window it concerns.
    enum class Field { None, Server, Account, Password } field = Field::None;
};

/// The words of each kind of failure; no two kinds share them. `detail` of the failure is shown apart, where
/// it tells more.
class FailureWords
{
    Q_DECLARE_TR_FUNCTIONS(miniqq::client::FailureWords)

public:
    static FailureText of(const SignInFailure &failure, const ServerAddress &server);
    /// False for what the server said no to: its detail is the same once more, in English.
    static bool detailTellsMore(SignInFailure::Kind kind);
};

} // namespace miniqq::client
