// SPDX-License-Identifier: MIT
#include "app/lab/ui/transcriptview.h"

#include "common/ui/theme.h"

#include <QEvent>
#include <QScrollBar>
#include <QTextBlock>

namespace miniqq::lab {

using namespace ui;
using namespace Qt::Literals::StringLiterals;

namespace {

struct Mark
{
    QChar sign;
    Theme::Token colour;
};

Mark markOf(Transcript::Kind kind)
{
    switch (kind) {
    case Transcript::Kind::Sent:
        return {u'→', &Theme::accentText};
    case Transcript::Kind::Received:
        return {u'←', &Theme::ok};
    case Transcript::Kind::Note:
        return {u'·', &Theme::text3};
    case Transcript::Kind::Problem:
        return {u'!', &Theme::err};
    case Transcript::Kind::Printed:
        break;
    }
    return {u' ', &Theme::text};
}

/// What came from the network must stay one line here, whatever it holds. Line ends are shown, as Python
/// writes them.
QString oneLine(QString text)
{
    text.replace(u'\r', u"\\r"_s);
    text.replace(u'\n', u"\\n"_s);
    for (QChar &c : text) {
        if (c == QChar::ParagraphSeparator || c == QChar::LineSeparator || (c < u' ' && c != u'\t'))
            c = u'·';
    }
    return text;
}

} // namespace

TranscriptView::TranscriptView(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setReadOnly(true);
    setFrameShape(QFrame::NoFrame);
    setWordWrapMode(QTextOption::WrapAnywhere);
    setUndoRedoEnabled(false);
    setMaximumBlockCount(int(Transcript::maxLines));
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_soon.setSingleShot(true);
    m_soon.setInterval(100);
    connect(&m_soon, &QTimer::timeout, this, &TranscriptView::refresh);
}

void TranscriptView::setTranscript(Transcript *transcript)
{
    if (m_transcript)
        m_transcript->disconnect(this);
    m_transcript = transcript;
    m_stale = true;
    if (transcript) {
        connect(transcript, &Transcript::changed, this, [this] {
            if (!m_soon.isActive())
                m_soon.start();
        });
    }
    refresh();
}

void TranscriptView::append(const Transcript::Line &line, bool first)
{
    const Mark mark = markOf(line.kind);
    QTextCharFormat format;
    format.setForeground(themeOf(this).*mark.colour);
    const QString sign = line.kind == Transcript::Kind::Printed ? QString() : QString(mark.sign) + u' ';
    QTextCursor cursor(document());
    cursor.movePosition(QTextCursor::End);
    if (!first)
        cursor.insertBlock();
    cursor.insertText(sign + oneLine(line.text), format);
    m_last = line.number;
    m_lastText = line.text;
}

void TranscriptView::showAll()
{
    const Theme &theme = themeOf(this);
    setFont(theme.font(FontRole::Code));
    QPalette ground = palette();
    if (ground.color(QPalette::Base) != theme.sunken) {
        ground.setColor(QPalette::Base, theme.sunken);
        setPalette(ground);
    }
    document()->setDocumentMargin(metric::grid);
    clear();
    m_last = 0;
    m_lastText.clear();
    m_stale = false;
}

void TranscriptView::refresh()
{
    QScrollBar *bar = verticalScrollBar();
    const bool follow = bar->value() >= bar->maximum();
    const int scrolled = bar->value();
    const bool emptied = !m_transcript || m_transcript->lines().empty() || m_transcript->newest() < m_last;
    // A line that has grown is written again, and so is everything after a change of the theme.
    const auto grown = [this] {
        const auto &lines = m_transcript->lines();
        const quint64 first = lines.front().number;
        return m_last >= first && lines[size_t(m_last - first)].text != m_lastText;
    };
    const bool alone = document()->blockCount() < 2;
    if (m_stale || emptied || m_last == 0 || (alone && grown())) {
        showAll();
    } else if (grown()) {
        QTextCursor cursor(document());
        cursor.movePosition(QTextCursor::End);
        cursor.movePosition(QTextCursor::StartOfBlock, QTextCursor::KeepAnchor);
        cursor.removeSelectedText();
        cursor.deletePreviousChar();
        --m_last;
    }
    if (m_transcript) {
        for (const Transcript::Line &line : m_transcript->lines()) {
            if (line.number > m_last)
                append(line, m_last == 0);
        }
    }
    bar->setValue(follow ? bar->maximum() : scrolled);
}

QSize TranscriptView::sizeHint() const
{
    constexpr int lines = 6;
    return {240, fontMetrics().lineSpacing() * lines + 2 * metric::grid};
}

void TranscriptView::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::PaletteChange) {
        m_stale = true;
        if (!m_soon.isActive())
            m_soon.start();
    }
}

} // namespace miniqq::lab
