// SPDX-License-Identifier: MIT
#pragma once

#include "app/types/messagestate.h"
#include "common/base/uuid.h"
#include "common/ui/painters.h"

#include <QByteArray>
#include <QString>

class QAbstractItemModel;

namespace miniqq::client {

/// One row of a message model (roles of MessageListModel) as the view needs it. `name` and `text` are
/// foreign.
struct MessageRow
{
    Uuid uuid;
    qint64 seq = 0; ///< 0: still in the outbox
    QByteArray from;
    QString name;
    QString text;
    qint64 timeMs = 0;
    MessageState::Kind state = MessageState::Kind::Sent;
    SendFailure failure = SendFailure::None;
    bool own = false;
    bool saved = true;
    bool lost = false; ///< the server has it no more
    bool firstInGroup = true;
    bool lastInGroup = true;
    bool startsDay = false;
    bool startsUnread = false;

    bool isFailed() const { return own && state == MessageState::Kind::Failed; }
    bool hasTick() const { return own && !lost; }
};

MessageRow readMessageRow(const QAbstractItemModel &model, int row);

/// The mark of an own message; None for those of others.
ui::TickState tickOf(const MessageRow &row);

/// Why a message was not sent, in one short sentence; empty for None.
QString failureText(SendFailure failure);

/// What is said of a message that the server has no more.
QString lostText();

/// What a screen reader says: sender, text, time, state.
QString spokenText(const MessageRow &row);

} // namespace miniqq::client
