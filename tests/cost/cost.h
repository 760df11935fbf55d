// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <valgrind/callgrind.h>

/// What one message costs, in instructions that callgrind counts: no clock, no other work on the machine and
/// no luck is in these figures. Each function does one piece of the server's work on many messages, checks
/// that every one came out right (std::runtime_error if not) and returns how many there were.
namespace miniqq::cost {

/// chat.send from bytes to bytes: decoding, the domain's decisions, the encoded ack and delivery. Nothing is
/// stored and nothing written.
int sayMessages();

/// Batches of 100 messages through the real store, committed to a database on disk.
int appendMessages();

/// The writing of the index for the messages of such batches.
int indexMessages();

/// Ten pairs exchange messages through the I/O worker, its sockets and the domain, `atOnce` (1, 2, 5 or 10)
/// of them at a time, while `idle` others are signed in and say nothing. The fewer at once, the more turns of
/// the event loop there are for each message.
int exchangeMessages(int idle, int atOnce);

/// Nothing of ours: memory, text, hashes and SQLite, as the libraries have them. Where this costs the same as
/// where the others were recorded, those can be held to small differences.
int useLibraries();

/// While one lives, instructions are counted.
class Counted
{
public:
    Counted() { CALLGRIND_TOGGLE_COLLECT; }
    ~Counted() { CALLGRIND_TOGGLE_COLLECT; }
    Q_DISABLE_COPY_MOVE(Counted)
};

/// Everything runs many times slower from here on: what has to be prepared comes before it.
inline void beginCounting()
{
    CALLGRIND_START_INSTRUMENTATION;
}

} // namespace miniqq::cost
