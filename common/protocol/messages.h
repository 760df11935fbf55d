// SPDX-License-Identifier: MIT
#pragma once

#include "common/protocol/auth.h"
#include "common/protocol/chat.h"
#include "common/protocol/conversations.h"
#include "common/protocol/files.h"
#include "common/protocol/groups.h"
#include "common/protocol/ownsessions.h"
#include "common/protocol/people.h"
#include "common/protocol/recall.h"
#include "common/protocol/receipts.h"
#include "common/protocol/session.h"

#include <variant>

namespace miniqq::protocol {

/// Everything a client may say and everything a server may say: the one list of message types. Append only;
/// each type has a section in PROTOCOL.md and a golden file in tests/fixtures/golden.
using ClientMessage =
    std::variant<Hello, AuthRegister, AuthSignIn, AuthResume, AuthSignOut, DirectoryGet, PresenceSet,
                 ConversationGet, ChatSend, HistoryGet, ReceiptSet, TypingSet, Ping, Pong, Leave, GroupCreate,
                 GroupInvite, GroupJoin, GroupLeave, GroupRemove, GroupSetRole, GroupRename, GroupSetNotice,
                 GroupMute, GroupSetCode, GroupDissolve, GroupGet, AuthPassword, SessionGet, SessionEnd,
                 ChatRecall, FileOffer, FileGet, FileProgress, FileCancel, AvatarSet>;

using ServerMessage =
    std::variant<Welcome, AuthOk, DirectoryPage, DirectoryChanged, PresenceChanged, ConversationPage, ChatAck,
                 ChatDeliver, HistoryPage, ReceiptChanged, TypingChanged, Ping, Pong, ErrorReply, Bye,
                 GroupAck, GroupChanged, GroupInfo, ServerNotice, SessionList, ChatRecalled, FileBegin,
                 FileProgress, FileStored, FileEnded, AvatarAck>;

} // namespace miniqq::protocol
