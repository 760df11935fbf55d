// SPDX-License-Identifier: MIT
#include "app/ui/chat/messagebinding.h"

#include "app/models/messagelistmodel.h"
#include "app/ui/chat/messageview.h"

#include <memory>

namespace miniqq::client {

void bindMessages(MessageView &view, MessageListModel &model)
{
    view.setModel(&model);
    view.setAtLogEnd(model.atEnd());
    // A jump to the end is not the beginning of a visit: it does not lead back to the unread line.
    const auto jumping = std::make_shared<bool>(false);
    const auto noteEnd = [&view, &model] { view.setAtLogEnd(model.atEnd()); };
    QObject::connect(&view, &MessageView::olderNeeded, &model, [&model] {
        if (model.canFetchOlder())
            model.fetchOlder();
    });
    QObject::connect(&view, &MessageView::newerNeeded, &model, [&model] {
        if (model.canFetchNewer())
            model.fetchNewer();
    });
    QObject::connect(&view, &MessageView::latestNeeded, &model, [&model, jumping] {
        *jumping = true;
        model.jumpToEnd();
    });
    QObject::connect(&model, &MessageListModel::opened, &view, [&view, noteEnd, jumping] {
        noteEnd();
        if (std::exchange(*jumping, false))
            view.scrollToEnd();
        else
            view.showFirstUnread();
    });
    QObject::connect(&model, &MessageListModel::loadingChanged, &view, noteEnd);
    QObject::connect(&model, &QAbstractItemModel::modelReset, &view, noteEnd);
    QObject::connect(&model, &MessageListModel::newMessageArrived, &view, &MessageView::noteNewMessage);
}

} // namespace miniqq::client
