// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

namespace miniqq::server {

/// What a client shows instead of its password, once. Only the SHA-256 of it is kept: whoever reads the
/// database cannot sign in with it. (A plain hash suffices, since there is nothing to guess in 256 random
/// bits.)
struct ResumeToken
{
    QByteArray text; ///< 43 characters of base64url (RFC 4648, 5): 32 bytes of the system's random generator
    QByteArray sha256; ///< of `text`, 32 bytes

    static ResumeToken make();
    static QByteArray hashOf(QByteArrayView text);
};

} // namespace miniqq::server
