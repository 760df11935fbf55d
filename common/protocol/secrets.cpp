// SPDX-License-Identifier: MIT
#include "common/protocol/secrets.h"

#include "common/protocol/messages.h"

#include <QByteArray>

#include <algorithm>
#include <initializer_list>

namespace miniqq::protocol {
namespace {

template<class Message, size_t I = 0>
bool isTypeOf(QByteArrayView type)
{
    if constexpr (I == std::variant_size_v<Message>) {
        return false;
    } else {
        constexpr std::string_view name = std::variant_alternative_t<I, Message>::type;
        return type == QByteArrayView(name.data(), qsizetype(name.size())) || isTypeOf<Message, I + 1>(type);
    }
}

bool isOneOf(QByteArrayView text, std::initializer_list<QByteArrayView> words)
{
    return std::find(words.begin(), words.end(), text) != words.end();
}

bool holdsOneOf(const QByteArray &text, std::initializer_list<QByteArrayView> words)
{
    return std::any_of(words.begin(), words.end(), [&](QByteArrayView w) { return text.contains(w); });
}

} // namespace

bool isKnownType(QByteArrayView type)
{
    return isTypeOf<ClientMessage>(type) || isTypeOf<ServerMessage>(type);
}

bool isSignInType(QByteArrayView type)
{
    return type.startsWith("auth.");
}

bool isSignedInType(QByteArrayView type)
{
    return isKnownType(type) && !isSignInType(type) &&
           !isOneOf(type, {"hello", "welcome", "ping", "pong", "error", "bye", "leave"});
}

bool isEnvelopeKey(QByteArrayView key)
{
    return isOneOf(key, {"type", "id", "re", "body"});
}

bool isHarmlessSignInKey(QByteArrayView key)
{
    return isOneOf(key, {"account", "display", "session"});
}

bool isSecretKey(QByteArrayView key, QByteArrayView type)
{
    const QByteArray lower = key.toByteArray().toLower();
    if (lower == "code" && type.startsWith("group."))
        return true;
    return holdsOneOf(lower, {"passw", "passphrase", "token", "secret", "credential"}) ||
           isOneOf(lower, {"pass", "pwd", "pw", "pin"});
}

bool mayHoldSecrets(QByteArrayView bytes)
{
    // A backslash may spell any of the words in another way.
    return holdsOneOf(bytes.toByteArray().toLower(),
                      {"auth", "pass", "pwd", "token", "secret", "credential", "\"code", "\\"});
}

} // namespace miniqq::protocol
