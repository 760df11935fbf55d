// SPDX-License-Identifier: MIT
#include "app/ui/conversations/conversationrow.h"

#include "app/models/conversationlistmodel.h"
#include "app/types/messagestate.h"
#include "app/types/person.h"
#include "app/ui/chat/messagetext.h"
#include "app/ui/chat/timetext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QStringList>

namespace miniqq::client {

namespace {

struct ConversationWords
{
    Q_DECLARE_TR_FUNCTIONS(ConversationWords)
};

ui::TickState tick(int state)
{
    switch (state) {
    case int(MessageState::Kind::Sending):
        return ui::TickState::Sending;
    case int(MessageState::Kind::Sent):
        return ui::TickState::Sent;
    case int(MessageState::Kind::Delivered):
        return ui::TickState::Delivered;
    case int(MessageState::Kind::Read):
        return ui::TickState::Read;
    case int(MessageState::Kind::Failed):
        return ui::TickState::Failed;
    default:
        return ui::TickState::None;
    }
}

} // namespace

ui::PresenceDot presenceDot(int presence)
{
    if (presence < 0)
        return ui::PresenceDot::None;
    switch (Presence(presence)) {
    case Presence::Online:
        return ui::PresenceDot::Online;
    case Presence::Away:
    case Presence::Busy:
        return ui::PresenceDot::Away;
    case Presence::Offline:
    case Presence::Invisible:
        break;
    }
    return ui::PresenceDot::Offline;
}

ConversationRow readConversationRow(const QModelIndex &index, const QDate &today)
{
    using Role = ConversationListModel::Role;
    ConversationRow row;
    row.key = index.data(Role::KeyRole).toByteArray();
    row.avatar.account = QString::fromUtf8(index.data(Role::PeerRole).toByteArray());
    row.avatar.name = singleLine(index.data(Role::TitleRole).toString());
    const bool lobby = ConversationKind(index.data(Role::KindRole).toInt()) == ConversationKind::Lobby;
    row.avatar.kind = lobby ? ui::AvatarKind::Lobby : ui::AvatarKind::Person;
    row.avatar.presence = lobby ? ui::PresenceDot::None : presenceDot(index.data(Role::PresenceRole).toInt());
    if (const QDateTime time = index.data(Role::TimeRole).toDateTime(); time.isValid())
        row.time = listTimeText(time.toMSecsSinceEpoch(), today);
    row.prefix = singleLine(index.data(Role::PreviewPrefixRole).toString(), 60);
    row.preview = singleLine(index.data(Role::PreviewRole).toString());
    row.unread = index.data(Role::UnreadRole).toInt();
    row.hasDraft = index.data(Role::HasDraftRole).toBool();
    row.typing = index.data(Role::TypingRole).toBool();
    const QVariant state = index.data(Role::LastOwnStateRole);
    row.tick = row.hasDraft || !state.isValid() ? ui::TickState::None : tick(state.toInt());
    return row;
}

QString ConversationRow::spoken() const
{
    QStringList parts{avatar.name};
    if (avatar.presence != ui::PresenceDot::None)
        parts << ui::presenceWord(avatar.presence);
    if (unread > 0)
        parts << ConversationWords::tr("%n unread", nullptr, unread);
    if (typing)
        parts << ConversationWords::tr("typing…");
    else if (!preview.isEmpty())
        parts << (prefix.isEmpty() ? preview : ConversationWords::tr("%1: %2").arg(prefix, preview));
    if (tick != ui::TickState::None)
        parts << ui::tickWord(tick);
    if (!time.isEmpty())
        parts << time;
    return parts.join(QStringLiteral(", "));
}

} // namespace miniqq::client
