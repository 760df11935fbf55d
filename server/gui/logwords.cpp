// SPDX-License-Identifier: MIT
#include "server/gui/logwords.h"

#include <QCoreApplication>

#include <optional>

namespace miniqq::server {
namespace {

constexpr char context[] = "miniqq::server::LogWords";
const QLatin1StringView placeholder("%1");

/// Whole sentences first, then those with a variable part, which may be one of these again.
constexpr const char *sentences[] = {
    QT_TRANSLATE_NOOP("miniqq::server::LogWords", "account created"),
    QT_TRANSLATE_NOOP("miniqq::server::LogWords", "signed in"),
    QT_TRANSLATE_NOOP("miniqq::server::LogWords", "connected over TLS"),
    QT_TRANSLATE_NOOP("miniqq::server::LogWords", "connected without TLS"),
    QT_TRANSLATE_NOOP("miniqq::server::LogWords", "message refused: too many in a short time"),
    QT_TRANSLATE_NOOP("miniqq::server::LogWords", "registration refused: too many in a short time"),
    QT_TRANSLATE_NOOP("miniqq::server::LogWords", "sign-in refused: too many wrong passwords"),
    QT_TRANSLATE_NOOP("miniqq::server::LogWords", "sign-in refused: wrong account or password"),
    QT_TRANSLATE_NOOP("miniqq::server::LogWords", "refused: this address connects too often"),
    QT_TRANSLATE_NOOP("miniqq::server::LogWords", "refused: too many connections from this address"),
    QT_TRANSLATE_NOOP("miniqq::server::LogWords", "refused: the server is full"),
    QT_TRANSLATE_NOOP("miniqq::server::LogWords", "does not speak this protocol"),
    QT_TRANSLATE_NOOP("miniqq::server::LogWords", "no TLS handshake in time"),
    QT_TRANSLATE_NOOP("miniqq::server::LogWords", "not signed in in time"),
    QT_TRANSLATE_NOOP("miniqq::server::LogWords", "a frame was begun and not finished in time"),
    QT_TRANSLATE_NOOP("miniqq::server::LogWords", "nothing was heard in time"),
    QT_TRANSLATE_NOOP("miniqq::server::LogWords",
                      "plain: whoever is on the way can read and change everything"),
    QT_TRANSLATE_NOOP("miniqq::server::LogWords", "shutting down"),
    QT_TRANSLATE_NOOP("miniqq::server::LogWords", "peer_closed"),
    QT_TRANSLATE_NOOP("miniqq::server::LogWords", "reset"),
    QT_TRANSLATE_NOOP("miniqq::server::LogWords", "protocol_error"),
    QT_TRANSLATE_NOOP("miniqq::server::LogWords", "timeout"),
    QT_TRANSLATE_NOOP("miniqq::server::LogWords", "slow_consumer"),
    QT_TRANSLATE_NOOP("miniqq::server::LogWords", "tls_failed"),
    QT_TRANSLATE_NOOP("miniqq::server::LogWords", "kicked"),
    QT_TRANSLATE_NOOP("miniqq::server::LogWords", "replaced"),
    QT_TRANSLATE_NOOP("miniqq::server::LogWords", "refused"),
    QT_TRANSLATE_NOOP("miniqq::server::LogWords", "shutdown"),
    QT_TRANSLATE_NOOP("miniqq::server::LogWords", "local_closed"),
    QT_TRANSLATE_NOOP("miniqq::server::LogWords", "disconnected: %1"),
    QT_TRANSLATE_NOOP("miniqq::server::LogWords", "closed: %1"),
    QT_TRANSLATE_NOOP("miniqq::server::LogWords", "TLS: %1"),
    QT_TRANSLATE_NOOP("miniqq::server::LogWords", "cannot accept: %1"),
    QT_TRANSLATE_NOOP("miniqq::server::LogWords",
                      "the system allows this program only %1 connections (ulimit -n)"),
    QT_TRANSLATE_NOOP("miniqq::server::LogWords", "stopped listening on %1"),
    QT_TRANSLATE_NOOP("miniqq::server::LogWords", "listening on %1"),
    QT_TRANSLATE_NOOP("miniqq::server::LogWords", "certificate SHA-256 %1"),
};

/// The variable part of `text`, if it was made from `sentence`; an empty one for a sentence without.
std::optional<QString> variablePart(const QString &text, QLatin1StringView sentence)
{
    const qsizetype at = sentence.indexOf(placeholder);
    if (at < 0)
        return text == sentence ? std::optional(QString()) : std::nullopt;
    const QLatin1StringView before = sentence.first(at);
    const QLatin1StringView after = sentence.sliced(at + placeholder.size());
    if (text.size() < before.size() + after.size() || !text.startsWith(before) || !text.endsWith(after))
        return std::nullopt;
    return text.sliced(before.size(), text.size() - before.size() - after.size());
}

/// Lines that stand for several end in " (7 like this in 10 s)".
constexpr char repeated[] = QT_TRANSLATE_NOOP("miniqq::server::LogWords", "%1 (%2 like this in 10 s)");
const QLatin1StringView repeatedStart(" (");
const QLatin1StringView repeatedEnd(" like this in 10 s)");

} // namespace

QString logWords(const QString &english)
{
    if (english.endsWith(repeatedEnd)) {
        const qsizetype at = english.lastIndexOf(repeatedStart);
        const qsizetype number = at + repeatedStart.size();
        if (at >= 0)
            return QCoreApplication::translate(context, repeated)
                .arg(logWords(english.first(at)),
                     english.sliced(number, english.size() - repeatedEnd.size() - number));
    }
    for (const char *sentence : sentences) {
        const std::optional<QString> part = variablePart(english, QLatin1StringView(sentence));
        if (!part)
            continue;
        const QString words = QCoreApplication::translate(context, sentence);
        return words.contains(placeholder) ? words.arg(logWords(*part)) : words;
    }
    return english;
}

} // namespace miniqq::server
