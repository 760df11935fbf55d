// SPDX-License-Identifier: MIT
#include "server/gui/logwords.h"

#include <QCoreApplication>
#include <QStringList>

#include <optional>

namespace miniqq::server {
namespace {

constexpr char context[] = "miniqq::server::LogWords";
constexpr qsizetype placeholderSize = 2; // "%1"

/// Whole sentences first, then those with variable parts, which may be one of these again. Of two that fit
/// the first counts.
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
    QT_TRANSLATE_NOOP("miniqq::server::LogWords", "Address already in use"),
    QT_TRANSLATE_NOOP("miniqq::server::LogWords", "Cannot assign requested address"),
    QT_TRANSLATE_NOOP("miniqq::server::LogWords", "Permission denied"),
    QT_TRANSLATE_NOOP("miniqq::server::LogWords", "No space left on device"),
    QT_TRANSLATE_NOOP("miniqq::server::LogWords", "Read-only file system"),
    QT_TRANSLATE_NOOP("miniqq::server::LogWords",
                      "The system allows this program too few descriptors; raise the limit (ulimit -n)."),
    QT_TRANSLATE_NOOP("miniqq::server::LogWords", "disconnected: %1"),
    QT_TRANSLATE_NOOP("miniqq::server::LogWords", "closed: %1"),
    QT_TRANSLATE_NOOP("miniqq::server::LogWords", "TLS: %1"),
    QT_TRANSLATE_NOOP("miniqq::server::LogWords", "cannot accept: %1"),
    QT_TRANSLATE_NOOP("miniqq::server::LogWords",
                      "the system allows this program only %1 connections (ulimit -n)"),
    QT_TRANSLATE_NOOP("miniqq::server::LogWords", "stopped listening on %1"),
    QT_TRANSLATE_NOOP("miniqq::server::LogWords", "listening on %1"),
    QT_TRANSLATE_NOOP("miniqq::server::LogWords", "public key SHA-256 %1"),
    QT_TRANSLATE_NOOP(
        "miniqq::server::LogWords",
        "Cannot listen on %1: %2. Another program listens there; choose another port or stop it."),
    QT_TRANSLATE_NOOP("miniqq::server::LogWords",
                      "Cannot listen on %1: %2. Ports below 1024 need special rights; choose a higher one."),
    QT_TRANSLATE_NOOP("miniqq::server::LogWords",
                      "Cannot listen on %1: %2. This computer does not have that address."),
    QT_TRANSLATE_NOOP("miniqq::server::LogWords", "Cannot listen on %1: %2."),
    QT_TRANSLATE_NOOP("miniqq::server::LogWords",
                      "The data folder %1 is in use by another server (process %2). Stop it first, or choose "
                      "another folder."),
    QT_TRANSLATE_NOOP("miniqq::server::LogWords", "The data folder %1 cannot be made: %2."),
    QT_TRANSLATE_NOOP("miniqq::server::LogWords", "The data folder %1 cannot be written to: %2."),
    QT_TRANSLATE_NOOP("miniqq::server::LogWords", "The data folder %1 cannot be locked: %2."),
    QT_TRANSLATE_NOOP("miniqq::server::LogWords", "The database %1 cannot be opened: %2"),
};

/// The variable parts of `text` in the order of their numbers, if it was made from `sentence`; none for a
/// sentence without.
std::optional<QStringList> variableParts(QStringView text, QLatin1StringView sentence)
{
    const qsizetype first = sentence.indexOf(u'%');
    if (first < 0)
        return text == sentence ? std::optional(QStringList()) : std::nullopt;
    if (!text.startsWith(sentence.first(first)))
        return std::nullopt;
    QStringList parts;
    text = text.sliced(first);
    for (QLatin1StringView rest = sentence.sliced(first); !rest.isEmpty();) {
        rest = rest.sliced(placeholderSize);
        const qsizetype next = rest.indexOf(u'%');
        const QLatin1StringView words = next < 0 ? rest : rest.first(next);
        // The last part reaches up to the words that end the sentence, the others up to the next words.
        const qsizetype end = next < 0 ? text.size() - words.size() : text.indexOf(words);
        if (end < 0 || !text.sliced(end).startsWith(words))
            return std::nullopt;
        parts << text.first(end).toString();
        text = text.sliced(end + words.size());
        rest = rest.sliced(words.size());
    }
    return parts;
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
        const std::optional<QStringList> parts = variableParts(english, QLatin1StringView(sentence));
        if (!parts)
            continue;
        const QString words = QCoreApplication::translate(context, sentence);
        // All at once: a part that holds a "%1" is foreign text and stays as it is.
        switch (parts->size()) {
        case 0:
            return words;
        case 1:
            return words.arg(logWords(parts->at(0)));
        default:
            return words.arg(logWords(parts->at(0)), logWords(parts->at(1)));
        }
    }
    return english;
}

} // namespace miniqq::server
