// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/core/characterreader.h"
#include "common/base/result.h"

#include <QByteArray>

#include <optional>

namespace miniqq::lab {

/// By the names people and Python use ("utf-8", "GBK", "gb18030", "latin-1", ...); an error that lists them
/// for any other.
Result<Encoding> encodingFromName(const QString &name);
/// As Python writes it: "utf-8", "gbk", "gb18030", "latin-1", "utf-16-le".
const char *encodingName(Encoding encoding);

/// Bytes of a text that are no character.
struct DecodeProblem
{
    qsizetype position = 0; ///< of the first bad byte
    QByteArray bytes;       ///< the bad ones
    const char *reason = "";
    Encoding encoding = Encoding::Utf8;

    /// In Python's words: "'gbk' codec can't decode byte 0xc2 in position 4: incomplete multibyte sequence".
    QString toText() const;
};

/// Turns bytes into text piece by piece, as they come from a stream: a character cut by a receive waits for
/// the rest of it. Broken bytes become U+FFFD.
class TextDecoder
{
public:
    explicit TextDecoder(Encoding encoding);

    QString feed(QByteArrayView bytes);
    /// Bytes that begin a character; at the end of a stream they are broken.
    const QByteArray &pending() const { return m_pending; }
    /// The end of the stream: U+FFFD if a character was begun.
    QString finish();
    /// What was broken first in the last feed().
    const std::optional<DecodeProblem> &problem() const { return m_problem; }

private:
    CharacterReader m_reader;
    QByteArray m_pending;
    std::optional<DecodeProblem> m_problem;
};

/// A whole text, as bytes.decode() does it: the text, or what is wrong with it.
Result<QString, DecodeProblem> decodeStrict(Encoding encoding, QByteArrayView bytes);

/// As str.encode() does it; the error names the first character that the encoding does not have.
Result<QByteArray> encodeStrict(Encoding encoding, const QString &text);

} // namespace miniqq::lab
