// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/result.h"

#include <QByteArray>
#include <QString>

struct x509_st;

namespace miniqq::net {

/// A private key and the certificate for it, both PEM (RFC 7468).
struct KeyPair
{
    QByteArray keyPem; ///< PKCS #8, not encrypted. Secret.
    QByteArray certificatePem;
};

/// A new P-256 key and a self-signed certificate (SHA-256) valid from yesterday, because clocks differ, for
/// ten years. Common name and subject alternative name are `hostName`, or "miniqq-server" if that cannot be
/// in a certificate.
Result<KeyPair> makeSelfSigned(const QString &hostName);

/// Writes both as `server.key` (readable by the owner only) and `server.crt` into `directory`, which is made
/// if need be. Each appears whole or not at all and is on disk before this returns; a file that exists is an
/// error and stays as it is.
Result<Done> storeKeyPair(const QString &directory, const KeyPair &pair);

/// SHA-256 of the certificate's public key (SubjectPublicKeyInfo in DER, RFC 7469 section 2.4) as people
/// compare it: "AB:CD:...", 95 characters. It stays when a certificate is renewed for the same key. Empty for
/// none.
QString keyFingerprintOf(const x509_st *certificate);

/// The same of the whole certificate, which messengers remembered before they remembered keys.
QString certificateFingerprintOf(const x509_st *certificate);

/// What OpenSSL's error queue of this thread says last, in its own words; empties the queue.
QString takeOpenSslError();

} // namespace miniqq::net
