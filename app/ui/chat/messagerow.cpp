// SPDX-License-Identifier: MIT
#include "app/ui/chat/messagerow.h"

#include "app/models/messagelistmodel.h"
#include "app/ui/chat/messagetext.h"
#include "app/ui/chat/timetext.h"

#include <QCoreApplication>
#include <QDateTime>

namespace miniqq::client {

namespace {

struct MessageWords
{
    Q_DECLARE_TR_FUNCTIONS(MessageWords)
};

} // namespace

MessageRow readMessageRow(const QAbstractItemModel &model, int row)
{
    using Role = MessageListModel::Role;
    const QModelIndex index = model.index(row, 0);
    MessageRow r;
    r.uuid = index.data(Role::UuidRole).value<Uuid>();
    r.seq = index.data(Role::SeqRole).toLongLong();
    r.from = index.data(Role::FromRole).toByteArray();
    r.name = singleLine(index.data(Role::DisplayNameRole).toString());
    r.text = index.data(Role::TextRole).toString();
    r.timeMs = index.data(Role::TimeRole).toDateTime().toMSecsSinceEpoch();
    r.state = MessageState::Kind(index.data(Role::StateRole).toInt());
    r.failure = SendFailure(index.data(Role::FailureReasonRole).toInt());
    r.own = index.data(Role::OwnRole).toBool();
    r.saved = index.data(Role::SavedRole).toBool();
    r.lost = index.data(Role::LostRole).toBool();
    r.firstInGroup = index.data(Role::FirstInGroupRole).toBool();
    r.lastInGroup = index.data(Role::LastInGroupRole).toBool();
    r.startsDay = index.data(Role::DaySeparatorRole).toBool();
    r.startsUnread = index.data(Role::UnreadLineRole).toBool();
    return r;
}

ui::TickState tickOf(const MessageRow &row)
{
    if (!row.hasTick())
        return ui::TickState::None;
    switch (row.state) {
    case MessageState::Kind::Sending:
        return ui::TickState::Sending;
    case MessageState::Kind::Sent:
        return ui::TickState::Sent;
    case MessageState::Kind::Delivered:
        return ui::TickState::Delivered;
    case MessageState::Kind::Read:
        return ui::TickState::Read;
    case MessageState::Kind::Failed:
        break;
    }
    return ui::TickState::Failed;
}

QString failureText(SendFailure failure)
{
    switch (failure) {
    case SendFailure::NoConversation:
        return MessageWords::tr("This conversation is no longer open to you.");
    case SendFailure::Refused:
        return MessageWords::tr("The server does not take this text.");
    case SendFailure::Conflict:
        return MessageWords::tr("The id of this message was already used. Retry sends it with a new one.");
    case SendFailure::None:
        break;
    }
    return {};
}

QString lostText()
{
    return MessageWords::tr("no longer on the server");
}

QString spokenText(const MessageRow &row)
{
    const QString sender = row.own ? MessageWords::tr("You") : row.name;
    const QString time = fullTimeText(row.timeMs);
    if (row.lost) {
        //: Said by a screen reader: sender, text, time, state.
        return MessageWords::tr("%1: %2, %3, %4").arg(sender, row.text, time, lostText());
    }
    if (!row.own) {
        //: Said by a screen reader: sender, text, time.
        return MessageWords::tr("%1: %2, %3").arg(sender, row.text, time);
    }
    //: Said by a screen reader: sender, text, time, state.
    return MessageWords::tr("%1: %2, %3, %4").arg(sender, row.text, time, ui::tickWord(tickOf(row)));
}

} // namespace miniqq::client
