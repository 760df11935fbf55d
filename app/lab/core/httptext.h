// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/result.h"

#include <QByteArray>
#include <QUrl>

#include <optional>

namespace miniqq::lab {

/// The little of HTTP that a raw GET needs: what is sent and where a response is split.

/// A URL that can be asked for over a plain TCP connection.
Result<QUrl> httpUrl(const QString &text);
/// The tutorial's request, byte for byte: no space behind "Host:", and the server is asked to close.
QByteArray httpRequest(const QUrl &url);

struct HttpResponse
{
    QByteArray header; ///< without the empty line
    QByteArray body;
    qint64 announced = -1; ///< Content-Length; -1 if there is none

    /// The body is as long as the header says, or that says nothing.
    bool isWhole() const { return announced < 0 || announced == body.size(); }
};

/// Split at the first empty line; nullopt if there is none.
std::optional<HttpResponse> splitResponse(const QByteArray &bytes);

} // namespace miniqq::lab
