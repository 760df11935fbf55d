// SPDX-License-Identifier: MIT
#pragma once

#include "common/protocol/jsondocument.h"

#include <QByteArray>

namespace miniqq::protocol {

/// The outside of an envelope, for views and logs that do not read the message itself.
struct EnvelopeHead
{
    QByteArray type; ///< each empty where it is absent or no proper text of its kind
    QByteArray id;
    QByteArray re;
    std::optional<JsonValue> body;
};

/// `document` has been parsed and outlives the result.
EnvelopeHead readHead(const JsonDocument &document);

/// The account an auth.ok names; empty if `head` is none.
QByteArray signedInAccount(const EnvelopeHead &head);

} // namespace miniqq::protocol
