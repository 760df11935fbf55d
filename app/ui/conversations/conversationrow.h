// SPDX-License-Identifier: MIT
#pragma once

#include "common/ui/avatarpainter.h"
#include "common/ui/painters.h"

#include <QDate>
#include <QString>

class QModelIndex;

namespace miniqq::client {

/// One row of a conversation model (roles of ConversationListModel) in the words and values the list draws.
struct ConversationRow
{
    QByteArray key;
    ui::AvatarSpec avatar; ///< its name is the title
    QString time;
    QString prefix; ///< before the preview: sender's name, "Draft"; empty: nothing
    QString preview;
    ui::TickState tick = ui::TickState::None; ///< of the own newest message
    int unread = 0;
    bool hasDraft = false;
    bool typing = false;

    /// What a screen reader says.
    QString spoken() const;
};

ConversationRow readConversationRow(const QModelIndex &index, const QDate &today);

/// The dot for a Presence; None for -1.
ui::PresenceDot presenceDot(int presence);

} // namespace miniqq::client
