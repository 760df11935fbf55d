// SPDX-License-Identifier: MIT
#include "app/ui/chat/chatpane.h"

#include "app/ui/chat/composer.h"
#include "app/ui/chat/conversationheader.h"
#include "app/ui/chat/messageview.h"
#include "app/ui/chat/typingstrip.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QVBoxLayout>

namespace miniqq::client {

ChatPane::ChatPane(QWidget *parent)
    : QWidget(parent)
    , m_header(new ConversationHeader(this))
    , m_view(new MessageView(this))
    , m_typing(new TypingStrip(this))
    , m_composer(new Composer(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_view, 1);
    column->addWidget(m_typing);
    column->addWidget(m_composer);
    setFocusProxy(m_composer);
    m_view->installEventFilter(this);
}

void ChatPane::setContact(const ui::AvatarSpec &avatar, const QString &status, bool present)
{
    m_header->setContact(avatar, status, present);
    m_view->setNamesShown(avatar.kind != ui::AvatarKind::Person);
    retranslate();
}

void ChatPane::retranslate()
{
    m_composer->setPrompt(tr("Message %1").arg(m_header->title()));
}

void ChatPane::messageQueued()
{
    m_composer->accepted();
    m_view->scrollToEnd();
}

bool ChatPane::eventFilter(QObject *watched, QEvent *event)
{
    // Whoever reads and begins to type means to write.
    if (watched == m_view && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool command = key->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier);
        const QString text = key->text();
        if (!command && !text.isEmpty() && text.front().isPrint()) {
            m_composer->edit().setFocus(Qt::OtherFocusReason);
            QCoreApplication::sendEvent(&m_composer->edit(), event);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void ChatPane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_composer->setPaneHeight(height());
}

void ChatPane::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace miniqq::client
