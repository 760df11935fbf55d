// SPDX-License-Identifier: MIT
#include "common/ui/exchange/fieldexplanation.h"

#include <QCoreApplication>

namespace miniqq::ui {

namespace {

struct Row
{
    const char *key; // the whole key, or its last part
    const char *text;
};

// PROTOCOL.md says the same at length.
constexpr Row rows[] = {
    {"frame.length",
     QT_TRANSLATE_NOOP("FieldExplanation",
                       "How many bytes of payload follow: 4 bytes, unsigned, the most significant "
                       "first (network byte order). TCP has no messages, so their ends must be told.")},
    {"frame.payload",
     QT_TRANSLATE_NOOP("FieldExplanation",
                       "One JSON object in UTF-8, exactly as many bytes as the length says.")},
    {"envelope.type",
     QT_TRANSLATE_NOOP("FieldExplanation", "What the message is. Unknown types get an error, not silence.")},
    {"envelope.id",
     QT_TRANSLATE_NOOP("FieldExplanation", "Chosen by who asks; the answer repeats it in “re”.")},
    {"envelope.re", QT_TRANSLATE_NOOP("FieldExplanation", "The id of the request that this answers.")},
    {"envelope.body", QT_TRANSLATE_NOOP("FieldExplanation", "The fields of the message itself.")},
    {"hello.protocol", QT_TRANSLATE_NOOP("FieldExplanation",
                                         "The lowest and the highest protocol version this client speaks.")},
    {"welcome.protocol", QT_TRANSLATE_NOOP("FieldExplanation", "The protocol version spoken from here on.")},
    {"client", QT_TRANSLATE_NOOP("FieldExplanation", "Program and version, for people.")},
    {"server", QT_TRANSLATE_NOOP("FieldExplanation", "Program and version, for people.")},
    {"features",
     QT_TRANSLATE_NOOP("FieldExplanation", "Abilities beyond the version; unknown ones are ignored.")},
    {"limits",
     QT_TRANSLATE_NOOP("FieldExplanation", "What this server accepts, so that a client can keep to it.")},
    {"registration", QT_TRANSLATE_NOOP("FieldExplanation", "Whether new accounts can be made.")},
    {"conv",
     QT_TRANSLATE_NOOP("FieldExplanation",
                       "The conversation: “lobby”, or “d:” with the two account names in ascending order.")},
    {"uuid",
     QT_TRANSLATE_NOOP("FieldExplanation", "The sender's own name for the message. Sent again with the same "
                                           "one, it is still stored only once.")},
    {"seq",
     QT_TRANSLATE_NOOP("FieldExplanation", "The place in the conversation, given by the server: 1, 2, 3, … "
                                           "without gaps. It makes the order, not the clock.")},
    {"chat.ack.seq",
     QT_TRANSLATE_NOOP("FieldExplanation", "The place in the conversation. With this answer the "
                                           "message is on the server's disk.")},
    {"text",
     QT_TRANSLATE_NOOP("FieldExplanation", "Plain text. One character can take up to four bytes of UTF-8.")},
    {"error.text", QT_TRANSLATE_NOOP("FieldExplanation", "What went wrong, for people.")},
    {"code", QT_TRANSLATE_NOOP("FieldExplanation", "What went wrong, for programs.")},
    {"field", QT_TRANSLATE_NOOP("FieldExplanation", "The field that was wrong.")},
    {"retryAfterMs",
     QT_TRANSLATE_NOOP("FieldExplanation", "How long to wait before trying again, in milliseconds.")},
    {"time",
     QT_TRANSLATE_NOOP("FieldExplanation", "The server's clock, in milliseconds since 1970-01-01 UTC.")},
    {"from", QT_TRANSLATE_NOOP("FieldExplanation",
                               "The account that sent it, as the server knows it from the session.")},
    {"account",
     QT_TRANSLATE_NOOP("FieldExplanation", "The account in its canonical form: identity is the account, "
                                           "never an address.")},
    {"display", QT_TRANSLATE_NOOP("FieldExplanation", "The name that people see.")},
    {"password", QT_TRANSLATE_NOOP("FieldExplanation",
                                   "Replaced before anything was stored: secrets never get in here.")},
    {"token", QT_TRANSLATE_NOOP("FieldExplanation",
                                "Replaced before anything was stored: secrets never get in here.")},
    {"session", QT_TRANSLATE_NOOP("FieldExplanation", "The number of this session on the server.")},
    {"received",
     QT_TRANSLATE_NOOP("FieldExplanation", "Everything up to this place has arrived: one number for all.")},
    {"read",
     QT_TRANSLATE_NOOP("FieldExplanation", "Everything up to this place has been read: one number for all.")},
    {"typing",
     QT_TRANSLATE_NOOP("FieldExplanation", "Whether something is being typed. It is never stored.")},
    {"after", QT_TRANSLATE_NOOP("FieldExplanation", "Asks for what comes behind this place.")},
    {"before", QT_TRANSLATE_NOOP("FieldExplanation", "Asks for what comes before this place.")},
    {"more", QT_TRANSLATE_NOOP("FieldExplanation", "Whether there is more to ask for.")},
    {"reason", QT_TRANSLATE_NOOP("FieldExplanation", "Why the connection ends.")},
    {"reconnect", QT_TRANSLATE_NOOP("FieldExplanation", "Whether to come back by oneself.")},
};

const Row *find(QByteArrayView key)
{
    for (const Row &row : rows) {
        if (key == QByteArrayView(row.key))
            return &row;
    }
    return nullptr;
}

} // namespace

QString fieldExplanation(QByteArrayView key)
{
    if (key.isEmpty())
        return {};
    const Row *row = find(key);
    if (!row)
        row = find(key.sliced(key.lastIndexOf('.') + 1));
    return row ? QCoreApplication::translate("FieldExplanation", row->text) : QString();
}

} // namespace miniqq::ui
