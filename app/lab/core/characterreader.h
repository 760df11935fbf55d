// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QString>
#include <QStringConverter>

#include <optional>

namespace miniqq::lab {

/// The encodings of the tutorials, and UTF-16 (little-endian) to compare with. What is a character and what
/// is broken is decided as Python's codecs of these names decide it. (GB18030 is the edition of 2005, where
/// two characters differ from Python's of 2000: A8 BC and 81 35 F4 37.)
enum class Encoding { Utf8, Gbk, Gb18030, Latin1, Utf16 };

/// Whether Python's GBK has it; only for characters of Qt's GBK.
bool isInGbk(char32_t character);

/// What stands at the beginning of some bytes.
struct CharacterStep
{
    enum Outcome {
        Character,
        Broken,    ///< never a character, whatever follows
        Incomplete ///< all there is begins a character
    };
    Outcome outcome = Character;
    qsizetype length = 0;    ///< bytes it takes, at least 1
    QString text = {};       ///< Character: one code point
    const char *reason = ""; ///< Broken, Incomplete: in Python's words
    qsizetype missing = 0;   ///< Incomplete: bytes the character lacks, at least
};

/// Reads bytes as characters of one encoding, one after the other.
class CharacterReader
{
public:
    explicit CharacterReader(Encoding encoding);

    Encoding encoding() const { return m_encoding; }
    /// `rest` is not empty.
    CharacterStep next(QByteArrayView rest);

private:
    CharacterStep nextChinese(QByteArrayView rest);

    Encoding m_encoding;
    std::optional<QStringDecoder> m_table; // for GBK and GB18030
};

} // namespace miniqq::lab
