// SPDX-License-Identifier: MIT
#include "app/lab/core/rulerwords.h"

#include "app/lab/core/encodingbench.h"

#include <QCoreApplication>

namespace miniqq::lab {
namespace {

using namespace Qt::Literals::StringLiterals;

struct RulerWords
{
    Q_DECLARE_TR_FUNCTIONS(miniqq::lab::RulerWords)
};

constexpr qsizetype shownBytes = 8;

QString messageSentence(const ByteRuler &ruler, const ByteRuler::Message &message, qint64 offset)
{
    const QString bytes = RulerWords::tr("%n byte(s)", nullptr, int(message.range.length()));
    QString text;
    if (ruler.characterAt(offset, &text) && !text.isEmpty())
        return RulerWords::tr("message %1 (%2), in “%3”").arg(message.number).arg(bytes, text);
    if (!message.label.isEmpty())
        return RulerWords::tr("message %1, %2 (%3)").arg(message.number).arg(message.label, bytes);
    return RulerWords::tr("message %1 (%2)").arg(message.number).arg(bytes);
}

QString pieceSentence(const ByteRuler &ruler, const ByteRuler::Piece &piece)
{
    const QString label = pieceLabel(ruler, piece);
    switch (piece.kind) {
    case ByteRuler::PieceKind::Whole:
        return RulerWords::tr("decoded as %1").arg(label);
    case ByteRuler::PieceKind::Half:
        return RulerWords::tr("decoded alone: only %1").arg(label);
    case ByteRuler::PieceKind::Broken:
        break;
    }
    return RulerWords::tr("cannot be decoded: %1").arg(label);
}

} // namespace

QString cutSentence(const ByteRuler::Cut &cut)
{
    if (cut.character.isEmpty())
        return cut.healed
                   ? RulerWords::tr("Byte %1 divides message %2, put together again")
                         .arg(cut.offset)
                         .arg(cut.message)
                   : RulerWords::tr("The cut at byte %1 divides message %2").arg(cut.offset).arg(cut.message);
    return cut.healed
               ? RulerWords::tr("Byte %1 cuts “%2”, put together again").arg(cut.offset).arg(cut.character)
               : RulerWords::tr("The cut at byte %1 goes right through “%2”")
                     .arg(cut.offset)
                     .arg(cut.character);
}

QString readLabel(const ByteRuler::Read &read, bool brief)
{
    if (read.range.length() == 0)
        return brief ? u"→ 0"_s : RulerWords::tr("read %1 → 0: the end").arg(read.number);
    if (brief)
        return u"→ %1"_s.arg(read.range.length());
    if (read.asked <= 0)
        return RulerWords::tr("read %1 → %2").arg(read.number).arg(read.range.length());
    return RulerWords::tr("read %1: recv(%2) → %3").arg(read.number).arg(read.asked).arg(read.range.length());
}

QString pieceLabel(const ByteRuler &ruler, const ByteRuler::Piece &piece)
{
    if (piece.kind == ByteRuler::PieceKind::Whole)
        return piece.text;
    QString character;
    const auto range = ruler.characterAt(piece.range.begin, &character);
    if (range && range->begin == piece.range.begin && range->end > piece.range.end && !character.isEmpty())
        return u"½ "_s + character;
    QString hex = QString::fromLatin1(ruler.bytesOf(piece.range, shownBytes).toHex(' '));
    if (piece.range.length() > shownBytes)
        hex += u" …"_s;
    return hex;
}

QString leftoverLabel()
{
    return RulerWords::tr("waits");
}

QString byteSentence(const ByteRuler &ruler, qint64 offset)
{
    QStringList parts;
    if (const auto byte = ruler.byteAt(offset))
        parts.append(RulerWords::tr("byte %1: %2").arg(offset).arg(uint(*byte), 2, 16, QLatin1Char('0')));
    else
        parts.append(RulerWords::tr("byte %1").arg(offset));
    if (const ByteRuler::Message *message = ruler.messageAt(offset))
        parts.append(messageSentence(ruler, *message, offset));
    if (const ByteRuler::Read *read = ruler.readAt(offset)) {
        parts.append(readLabel(*read, false));
        if (const qint64 messages = ruler.messagesIn(*read); messages > 1)
            parts.append(RulerWords::tr("this read has parts of %n message(s)", nullptr, int(messages)));
    } else {
        parts.append(RulerWords::tr("not read yet"));
    }
    if (const ByteRuler::Piece *piece = ruler.pieceAt(offset))
        parts.append(pieceSentence(ruler, *piece));
    else if (ruler.leftover().contains(offset))
        parts.append(RulerWords::tr("waits for the rest"));
    return parts.join(u" · "_s);
}

QString droppedSentence(const ByteRuler &ruler)
{
    const ByteRuler::Dropped &dropped = ruler.dropped();
    if (ruler.begin() == 0)
        return {};
    return RulerWords::tr("The first %1 bytes are not kept any more (%2, %3)")
        .arg(ruler.begin())
        .arg(RulerWords::tr("%n message(s)", nullptr, int(dropped.messages)),
             RulerWords::tr("%n read(s)", nullptr, int(dropped.reads)));
}

QString rulerSummary(const ByteRuler &ruler)
{
    if (ruler.isEmpty())
        return RulerWords::tr("No bytes yet.");
    QStringList parts{RulerWords::tr("%1, %2, %3")
                          .arg(RulerWords::tr("%n byte(s)", nullptr, int(ruler.end() - ruler.begin())),
                               RulerWords::tr("%n message(s)", nullptr, int(ruler.messages().size())),
                               RulerWords::tr("%n read(s)", nullptr, int(ruler.reads().size())))};
    constexpr size_t most = 100;
    const size_t cuts = ruler.cuts({ruler.begin(), ruler.end()}, most).size();
    if (cuts > 0)
        parts.append(cuts == most ? RulerWords::tr("%1 cuts or more").arg(most)
                                  : RulerWords::tr("%n cut(s)", nullptr, int(cuts)));
    if (const qint64 left = ruler.leftover().length(); left > 0)
        parts.append(RulerWords::tr("%n byte(s) wait(s) for the rest", nullptr, int(left)));
    if (const QString dropped = droppedSentence(ruler); !dropped.isEmpty())
        parts.append(dropped);
    return parts.join(u" · "_s);
}

std::vector<ByteRuler::Character> charactersOf(Encoding encoding, const QByteArray &bytes)
{
    std::vector<ByteRuler::Character> characters;
    CharacterReader reader(encoding);
    for (qsizetype at = 0; at < bytes.size();) {
        const CharacterStep step = reader.next(QByteArrayView(bytes).sliced(at));
        characters.push_back({step.length, visibleCharacter(step.text)});
        at += step.length;
    }
    return characters;
}

TextPieces::TextPieces(Encoding encoding, bool incremental)
    : m_reader(encoding)
    , m_incremental(incremental)
{}

void TextPieces::read(ByteRuler &ruler, const QByteArray &bytes, qint64 asked)
{
    ruler.addRead(bytes, asked);
    if (bytes.isEmpty()) // nothing follows that could be waited for
        ruler.addPiece(m_kept.size(), ByteRuler::PieceKind::Half, {});
    const QByteArray all = bytes.isEmpty() ? QByteArray() : m_kept + bytes;
    m_kept.clear();
    for (qsizetype at = 0; at < all.size();) {
        const CharacterStep step = m_reader.next(QByteArrayView(all).sliced(at));
        if (step.outcome == CharacterStep::Incomplete && m_incremental) {
            m_kept = all.mid(at);
            break;
        }
        const auto kind = step.outcome == CharacterStep::Character ? ByteRuler::PieceKind::Whole
                          : step.outcome == CharacterStep::Broken  ? ByteRuler::PieceKind::Broken
                                                                   : ByteRuler::PieceKind::Half;
        ruler.addPiece(step.length, kind, visibleCharacter(step.text));
        at += step.length;
    }
}

} // namespace miniqq::lab
