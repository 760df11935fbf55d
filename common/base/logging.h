// SPDX-License-Identifier: MIT
#pragma once

#include <QLoggingCategory>

/// The logging categories of the whole project, so that QT_LOGGING_RULES="miniqq.net.debug=true" finds what
/// it names. They are the only globals. Nothing secret is ever logged: no passwords, no tokens, no message
/// texts.
namespace miniqq {

Q_DECLARE_LOGGING_CATEGORY(lcWire)     // miniqq.wire      frames and their limits
Q_DECLARE_LOGGING_CATEGORY(lcNet)      // miniqq.net       sockets, TLS, connections
Q_DECLARE_LOGGING_CATEGORY(lcChat)     // miniqq.chat      what services decide
Q_DECLARE_LOGGING_CATEGORY(lcAccounts) // miniqq.accounts  sign-in, registration, sessions
Q_DECLARE_LOGGING_CATEGORY(lcStore)    // miniqq.store     databases
Q_DECLARE_LOGGING_CATEGORY(lcUi)       // miniqq.ui        windows
Q_DECLARE_LOGGING_CATEGORY(lcLab)      // miniqq.lab       the Network Lab

} // namespace miniqq
