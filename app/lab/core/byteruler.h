// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

#include <algorithm>
#include <deque>
#include <optional>
#include <vector>

namespace miniqq::lab {

/// Bytes [begin, end) of a stream, counted from its first.
struct ByteRange
{
    qint64 begin = 0;
    qint64 end = 0;

    qint64 length() const { return end - begin; }
    bool contains(qint64 offset) const { return begin <= offset && offset < end; }
    friend bool operator==(const ByteRange &, const ByteRange &) = default;
};

/// One direction of a byte stream as three tracks on one scale: what an application sent as one, what each
/// read of the other end took, and what it made of that. A stream knows only bytes: where the three do not
/// agree, messages stick together or are cut. Values only: whoever has calls, traffic or a recording tells
/// it. Bounded: the oldest is dropped and counted. Adding costs the same however long the stream is.
class ByteRuler
{
public:
    struct Limits
    {
        qsizetype items = 20'000;        ///< of all tracks together
        qsizetype keptBytes = 4 << 20;   ///< content kept, of all tracks together
        qint64 span = qint64(256) << 20; ///< bytes from the first that is shown to the last
    };

    /// A character of a message, where the application's text is known.
    struct Character
    {
        qint64 length = 1; ///< bytes
        QString text = {};
    };
    struct Message
    {
        ByteRange range;
        QByteArray bytes;  ///< the first ones, or all
        qint64 number = 0; ///< from 1
        QString label;     ///< "chat.send"; may be empty
        std::vector<Character> characters;
    };
    struct Read
    {
        ByteRange range; ///< empty: the end of the stream
        QByteArray bytes;
        qint64 number = 0;
        qint64 asked = 0; ///< n of recv(n); 0 if not known
    };
    enum class PieceKind {
        Whole, ///< a character or frame
        Half,  ///< decoded alone, although it is only a part of one
        Broken ///< nothing can be made of these bytes
    };
    struct Piece
    {
        ByteRange range;
        PieceKind kind = PieceKind::Whole;
        QString text;
        qint64 header = 0; ///< bytes of a frame's header at its begin
    };
    /// A read ended within something that belongs together.
    struct Cut
    {
        qint64 offset = 0;
        qint64 read = 0;        ///< number of the read that ended there
        qint64 message = 0;     ///< number of the message that is cut
        QString character = {}; ///< the character that is cut; empty if the cut is between two
        bool between = false;   ///< between two characters: only the message is cut
        bool healed = false;    ///< what was cut has been put together again
    };
    struct Dropped
    {
        qint64 messages = 0;
        qint64 reads = 0;
        qint64 pieces = 0;
    };

    ByteRuler();
    explicit ByteRuler(const Limits &limits);

    /// The application's next message; `bytes` are those the system took. Nothing for none: on a stream an
    /// empty message leaves no trace. Characters that reach beyond the bytes are cut there.
    void addMessage(const QByteArray &bytes, std::vector<Character> characters = {},
                    const QString &label = {});
    /// The next read, or the end of the stream if it is empty.
    void addRead(const QByteArray &bytes, qint64 asked = 0);
    /// What was made of the next bytes that were read; pieces may reach only as far as reads do, the rest is
    /// not taken.
    void addPiece(qint64 length, PieceKind kind, const QString &text, qint64 header = 0);
    void clear();

    const std::deque<Message> &messages() const { return m_messages; }
    const std::deque<Read> &reads() const { return m_reads; }
    const std::deque<Piece> &pieces() const { return m_pieces; }
    /// Read, but nothing made of it yet.
    ByteRange leftover() const
    {
        const qint64 from = std::max(m_begin, m_decoded);
        return {from, std::max(from, m_read)};
    }

    qint64 begin() const { return m_begin; } ///< the first byte still there: so many were dropped
    qint64 end() const;                      ///< one after the last
    bool isEmpty() const { return m_messages.empty() && m_reads.empty(); }
    const Dropped &dropped() const { return m_dropped; }
    qsizetype itemCount() const;
    qsizetype keptBytes() const { return m_kept; }

    /// The items at a byte, nullptr if there is none.
    const Message *messageAt(qint64 offset) const;
    const Read *readAt(qint64 offset) const;
    const Piece *pieceAt(qint64 offset) const;
    /// The range of the character of a message at this byte; nullopt if it is not known.
    std::optional<ByteRange> characterAt(qint64 offset, QString *text = nullptr) const;
    /// The value of a byte, if it was kept.
    std::optional<quint8> byteAt(qint64 offset) const;
    /// Up to `most` bytes of a range, from its begin, as far as they were kept.
    QByteArray bytesOf(const ByteRange &range, qsizetype most) const;

    /// The cut at this byte, if a read ended there within a message.
    std::optional<Cut> cutAt(qint64 offset) const;
    /// All of them in a part of the stream, at most `most`.
    std::vector<Cut> cuts(const ByteRange &within, size_t most = 1000) const;
    /// The next one after (or the last one before) a byte.
    std::optional<Cut> nextCut(qint64 offset) const;
    std::optional<Cut> previousCut(qint64 offset) const;
    /// How many messages this read brought something of; more than one: they stick together.
    qint64 messagesIn(const Read &read) const;

private:
    std::optional<Cut> cutAfter(const Read &read) const;
    QByteArray keep(const QByteArray &bytes);
    void trim(const ByteRange &added);
    void dropTo(qint64 offset);

    Limits m_limits;
    std::deque<Message> m_messages; // each track sorted, without gaps
    std::deque<Read> m_reads;
    std::deque<Piece> m_pieces;
    qint64 m_begin = 0;
    qint64 m_sent = 0; // where the next of each track begins
    qint64 m_read = 0;
    qint64 m_decoded = 0;
    qint64 m_messageCount = 0;
    qint64 m_readCount = 0;
    qsizetype m_kept = 0;
    Dropped m_dropped;
};

} // namespace miniqq::lab
