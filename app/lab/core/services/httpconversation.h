// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/core/services/conversation.h"

namespace miniqq::lab {

/// Shows a request byte for byte and serves a small page, one request per connection. As printed it takes
/// whatever the first receive brings for the request and always serves the page; repaired it waits for the
/// empty line, bounded, and answers 400, 404, 405 and 431 where they belong.
class HttpConversation final : public Conversation
{
    Q_OBJECT

public:
    using Conversation::Conversation;

protected:
    void receive(const QByteArray &bytes) override;

private:
    void answer();
    void respond(const char *status, const QString &text, bool withBody);

    static constexpr qsizetype maxHeader = 8 * 1024;
    QByteArray m_request;
};

} // namespace miniqq::lab
