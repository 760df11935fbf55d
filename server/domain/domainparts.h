// SPDX-License-Identifier: MIT
#pragma once

#include "server/domain/banlist.h"
#include "server/domain/domain.h"
#include "server/domain/router.h"

namespace miniqq::server {

/// What a Domain is made of, in the order in which one part needs another.
class DomainParts
{
public:
    DomainParts(const Domain::Parts &from, const Limits &initialLimits, const ServerProfile &initialProfile);

    void endTurn();

    const Clock &clock;
    Outbound &out;
    Limits limits;
    ServerProfile profile;
    Counters counters;
    Turn turn;

    AccountTable accounts;
    ConversationTable conversations;
    SessionRegistry registry;
    EventLog log;
    Replies replies;
    Delivery delivery;
    SignInGuard guard;
    BanList bans;

    PeopleNews news;
    PresenceService presence;
    SessionService sessions;
    HelloService hello;
    DirectoryService directory;
    SessionStarter starter;
    RegistrationService registration;
    SignInService signIn;
    IdentityService identity;
    ConversationService conversationList;
    LinkRules linkRules;
    ChatService chat;
    RecallService recalls;
    GroupService groups;
    HistoryService history;
    ReceiptService receipts;
    TypingService typing;
    FileService files;
    Router router;

    AccountStore &accountStore;
    std::function<void()> whenDown; // set while shutting down
    QByteArray goodbye;
    bool isStopping = false;
    int stoppingTicks = 0;
    int ticks = 0;
    quint64 messagesAtLastTick = 0;
    qint64 lastTickNs = 0;
    double messagesPerSecond = 0;
};

} // namespace miniqq::server
