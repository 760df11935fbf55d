// SPDX-License-Identifier: MIT
#include "common/tap/redaction.h"

#include "common/protocol/envelope.h"
#include "common/protocol/filechunk.h"
#include "common/protocol/secrets.h"
#include "common/wire/frame.h"

#include <vector>

namespace miniqq::tap {
namespace {

using protocol::JsonValue;

constexpr QByteArrayView replacement = "\"***\"";

/// Collects the values to take out, in the order of their bytes.
class SecretFinder
{
public:
    std::vector<JsonValue> secrets;

    /// Members of these names anywhere below `value`, which is a message of `type`.
    void byName(const JsonValue &value, QByteArrayView type)
    {
        for (auto child = value.firstChild(); child; child = child->nextSibling()) {
            if (value.isObject() && protocol::isSecretKey(child->key(), type))
                secrets.push_back(*child);
            else
                byName(*child, type);
        }
    }

    /// Everything but what is known to be harmless in a sign-in.
    void allButHarmless(const JsonValue &envelope)
    {
        for (auto member = envelope.firstChild(); member; member = member->nextSibling()) {
            if (!protocol::isEnvelopeKey(member->key()))
                secrets.push_back(*member);
            else if (member->isObject())
                harmlessMembers(*member);
            else if (member->isArray())
                secrets.push_back(*member);
        }
    }

private:
    void harmlessMembers(const JsonValue &body)
    {
        for (auto member = body.firstChild(); member; member = member->nextSibling()) {
            if (!protocol::isHarmlessSignInKey(member->key()) || member->isObject() || member->isArray())
                secrets.push_back(*member);
        }
    }
};

QByteArray withoutSecrets(QByteArrayView payload, const std::vector<JsonValue> &secrets)
{
    QByteArray frame(wire::headerSize, '\0');
    qsizetype at = 0;
    for (const JsonValue &secret : secrets) {
        frame.append(payload.sliced(at, secret.begin() - at)).append(replacement);
        at = secret.end();
    }
    frame.append(payload.sliced(at));
    wire::writeHeader(frame.data(), quint32(frame.size() - wire::headerSize));
    return frame;
}

RedactedFrame keptBack(RedactedFrame result)
{
    result.redacted = true;
    result.text = QStringLiteral("(not shown)");
    return result;
}

} // namespace

RedactedFrame redact(QByteArrayView frame, bool signedIn)
{
    RedactedFrame result;
    result.length = frame.size();
    if (frame.size() < wire::headerSize)
        return keptBack(std::move(result));

    const QByteArrayView payload = frame.sliced(wire::headerSize);
    if (const auto chunk = signedIn ? protocol::readChunk(payload) : std::nullopt) {
        result = keptBack(std::move(result));
        result.type = "file.chunk";
        result.text =
            QStringLiteral("(%1 bytes of a file, from %2 on)").arg(chunk->data.size()).arg(chunk->offset);
        return result;
    }
    protocol::JsonDocument document;
    if (document.parse(payload)) {
        if (!signedIn || protocol::mayHoldSecrets(payload))
            return keptBack(std::move(result));
        result.frame = frame.toByteArray();
        return result;
    }

    protocol::EnvelopeHead head = protocol::readHead(document);
    const bool strict = protocol::isSignInType(head.type) || (!signedIn && !protocol::isKnownType(head.type));
    SecretFinder finder;
    if (strict)
        finder.allButHarmless(document.root());
    else
        finder.byName(document.root(), head.type);

    result.account = protocol::signedInAccount(head);
    result.type = std::move(head.type);
    result.id = std::move(head.id);
    result.re = std::move(head.re);
    result.redacted = !finder.secrets.empty();
    result.frame = result.redacted ? withoutSecrets(payload, finder.secrets) : frame.toByteArray();
    result.length = result.frame.size();
    return result;
}

} // namespace miniqq::tap
