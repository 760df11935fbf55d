// SPDX-License-Identifier: MIT
#include "app/ui/shell/chatcontroller.h"

#include "app/core/client.h"
#include "app/core/conversationservice.h"
#include "app/core/outbox.h"
#include "app/core/peopleservice.h"
#include "app/core/typingservice.h"
#include "app/models/messagelistmodel.h"
#include "app/ui/chat/chatpane.h"
#include "app/ui/chat/composer.h"
#include "app/ui/chat/messagebinding.h"
#include "app/ui/chat/messageview.h"
#include "app/ui/chat/typingstrip.h"
#include "app/ui/conversations/conversationrow.h"
#include "app/ui/shell/presencetext.h"

#include <QDesktopServices>

namespace miniqq::client {

ChatController::ChatController(Client &client, ChatPane &pane, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_pane(pane)
    , m_model(new MessageListModel(client, this))
{
    bindMessages(pane.view(), *m_model);
    connectComposer();
    connectClient();

    MessageView &view = pane.view();
    connect(&view, &MessageView::messagesSeen, this,
            [this](qint64 seq) { m_client.conversations().markRead(m_key, seq); });
    connect(&view, &MessageView::retryRequested, this,
            [this](const Uuid &uuid) { m_client.outbox().retry(uuid); });
    connect(&view, &MessageView::discardRequested, this,
            [this](const Uuid &uuid) { m_client.outbox().discard(uuid); });
    connect(&view, &MessageView::linkActivated, this, &ChatController::openLink);
}

void ChatController::connectComposer()
{
    Composer &composer = m_pane.composer();
    connect(&composer, &Composer::sendRequested, this, &ChatController::send);
    connect(&composer, &Composer::textEdited, this, [this](const QString &text) {
        if (m_key.isEmpty())
            return;
        m_client.conversations().setDraft(m_key, text);
        m_client.typing().setTyping(m_key, !text.isEmpty());
    });
    Outbox &outbox = m_client.outbox();
    connect(&outbox, &Outbox::queued, this, &ChatController::queued);
    connect(&outbox, &Outbox::queueFailed, this, [this](const Uuid &uuid, const StoreFailure &) {
        m_left.remove(uuid); // its text is still there, as the draft of that conversation
        if (uuid != m_sending)
            return;
        m_sending = {};
        m_pane.composer().refused(tr("This computer could not write the message down. Is the disk full?"));
    });
}

void ChatController::queued(const OutboxEntry &entry)
{
    if (entry.uuid == m_sending) {
        m_sending = {};
        m_pane.messageQueued();
        m_client.conversations().setDraft(m_key, m_pane.composer().text());
        m_client.typing().textSent(m_key);
        return;
    }
    // The user went elsewhere before it was on disk: it is no draft any more, or they would send it twice.
    const auto left = m_left.constFind(entry.uuid);
    if (left == m_left.cend())
        return;
    const Conversation *conversation = m_client.conversations().find(entry.conversation);
    if (conversation && conversation->draft == *left) {
        m_client.conversations().setDraft(entry.conversation, {});
        if (entry.conversation == m_key)
            m_pane.composer().setDraft({});
    }
    m_left.erase(left);
}

void ChatController::connectClient()
{
    connect(&m_client.people(), &PeopleService::peopleReset, this, &ChatController::showContact);
    connect(&m_client.people(), &PeopleService::peopleChanged, this, &ChatController::showContact);
    connect(&m_client, &Client::stateChanged, this, &ChatController::showContact);
    connect(&m_client.typing(), &TypingService::typistsChanged, this, [this](const QByteArray &key) {
        if (key == m_key)
            showTypists();
    });
    connect(&m_client, &Client::accountOpened, this, [this] {
        open({});
        m_left.clear();
    });
}

void ChatController::open(const QByteArray &key)
{
    if (key == m_key)
        return;
    if (!m_sending.isNull())
        m_left.insert(m_sending, m_sendingText);
    m_sending = {};
    if (!m_key.isEmpty())
        m_client.typing().setTyping(m_key, false);
    m_key = key;
    m_model->setConversation(key);
    const Conversation *conversation = m_client.conversations().find(key);
    m_pane.composer().setDraft(conversation ? conversation->draft : QString());
    showContact();
    showTypists();
}

void ChatController::send(const QString &text)
{
    m_sendingText = text;
    m_sending = m_client.outbox().sendText(m_key, text);
    if (m_sending.isNull())
        m_pane.composer().refused(tr("This text cannot be sent: it is blank or too long."));
}

void ChatController::showContact()
{
    const Conversation *conversation = m_client.conversations().find(m_key);
    if (!conversation)
        return;
    const PeopleService &people = m_client.people();
    ui::AvatarSpec avatar;
    if (conversation->kind == ConversationKind::Lobby) {
        avatar.kind = ui::AvatarKind::Lobby;
        avatar.name = tr("Lobby");
        int online = 0;
        for (const Person &person : people.people())
            online += person.presence == Presence::Offline ? 0 : 1;
        m_pane.setContact(avatar,
                          tr("%n person(s)", nullptr, int(people.people().size())) + QStringLiteral(" · ") +
                              tr("%n online", nullptr, online),
                          false);
        return;
    }
    avatar.account = QString::fromUtf8(conversation->peer);
    avatar.name = people.displayName(conversation->peer);
    const Presence presence = m_client.isOnline() ? people.presence(conversation->peer) : Presence::Offline;
    avatar.presence = presenceDot(int(presence));
    const Person *person = people.find(conversation->peer);
    const QDateTime lastSeen =
        person && person->lastSeenMs > 0 ? QDateTime::fromMSecsSinceEpoch(person->lastSeenMs) : QDateTime();
    m_pane.setContact(avatar, PresenceText::of(presence, lastSeen), presence == Presence::Online);
}

void ChatController::showTypists()
{
    QList<Typist> typists;
    for (const QByteArray &account : m_client.typing().typists(m_key))
        typists.append({QString::fromUtf8(account), m_client.people().displayName(account)});
    m_pane.typing().setTypists(typists);
}

void ChatController::openLink(const QUrl &url)
{
    // The view lets only these through; asked again here, because this is where something outside is started.
    static const QStringList allowed{QStringLiteral("http"), QStringLiteral("https"),
                                     QStringLiteral("mailto")};
    if (allowed.contains(url.scheme()))
        QDesktopServices::openUrl(url);
}

void ChatController::retranslate()
{
    showContact();
    showTypists();
}

} // namespace miniqq::client
