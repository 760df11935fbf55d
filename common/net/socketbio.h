// SPDX-License-Identifier: MIT
#pragma once

struct bio_st;

namespace miniqq::net {

/// What a socket BIO works on; must outlive it.
struct SocketBio
{
    int fd = -1;
    int errorNumber = 0; ///< errno of the last operation that failed for good.
};

/// An OpenSSL BIO over a non-blocking socket. Unlike OpenSSL's own it never raises SIGPIPE and keeps the
/// errno. Null if memory is out; owned by the caller.
bio_st *makeSocketBio(SocketBio &state);

} // namespace miniqq::net
