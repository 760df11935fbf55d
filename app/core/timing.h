// SPDX-License-Identifier: MIT
#pragma once

namespace miniqq::client {

/// How long the messenger waits for what, in milliseconds. Tests use smaller numbers.
struct Timing
{
    int pingAfter = 20'000;   ///< Silence of the server after which it is asked.
    int deadAfter = 60'000;   ///< Silence after which the connection counts as dead.
    int wakePatience = 1'500; ///< For the answer to what is asked after this computer or process stood still.
    int signIn = 15'000;      ///< From the connection to the answer to the sign-in.
    int goodbye = 500;        ///< For the last words when leaving.
    int ackTimeout = 15'000;  ///< Then an unacknowledged message is sent again.
    int receiptDelay = 100;   ///< Receipts of this span become one.
    int typingRepeat = 3'000; ///< Between two typing.set of one conversation.
    int typingLapse = 5'000;  ///< Then somebody counts as having stopped.
    int infoInterval = 1'000; ///< Between two connectionInfoChanged while connected.
    int reconnectFirst = 2'000; ///< The first try comes within this span ...
    int reconnectStep = 1'000;  ///< ... the n-th within this times 2^n ...
    int reconnectMost = 30'000; ///< ... and never later than this.
};

} // namespace miniqq::client
