// SPDX-License-Identifier: MIT
#pragma once

#include "server/domain/chatservice.h"
#include "server/domain/conversationservice.h"
#include "server/domain/directoryservice.h"
#include "server/domain/fileservice.h"
#include "server/domain/groupservice.h"
#include "server/domain/historyservice.h"
#include "server/domain/identityservice.h"
#include "server/domain/recallservice.h"
#include "server/domain/receiptservice.h"
#include "server/domain/registrationservice.h"
#include "server/domain/signinservice.h"
#include "server/domain/typingservice.h"

namespace miniqq::server {

/// Lets messages through the gate and hands each to the service it is for.
class Router
{
public:
    struct Parts
    {
        const Clock &clock;
        const Limits &limits;
        SessionRegistry &registry;
        SessionService &sessions;
        SessionStarter &starter;
        Replies &replies;
        HelloService &hello;
        RegistrationService &registration;
        SignInService &signIn;
        IdentityService &identity;
        PresenceService &presence;
        DirectoryService &directory;
        ConversationService &conversations;
        ChatService &chat;
        RecallService &recalls;
        GroupService &groups;
        HistoryService &history;
        ReceiptService &receipts;
        TypingService &typing;
        FileService &files;
    };

    explicit Router(const Parts &parts)
        : m(parts)
    {}

    void route(const MessageArrived &arrived);

private:
    bool isLetThrough(Session &session, const Request &request, const protocol::ClientMessage &message);

    Parts m;
};

} // namespace miniqq::server
