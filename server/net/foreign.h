// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

namespace miniqq::server {

/// Whether a stranger's first bytes, whose first four were taken for an impossible frame length, speak some
/// other protocol (a browser, SSH, TLS on a port without TLS, noise): such a peer would not understand an
/// error frame. `firstBytes` begins with those four; what follows them may be missing.
inline bool looksForeign(QByteArrayView firstBytes)
{
    constexpr qsizetype lengthBytes = 4;
    constexpr char tlsHandshake = 0x16;
    constexpr char tlsMajor = 0x03;
    if (firstBytes.size() < lengthBytes)
        return false;
    if (firstBytes[0] == tlsHandshake && firstBytes[1] == tlsMajor)
        return true;
    bool text = true;
    for (qsizetype i = 0; i < lengthBytes; ++i)
        text = text && firstBytes[i] >= ' ' && firstBytes[i] <= '~';
    // A length of less than 16 MiB is one of ours gone wrong, and so is one that an envelope follows.
    const bool absurd = firstBytes[0] != 0;
    return text || (absurd && firstBytes.size() > lengthBytes && firstBytes[lengthBytes] != '{');
}

} // namespace miniqq::server
