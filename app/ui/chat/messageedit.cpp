// SPDX-License-Identifier: MIT
#include "app/ui/chat/messageedit.h"

#include "app/ui/chat/messagetext.h"
#include "common/ui/theme.h"

#include <QAbstractTextDocumentLayout>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QTextDocument>

#include <algorithm>
#include <cmath>

namespace miniqq::client {

MessageEdit::MessageEdit(QWidget *parent)
    : QTextEdit(parent)
{
    setAcceptRichText(false);
    setFrameShape(QFrame::NoFrame);
    setTabChangesFocus(true);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    viewport()->setAutoFillBackground(false);
    document()->setDocumentMargin(0);
    connect(document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this,
            &MessageEdit::textHeightChanged);
    readTheme();
}

void MessageEdit::readTheme()
{
    QFont font = ui::themeOf(this).font(ui::FontRole::Message);
    if (m_manyEmoji)
        font = withoutEmojiFamilies(font);
    if (document()->defaultFont() != font)
        document()->setDefaultFont(font);
    if (this->font() != font)
        setFont(font);
}

// Before a text comes in: laying out very many emoji in colour would hold up the window.
void MessageEdit::chooseFont(QStringView text)
{
    const bool many = hasManyEmoji(text, 100);
    if (std::exchange(m_manyEmoji, many) != many)
        readTheme();
}

QString MessageEdit::text() const
{
    // toPlainText() would turn no-break spaces into blanks: a message is what was typed.
    QString text = document()->toRawText();
    for (QChar &ch : text) {
        if (ch == QChar::ParagraphSeparator || ch == QChar::LineSeparator)
            ch = u'\n';
    }
    return text;
}

void MessageEdit::setText(const QString &text)
{
    chooseFont(text);
    setPlainText(text);
    moveCursor(QTextCursor::End);
}

int MessageEdit::textHeight(int most) const
{
    if (document()->blockCount() >= most / lineHeight() + 1)
        return most;
    const qreal height = document()->documentLayout()->documentSize().height();
    return std::clamp(int(std::ceil(height)), lineHeight(), std::max(lineHeight(), most));
}

int MessageEdit::lineHeight() const
{
    return QFontMetrics(document()->defaultFont()).height();
}

bool MessageEdit::sends(const QKeyEvent &event) const
{
    const Qt::KeyboardModifiers held = event.modifiers() & ~Qt::KeypadModifier;
    return held == (m_sendKey == SendKey::Enter ? Qt::NoModifier : Qt::ControlModifier);
}

void MessageEdit::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Return && event->key() != Qt::Key_Enter) {
        QTextEdit::keyPressEvent(event);
        return;
    }
    event->accept();
    // This Enter belongs to the input method: it ends the composition, never the message.
    if (m_composing)
        return;
    if (sends(*event)) {
        if (!event->isAutoRepeat())
            Q_EMIT sendPressed();
        return;
    }
    textCursor().insertText(QStringLiteral("\n"));
    ensureCursorVisible();
}

void MessageEdit::inputMethodEvent(QInputMethodEvent *event)
{
    m_composing = !event->preeditString().isEmpty();
    QTextEdit::inputMethodEvent(event);
}

bool MessageEdit::canInsertFromMimeData(const QMimeData *source) const
{
    return source->hasText();
}

void MessageEdit::insertFromMimeData(const QMimeData *source)
{
    QString text = source->text();
    text.replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    text.remove(QChar::Null);
    if (text.size() > longestPaste) {
        Q_EMIT pasteRefused(codePoints(text));
        return;
    }
    if (!m_manyEmoji)
        chooseFont(QString(this->text() + text));
    textCursor().insertText(text);
    ensureCursorVisible();
}

void MessageEdit::focusInEvent(QFocusEvent *event)
{
    QTextEdit::focusInEvent(event);
    Q_EMIT focusChanged(true);
}

void MessageEdit::focusOutEvent(QFocusEvent *event)
{
    QTextEdit::focusOutEvent(event);
    Q_EMIT focusChanged(false);
}

void MessageEdit::changeEvent(QEvent *event)
{
    QTextEdit::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        readTheme();
}

} // namespace miniqq::client
