// SPDX-License-Identifier: MIT
#include "common/protocol/envelope.h"

#include "common/protocol/auth.h"
#include "common/protocol/jsonreader.h"

namespace miniqq::protocol {
namespace {

QByteArray headText(const JsonDocument &document, QByteArrayView key, const TextRule &rule)
{
    std::optional<FieldError> error;
    return ObjectReader(document.root(), error).optionalText(key, rule).value_or(QByteArray());
}

} // namespace

EnvelopeHead readHead(const JsonDocument &document)
{
    return {headText(document, "type", typeName), headText(document, "id", identifier),
            headText(document, "re", identifier), document.root().member("body")};
}

QByteArray signedInAccount(const EnvelopeHead &head)
{
    if (head.type != QByteArrayView(AuthOk::type.data(), qsizetype(AuthOk::type.size())) || !head.body)
        return {};
    std::optional<FieldError> error;
    ObjectReader reader(*head.body, error);
    AuthOk ok = AuthOk::fromJson(reader);
    return error ? QByteArray() : std::move(ok.account);
}

} // namespace miniqq::protocol
