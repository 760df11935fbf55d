// SPDX-License-Identifier: MIT
#pragma once

#include "app/ui/chat/messageedit.h"

#include <QPointer>
#include <QWidget>

#include <optional>

namespace miniqq::ui {
class Button;
class IconButton;
class Label;
} // namespace miniqq::ui

namespace miniqq::client {

class EmojiPopup;

/// Where messages are written. A text leaves the box only when the caller says that it is safe:
///
///     sendRequested(text) -> (written to the outbox on disk) -> accepted()
///                                                             or refused(why): the text stays
class Composer : public QWidget
{
    Q_OBJECT
public:
    explicit Composer(QWidget *parent = nullptr);
    ~Composer() override;

    MessageEdit &edit() { return *m_edit; }
    /// What the empty box says, e.g. "Message Bob".
    void setPrompt(const QString &prompt);

    QString text() const { return m_edit->text(); }
    /// Shows another conversation's text. Nothing is signalled, and a send under way is forgotten.
    void setDraft(const QString &text);

    SendKey sendKey() const { return m_edit->sendKey(); }
    void setSendKey(SendKey key);

    /// Height of the whole pane: the box grows to a third of it.
    void setPaneHeight(int height);

    /// True if the text may be sent as it is: not blank, not too long.
    bool isSendable() const;

public Q_SLOTS:
    /// The text of the last sendRequested() is in the outbox: it leaves the box. What was typed since stays.
    void accepted();
    /// It could not be kept: it stays, and `why` is shown.
    void refused(const QString &why);
    void insertText(const QString &text);

Q_SIGNALS:
    void sendRequested(const QString &text);
    /// The user changed the text: for the draft and for telling the other side. Not throttled.
    void textEdited(const QString &text);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void textChanged();
    void check();
    void complain(const QString &what);
    void send();
    void layOutField();
    void openEmoji();

    class Field;
    Field *m_field;
    MessageEdit *m_edit;
    ui::IconButton *m_emoji;
    ui::Button *m_send;
    ui::Label *m_hint;
    ui::Label *m_counter;
    QPointer<EmojiPopup> m_popup;
    std::optional<QString> m_pending; ///< handed over and not yet accepted
    QString m_error;
    int m_paneHeight = 600;
    qsizetype m_length = 0; ///< code points
    bool m_blank = true;
    bool m_settingText = false;
};

} // namespace miniqq::client
