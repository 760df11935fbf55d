// SPDX-License-Identifier: MIT
#include "app/lab/core/byteruler.h"

#include <algorithm>
#include <iterator>
#include <limits>

namespace miniqq::lab {
namespace {

/// The first item that ends after `offset`.
template<class Items>
auto firstAfter(const Items &items, qint64 offset)
{
    return std::upper_bound(items.begin(), items.end(), offset,
                            [](qint64 o, const auto &item) { return o < item.range.end; });
}

template<class Items>
auto itemAt(const Items &items, qint64 offset) -> decltype(&items.front())
{
    const auto found = firstAfter(items, offset);
    return found != items.end() && found->range.contains(offset) ? &*found : nullptr;
}

template<class Items>
qint64 oldestEnd(const Items &items)
{
    return items.empty() ? std::numeric_limits<qint64>::max() : items.front().range.end;
}

qsizetype keptOf(const ByteRuler::Piece &)
{
    return 0;
}

template<class Item>
qsizetype keptOf(const Item &item)
{
    return item.bytes.size();
}

template<class Items>
void dropFront(Items &items, qint64 offset, qint64 &count, qsizetype &kept)
{
    while (!items.empty() && items.front().range.end <= offset) {
        kept -= keptOf(items.front());
        items.pop_front();
        ++count;
    }
}

} // namespace

ByteRuler::ByteRuler()
    : ByteRuler(Limits())
{}

ByteRuler::ByteRuler(const Limits &limits)
    : m_limits(limits)
{}

QByteArray ByteRuler::keep(const QByteArray &bytes)
{
    // One item never pushes out all the others.
    const QByteArray kept = bytes.left(std::max<qsizetype>(1, m_limits.keptBytes / 8));
    m_kept += kept.size();
    return kept;
}

void ByteRuler::addMessage(const QByteArray &bytes, std::vector<Character> characters, const QString &label)
{
    if (bytes.isEmpty())
        return;
    qint64 room = bytes.size();
    for (auto character = characters.begin(); character != characters.end(); ++character) {
        character->length = std::clamp<qint64>(character->length, 0, room);
        room -= character->length;
        if (character->length == 0) {
            characters.erase(character, characters.end());
            break;
        }
    }
    const ByteRange range{m_sent, m_sent + bytes.size()};
    m_messages.push_back({range, keep(bytes), ++m_messageCount, label, std::move(characters)});
    m_sent = range.end;
    trim(range);
}

void ByteRuler::addRead(const QByteArray &bytes, qint64 asked)
{
    const ByteRange range{m_read, m_read + bytes.size()};
    m_reads.push_back({range, keep(bytes), ++m_readCount, asked});
    m_read = range.end;
    trim(range);
}

void ByteRuler::addPiece(qint64 length, PieceKind kind, const QString &text, qint64 header)
{
    length = std::min(length, m_read - m_decoded);
    if (length <= 0)
        return;
    const ByteRange range{m_decoded, m_decoded + length};
    m_pieces.push_back({range, kind, text, std::clamp<qint64>(header, 0, length)});
    m_decoded = range.end;
    trim(range);
}

void ByteRuler::clear()
{
    *this = ByteRuler(m_limits);
}

qint64 ByteRuler::end() const
{
    return std::max({m_begin, m_sent, m_read});
}

qsizetype ByteRuler::itemCount() const
{
    return qsizetype(m_messages.size() + m_reads.size() + m_pieces.size());
}

void ByteRuler::trim(const ByteRange &added)
{
    const bool behind = added.end <= m_begin && added.length() > 0;
    if (const qint64 first = end() - m_limits.span; behind || first > m_begin)
        dropTo(first);
    while (itemCount() > m_limits.items || m_kept > m_limits.keptBytes)
        dropTo(std::min({oldestEnd(m_messages), oldestEnd(m_reads), oldestEnd(m_pieces)}));
}

void ByteRuler::dropTo(qint64 offset)
{
    m_begin = std::max(m_begin, offset);
    dropFront(m_messages, m_begin, m_dropped.messages, m_kept);
    dropFront(m_reads, m_begin, m_dropped.reads, m_kept);
    dropFront(m_pieces, m_begin, m_dropped.pieces, m_kept);
}

const ByteRuler::Message *ByteRuler::messageAt(qint64 offset) const
{
    return itemAt(m_messages, offset);
}

const ByteRuler::Read *ByteRuler::readAt(qint64 offset) const
{
    return itemAt(m_reads, offset);
}

const ByteRuler::Piece *ByteRuler::pieceAt(qint64 offset) const
{
    return itemAt(m_pieces, offset);
}

std::optional<ByteRange> ByteRuler::characterAt(qint64 offset, QString *text) const
{
    const Message *message = messageAt(offset);
    if (!message)
        return std::nullopt;
    qint64 at = message->range.begin;
    for (const Character &character : message->characters) {
        const ByteRange range{at, at + character.length};
        if (range.contains(offset)) {
            if (text)
                *text = character.text;
            return range;
        }
        at = range.end;
    }
    return std::nullopt;
}

std::optional<quint8> ByteRuler::byteAt(qint64 offset) const
{
    const auto byteOf = [offset](const auto *item) -> std::optional<quint8> {
        if (!item || offset - item->range.begin >= item->bytes.size())
            return std::nullopt;
        return quint8(item->bytes[qsizetype(offset - item->range.begin)]);
    };
    if (const auto byte = byteOf(readAt(offset)))
        return byte;
    return byteOf(messageAt(offset));
}

QByteArray ByteRuler::bytesOf(const ByteRange &range, qsizetype most) const
{
    QByteArray bytes;
    for (qint64 offset = range.begin; offset < range.end && bytes.size() < most; ++offset) {
        const auto byte = byteAt(offset);
        if (!byte)
            break;
        bytes += char(*byte);
    }
    return bytes;
}

std::optional<ByteRuler::Cut> ByteRuler::cutAfter(const Read &read) const
{
    // The end of the stream is no read, and before a byte that was dropped nothing is known.
    const qint64 offset = read.range.end;
    if (read.range.length() == 0)
        return std::nullopt;
    const Message *message = messageAt(offset);
    if (!message || message->range.begin == offset)
        return std::nullopt;
    Cut cut{offset, read.number, message->number};
    QString text;
    if (const auto character = characterAt(offset, &text)) {
        cut.between = character->begin == offset;
        cut.character = cut.between ? QString() : text;
    }
    const Piece *piece = pieceAt(offset);
    cut.healed = piece && piece->kind == PieceKind::Whole && piece->range.begin < offset;
    return cut;
}

std::optional<ByteRuler::Cut> ByteRuler::cutAt(qint64 offset) const
{
    const Read *read = readAt(offset - 1);
    if (!read || read->range.end != offset)
        return std::nullopt;
    return cutAfter(*read);
}

std::vector<ByteRuler::Cut> ByteRuler::cuts(const ByteRange &within, size_t most) const
{
    std::vector<Cut> found;
    for (auto read = firstAfter(m_reads, within.begin - 1); read != m_reads.end(); ++read) {
        if (read->range.end > within.end || found.size() == most)
            break;
        if (const auto cut = cutAfter(*read))
            found.push_back(*cut);
    }
    return found;
}

std::optional<ByteRuler::Cut> ByteRuler::nextCut(qint64 offset) const
{
    const std::vector<Cut> found = cuts({offset + 1, end()}, 1);
    return found.empty() ? std::nullopt : std::optional(found.front());
}

std::optional<ByteRuler::Cut> ByteRuler::previousCut(qint64 offset) const
{
    for (auto read = std::make_reverse_iterator(firstAfter(m_reads, offset - 1)); read != m_reads.rend();
         ++read) {
        if (const auto cut = cutAfter(*read))
            return cut;
    }
    return std::nullopt;
}

qint64 ByteRuler::messagesIn(const Read &read) const
{
    if (read.range.length() == 0)
        return 0;
    const auto first = firstAfter(m_messages, read.range.begin);
    const auto last = firstAfter(m_messages, read.range.end - 1);
    return std::distance(first, last) + (last != m_messages.end() && first != m_messages.end() ? 1 : 0);
}

} // namespace miniqq::lab
