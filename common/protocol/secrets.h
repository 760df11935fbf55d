// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>

namespace miniqq::protocol {

/// What may be shown of a message and what must not: the knowledge that redaction rests on.

/// True for the types of messages.h.
bool isKnownType(QByteArrayView type);
/// Messages whose body may hold secrets: auth.*, known or not.
bool isSignInType(QByteArrayView type);
/// True for what only a signed-in connection sees: known, and neither sign-in, greeting, heartbeat nor end.
bool isSignedInType(QByteArrayView type);

/// Members of an envelope that are harmless in every message.
bool isEnvelopeKey(QByteArrayView key);
/// Members of the body of a sign-in message that are no secrets. All others count as secret.
bool isHarmlessSignInKey(QByteArrayView key);
/// True if a member of this name is to be taken for a secret in a message of this type: password, token and
/// their like in any, and in those about groups the code with which anybody could join.
bool isSecretKey(QByteArrayView key, QByteArrayView type);

/// True if bytes that are no envelope look as if they held a part of one that must not be shown.
bool mayHoldSecrets(QByteArrayView bytes);

} // namespace miniqq::protocol
