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
    if (transcript) {
        connect(transcript, &Transcript::changed, this, [this] {
            if (!m_soon.isActive())
                m_soon.start();
        });
    }
    refresh();
}

void TranscriptView::refresh()
{
    const Theme &theme = themeOf(this);
    setFont(theme.font(FontRole::Code));
    QPalette ground = palette();
    if (ground.color(QPalette::Base) != theme.sunken) {
        ground.setColor(QPalette::Base, theme.sunken);
        setPalette(ground);
    }
    QScrollBar *bar = verticalScrollBar();
    const bool follow = bar->value() >= bar->maximum();
    const int scrolled = bar->value();
    QTextDocument *text = document();
    text->setDocumentMargin(metric::grid);
    QTextCursor cursor(text);
    cursor.beginEditBlock();
    cursor.select(QTextCursor::Document);
    cursor.removeSelectedText();
    bool first = true;
    if (m_transcript) {
        for (const Transcript::Line &line : m_transcript->lines()) {
            if (!first)
                cursor.insertBlock();
            first = false;
            const Mark mark = markOf(line.kind);
            QTextCharFormat format;
            format.setForeground(theme.*mark.colour);
            const QString sign =
                line.kind == Transcript::Kind::Printed ? QString() : QString(mark.sign) + u' ';
            cursor.insertText(sign + oneLine(line.text), format);
        }
    }
    cursor.endEditBlock();
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
    if ((event->type() == QEvent::StyleChange || event->type() == QEvent::PaletteChange) &&
        !m_soon.isActive())
        m_soon.start();
}

} // namespace miniqq::lab
