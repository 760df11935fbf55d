// SPDX-License-Identifier: MIT
#include "server/domain/conversationservice.h"

#include "server/domain/pages.h"

namespace miniqq::server {

using protocol::ErrorCode;

namespace {

constexpr int maxConversations = protocol::ConversationPage::maxConversations;

bool isLastMissing(const Conversation &conversation)
{
    return conversation.lastSeq > 0 && (!conversation.last || conversation.last->seq < conversation.lastSeq);
}

/// About as many bytes as it takes.
qsizetype lengthOf(const protocol::ChatMessage &message)
{
    constexpr qsizetype bytesPerMember = 50;
    if (!message.change)
        return message.text.size() + (message.links ? protocol::sizeOf(*message.links) : 0);
    return message.change->notice.size() + qsizetype(message.change->members.size()) * bytesPerMember;
}

/// Groups: `me` as it stands in it.
const GroupMemberRecord *memberIn(const Conversation &conversation, const Account &me)
{
    return conversation.group ? conversation.group->find(me.id) : nullptr;
}

protocol::ConversationInfo infoOf(const Conversation &conversation, const Account &me)
{
    protocol::ConversationInfo info;
    info.conversation = conversation.key;
    info.lastSeq = conversation.lastSeq;
    info.mine = conversation.positions.value(me.id);
    if (const GroupMemberRecord *member = memberIn(conversation, me)) {
        info.title = conversation.group->titleFor(*member);
        // What was before their time they need not read.
        info.mine.received = std::max(info.mine.received, member->joinedSeq - 1);
        info.mine.read = std::max(info.mine.read, member->joinedSeq - 1);
        if (member->isIn()) {
            info.role = protocol::GroupRole(member->role);
            info.last = conversation.last;
        } else {
            info.lastSeq = member->leftSeq;
        }
        return info;
    }
    for (const Account *member : conversation.members) {
        if (member->id != me.id)
            info.peer = conversation.positions.value(member->id);
    }
    info.last = conversation.last;
    return info;
}

} // namespace

void ConversationService::get(const Session &session, const Request &request,
                              const protocol::ConversationGet &message)
{
    auto waiting = std::make_shared<Waiting>();
    waiting->request = request;
    waiting->account = session.account;
    waiting->withGroups = session.hearsOfGroups;
    waiting->after = message.after.value_or(QByteArray());
    m_waiting.push_back(waiting);
    for (Conversation *conversation :
         m.conversations.of(*session.account, waiting->after, maxConversations, waiting->withGroups)) {
        const GroupMemberRecord *member = memberIn(*conversation, *session.account);
        const bool isTold = !member || member->isIn();
        if (isTold && isLastMissing(*conversation))
            fetchLast(*conversation, waiting);
    }
    answerReady();
}

void ConversationService::fetchLast(Conversation &conversation, const std::shared_ptr<Waiting> &waiting)
{
    ++waiting->missing;
    const auto read = [this, &conversation, waiting](const Result<MessagePage, StoreError> &page) {
        --waiting->missing;
        if (!page) {
            waiting->failed = true;
            m.log.write(LogLevel::Error, LogCategory::Store, "history.failed", {}, page.error().text);
        } else if (!page->messages.empty()) {
            const StoredMessage &last = page->messages.back();
            if (last.seq >= conversation.lastSeq && isLastMissing(conversation))
                conversation.last = toChatMessage(last, m.accounts);
        }
        answerReady();
    };
    PageQuery query;
    query.conversation = conversation.row;
    if (conversation.group)
        query.reader = waiting->account->id;
    query.direction = PageQuery::Before;
    query.limit = 1;
    m.store.page(query, m.turn.callback(read));
}

void ConversationService::answerReady()
{
    while (!m_waiting.empty() && m_waiting.front()->missing == 0) {
        const std::shared_ptr<Waiting> ready = m_waiting.front();
        m_waiting.pop_front();
        if (const Session *session = m.registry.find(ready->request.connection))
            answer(*ready, *session);
    }
}

void ConversationService::answer(const Waiting &waiting, const Session &session)
{
    if (waiting.failed) {
        m.replies.refuse(waiting.request, ErrorCode::StorageFailed, "The server could not read its disk.");
        return;
    }
    const auto found =
        m.conversations.of(*waiting.account, waiting.after, maxConversations + 1, waiting.withGroups);
    protocol::ConversationPage page;
    // What cannot fit is left out here already: encoding hundreds of long texts only to shorten the page
    // would let one client keep everybody else waiting.
    qsizetype textBytes = 0;
    for (const Conversation *conversation : found) {
        textBytes += conversation->last ? lengthOf(*conversation->last) : 0;
        const bool isFull = int(page.conversations.size()) == maxConversations ||
                            (textBytes > qsizetype(wire::maxPayloadToClient) && !page.conversations.empty());
        if (isFull) {
            page.more = true;
            break;
        }
        protocol::ConversationInfo &info =
            page.conversations.emplace_back(infoOf(*conversation, *waiting.account));
        if (info.last)
            info.last = forSession(std::move(*info.last), session);
    }
    const auto shorten = [](protocol::ConversationPage &long_, size_t fewer) {
        long_.conversations.resize(long_.conversations.size() - fewer);
        long_.more = true;
    };
    m.out.send(waiting.request.connection,
               encodePage(page, page.conversations.size(), waiting.request.id, shorten));
}

} // namespace miniqq::server
