// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/core/characterreader.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace miniqq::lab {

/// What is laid on the encoding bench: the bytes of one read, say.
struct BenchInput
{
    QByteArray bytes;
    /// What an incremental decoder kept from the bytes before; its characters then begin before byte 0.
    QByteArray carried = {};
    /// The encoding the bytes were written in. Without it nobody can tell right from merely decodable.
    std::optional<Encoding> origin = {};
    /// Which bytes they are, for the first row: "read 1".
    QString source = {};

    friend bool operator==(const BenchInput &, const BenchInput &) = default;
};

/// One chip of a row.
struct BenchCell
{
    enum Kind {
        Byte,
        Character,
        Broken, ///< no character in this encoding
        Half,   ///< the beginning of a character, at the end
        Waiting ///< the same to a decoder that keeps it for the next bytes
    };
    Kind kind = Byte;
    qsizetype begin = 0; ///< of its bytes in BenchInput::bytes; negative where carried ones are among them
    qsizetype end = 0;
    QString text = {};   ///< on the chip: "c4", "你", "\n", "U+E3C4", "c2 ?", U+FFFD, "waits for 1 byte…"
    bool marked = false; ///< to be boxed
    QString explained = {}; ///< a sentence with the bytes, their number and what they are
};

enum class Verdict {
    None,       ///< the row of bytes: nothing was decoded
    Decodes,    ///< it decodes; whether it is right is not known
    Correct,    ///< what was written
    Waits,      ///< what was written so far; the rest of a character is awaited
    Incomplete, ///< half a character at the end
    Wrong,      ///< it decodes, but not to what was written
    Invalid     ///< not this encoding
};

struct BenchRow
{
    std::optional<Encoding> encoding = {}; ///< none: the bytes themselves
    bool incremental = false;
    QString name = {}; ///< "GBK", "Bytes"
    std::vector<BenchCell> cells = {};
    QString text = {}; ///< what the row decodes to, U+FFFD for broken parts
    Verdict verdict = Verdict::None;
    QString verdictText = {};
    QString error = {}; ///< in Python's words what bytes.decode() raises; empty if it does not
    QString hint = {};  ///< something to know about this text; may be empty

    /// The row in one line, for people who do not see it.
    QString spoken() const;
};

/// Only so many bytes are decoded and shown; more belong into a hex view.
inline constexpr qsizetype benchBytes = 4096;

/// The same bytes as hex, GBK, GB18030, UTF-8, Latin-1, UTF-16 and by an incremental decoder of the origin
/// (of GBK without one). In the language of the program.
std::vector<BenchRow> benchRows(const BenchInput &input);

/// What an incremental decoder keeps after these bytes, for the next BenchInput::carried.
QByteArray carriedAfter(Encoding encoding, const QByteArray &carried, const QByteArray &bytes);

/// As a person writes it: "GBK", "UTF-8", "Latin-1".
QString encodingTitle(Encoding encoding);
/// A character to look at: what cannot be seen is written as in Python or as U+XXXX.
QString visibleCharacter(const QString &character);

} // namespace miniqq::lab
