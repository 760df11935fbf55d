// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/core/byteruler.h"
#include "app/lab/core/characterreader.h"

namespace miniqq::lab {

/// The byte ruler in words, in the language of the program.

/// "The cut at byte 5 goes right through “吗”".
QString cutSentence(const ByteRuler::Cut &cut);
/// What stands on a read: "read 1: recv(5) → 5", or only "→ 5" where there is little room.
QString readLabel(const ByteRuler::Read &read, bool brief);
/// What stands on a piece: its text, "½ 吗" or its bytes.
QString pieceLabel(const ByteRuler &ruler, const ByteRuler::Piece &piece);
/// "waits for the rest"
QString leftoverLabel();
/// What is known of a byte: its value, message, read and what was made of it.
QString byteSentence(const ByteRuler &ruler, qint64 offset);
/// How much the ruler shows and what is wrong with it, in one or two sentences.
QString rulerSummary(const ByteRuler &ruler);
/// "12 messages, 30 reads and 1200 bytes before are not shown any more"; empty if nothing was dropped.
QString droppedSentence(const ByteRuler &ruler);

/// The characters of a message, for ByteRuler::addMessage(); what is broken is a character without text.
std::vector<ByteRuler::Character> charactersOf(Encoding encoding, const QByteArray &bytes);

/// Makes the pieces of a ruler of text: each read decoded by itself, as the tutorials do it, or by a decoder
/// that keeps half a character for the next read.
class TextPieces
{
public:
    TextPieces(Encoding encoding, bool incremental);

    /// The next read: adds it and its pieces.
    void read(ByteRuler &ruler, const QByteArray &bytes, qint64 asked = 0);

private:
    CharacterReader m_reader;
    bool m_incremental;
    QByteArray m_kept;
};

} // namespace miniqq::lab
