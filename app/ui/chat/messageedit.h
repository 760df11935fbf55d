// SPDX-License-Identifier: MIT
#pragma once

#include <QTextEdit>

namespace miniqq::client {

/// Which key sends. The other combinations with Enter start a new line.
enum class SendKey { Enter, CtrlEnter };

/// The text box of the composer: plain text whatever is pasted or dropped, as high as its text.
class MessageEdit : public QTextEdit
{
    Q_OBJECT
public:
    explicit MessageEdit(QWidget *parent = nullptr);

    /// Exactly what was typed, with line feeds between lines.
    QString text() const;
    void setText(const QString &text);

    void setSendKey(SendKey key) { m_sendKey = key; }
    SendKey sendKey() const { return m_sendKey; }
    /// An input method holds text that is not written yet.
    bool isComposing() const { return m_composing; }
    /// Height of the text, without any frame, or `most` if that is less. A very long text is not laid out for
    /// it.
    int textHeight(int most) const;
    int lineHeight() const;

    /// More than this is not taken from the clipboard at all: laying it out would hold up the window, and it
    /// could never be sent.
    static constexpr qsizetype longestPaste = 20'000; ///< QChars

Q_SIGNALS:
    void sendPressed();
    /// A text of `length` code points was not pasted: longer than longestPaste.
    void pasteRefused(qsizetype length);
    void textHeightChanged();
    void focusChanged(bool focused);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void inputMethodEvent(QInputMethodEvent *event) override;
    void insertFromMimeData(const QMimeData *source) override;
    bool canInsertFromMimeData(const QMimeData *source) const override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void readTheme();
    void chooseFont(QStringView text);
    bool sends(const QKeyEvent &event) const;

    SendKey m_sendKey = SendKey::Enter;
    bool m_composing = false;
    bool m_manyEmoji = false;
};

} // namespace miniqq::client
