// SPDX-License-Identifier: MIT
#pragma once

namespace miniqq::client {

class MessageListModel;
class MessageView;

/// Shows `model` in `view` and connects the two for good: pages are fetched as they come near, the end is
/// reloaded when somebody jumps to it, an opened conversation begins at its first unread message. Both live
/// in the GUI thread; either may die first.
void bindMessages(MessageView &view, MessageListModel &model);

} // namespace miniqq::client
