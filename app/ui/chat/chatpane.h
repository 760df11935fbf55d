// SPDX-License-Identifier: MIT
#pragma once

#include "common/ui/avatarpainter.h"

#include <QWidget>

class QAbstractItemModel;

namespace miniqq::client {

class Composer;
class ConversationHeader;
class MessageView;
class TypingStrip;

/// One conversation: header, messages, who is typing, and where one writes. Knows
/// models only by their roles; the window connects the parts' signals to the messenger's inside.
class ChatPane : public QWidget
{
    Q_OBJECT
public:
    explicit ChatPane(QWidget *parent = nullptr);

    ConversationHeader &header() { return *m_header; }
    MessageView &view() { return *m_view; }
    TypingStrip &typing() { return *m_typing; }
    Composer &composer() { return *m_composer; }

    /// Shows who the conversation is with: header, prompt of the composer, names in the bubbles (everywhere
    /// but between two people).
    void setContact(const ui::AvatarSpec &avatar, const QString &status, bool present);

public Q_SLOTS:
    /// The text of the composer's last sendRequested() is in the outbox: empties the box, shows the end.
    void messageQueued();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    ConversationHeader *m_header;
    MessageView *m_view;
    TypingStrip *m_typing;
    Composer *m_composer;
};

} // namespace miniqq::client
