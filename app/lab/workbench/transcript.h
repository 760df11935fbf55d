// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QObject>
#include <QString>

#include <deque>

namespace miniqq {
class Clock;
} // namespace miniqq

namespace miniqq::lab {

/// What one program of the free lab printed, sent, received and noted, line by line. Bounded in lines and in
/// the length of each; the oldest goes first.
class Transcript final : public QObject
{
    Q_OBJECT

public:
    static constexpr size_t maxLines = 500;
    static constexpr qsizetype longestLine = 1024;

    enum class Kind {
        Printed, ///< by a tutorial's program
        Sent,
        Received,
        Note,    ///< what happened besides
        Problem, ///< what went wrong
    };
    struct Line
    {
        quint64 number = 0; ///< from 1, without gaps
        qint64 wallMs = 0;  ///< when, for people
        Kind kind = Kind::Note;
        QString text;
    };

    /// The clock must outlive this.
    explicit Transcript(const Clock &clock, QObject *parent = nullptr);

    void add(Kind kind, const QString &text);
    /// Part of what a program prints, UTF-8: the lines in it, and what stands behind the last newline as a
    /// line that may still grow.
    void print(const QByteArray &utf8);
    void clear();

    const std::deque<Line> &lines() const { return m_lines; }
    quint64 newest() const { return m_next - 1; } ///< the number of the newest line, 0 before the first
    /// All of it as text, a line each.
    QString toText() const;

Q_SIGNALS:
    /// Lines came, grew or went.
    void changed();

private:
    void append(Kind kind, const QString &text);

    const Clock &m_clock;
    std::deque<Line> m_lines;
    quint64 m_next = 1;
    bool m_open = false; // the last line may still grow
};

} // namespace miniqq::lab
