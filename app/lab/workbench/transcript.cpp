// SPDX-License-Identifier: MIT
#include "app/lab/workbench/transcript.h"

#include "common/base/clock.h"

#include <QStringList>

#include <algorithm>

namespace miniqq::lab {

Transcript::Transcript(const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{}

void Transcript::add(Kind kind, const QString &text)
{
    m_open = false;
    append(kind, text);
    Q_EMIT changed();
}

void Transcript::print(const QByteArray &utf8)
{
    if (utf8.isEmpty())
        return;
    const QStringList parts = QString::fromUtf8(utf8).split(u'\n');
    for (qsizetype i = 0; i < parts.size(); ++i) {
        const bool last = i + 1 == parts.size();
        if (m_open) { // the line that the program had begun
            QString &line = m_lines.back().text;
            line += parts[i].left(std::max<qsizetype>(0, longestLine - line.size()));
        } else if (!last || !parts[i].isEmpty()) {
            append(Kind::Printed, parts[i]);
        }
        m_open = last && (m_open || !parts[i].isEmpty());
    }
    Q_EMIT changed();
}

void Transcript::append(Kind kind, const QString &text)
{
    QString kept = text.left(longestLine);
    if (kept.size() < text.size())
        kept += u'…';
    m_lines.push_back({m_next++, m_clock.wallMs(), kind, kept});
    if (m_lines.size() > maxLines)
        m_lines.pop_front();
}

void Transcript::clear()
{
    m_lines.clear();
    m_open = false;
    Q_EMIT changed();
}

QString Transcript::toText() const
{
    QString all;
    for (const Line &line : m_lines)
        all += line.text + u'\n';
    return all;
}

} // namespace miniqq::lab
