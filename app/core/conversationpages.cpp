// SPDX-License-Identifier: MIT
// Pages of a conversation for those who show them: from the disk, and where it has a hole from the server.
#include "app/core/catchup.h"
#include "app/core/conversationservice.h"
#include "app/core/requests.h"

#include <QPointer>

#include <algorithm>

namespace miniqq::client {
namespace {

using Direction = StoreQuery::Direction;

/// The unbroken piece of `messages` that is of use to the query.
MessageList runOf(const StoreQuery &query, const MessageList &messages)
{
    if (messages.isEmpty())
        return {};
    qsizetype anchor = messages.size() - 1;
    if (query.direction == Direction::After)
        anchor = 0;
    if (query.direction == Direction::Around) {
        const auto at = std::find_if(messages.cbegin(), messages.cend(),
                                     [&](const Message &message) { return message.seq == query.seq; });
        if (at == messages.cend())
            return {};
        anchor = at - messages.cbegin();
    }
    const qint64 seq = messages[anchor].seq;
    if ((query.direction == Direction::Before && seq != query.seq - 1) ||
        (query.direction == Direction::After && seq != query.seq + 1))
        return {};

    qsizetype first = anchor;
    while (first > 0 && messages[first - 1].seq == messages[first].seq - 1)
        --first;
    qsizetype last = anchor;
    while (last + 1 < messages.size() && messages[last + 1].seq == messages[last].seq + 1)
        ++last;
    return messages.sliced(first, last - first + 1);
}

} // namespace

struct ConversationService::Load
{
    QByteArray key;
    StoreQuery query;
    QPointer<QObject> context;
    SliceHandler then;
    bool asked = false; ///< The server was asked: this is the second look at the disk.
};

void ConversationService::load(const QByteArray &key, const StoreQuery &query, QObject *context,
                               SliceHandler then)
{
    auto load = std::make_shared<Load>(Load{key, query, context, std::move(then)});
    if (m_store && state(key)) {
        readPage(load);
        return;
    }
    QMetaObject::invokeMethod(
        context, [load] { load->then({}); }, Qt::QueuedConnection);
}

void ConversationService::readPage(const std::shared_ptr<Load> &load)
{
    m_store->page(load->key, load->query, load->context,
                  [this, load](const Result<MessageList, StoreFailure> &messages) {
                      if (!state(load->key) || !load->context)
                          return;
                      if (!messages)
                          Q_EMIT storeFailed(messages.error());
                      const MessageList run = messages ? runOf(load->query, *messages) : MessageList();
                      if (load->asked || !fetchPage(load, run))
                          finishLoad(load, run);
                  });
}

/// Asks the server if the disk has too little; false if there is no need, or no connection.
bool ConversationService::fetchPage(const std::shared_ptr<Load> &load, const MessageList &run)
{
    if (!isSettled(*state(load->key)))
        return false; // until it is known which rows the server has, none are put beside its own
    const qint64 end = state(load->key)->info.lastSeq;
    const StoreQuery &query = load->query;
    protocol::HistoryGet request;
    request.conversation = load->key;
    request.limit = std::clamp(query.limit, 1, protocol::HistoryPage::maxMessages);
    switch (query.direction) {
    case Direction::Newest:
        if (end == 0 || (!run.isEmpty() && run.constLast().seq == end &&
                         (run.size() >= query.limit || run.constFirst().seq == 1)))
            return false;
        break;
    case Direction::Before:
        if (query.seq <= 1 || !run.isEmpty())
            return false;
        request.before = query.seq;
        break;
    case Direction::After:
        if (query.seq >= end || !run.isEmpty())
            return false;
        request.after = query.seq;
        break;
    case Direction::Around:
        if (query.seq < 1 || query.seq > end || !run.isEmpty())
            return false;
        request.before = query.seq + query.limit / 2 + 1;
        break;
    }
    load->asked = true;
    const bool sent =
        m_online && m_requests.request(request, [this, load, request](const protocol::ServerMessage &answer) {
            std::erase(m_waiting, load);
            if (!state(load->key))
                return;
            const auto *page = std::get_if<protocol::HistoryPage>(&answer);
            if (!page) {
                if (!std::holds_alternative<protocol::ErrorReply>(answer))
                    Q_EMIT violated(QStringLiteral("A page of history was answered with something else."));
                else if (load->context)
                    readPage(load); // with what there is
                return;
            }
            const QString wrong = CatchUp::fault(request, *page);
            if (!wrong.isEmpty()) {
                Q_EMIT violated(wrong);
                return;
            }
            MessageList messages;
            for (const protocol::ChatMessage &message : page->messages)
                messages.append(fromWire(load->key, message));
            store(load->key, messages, [this, load, messages](bool saved) {
                if (!load->context)
                    return;
                if (saved)
                    readPage(load);
                else
                    finishLoad(load, runOf(load->query, messages));
            });
        });
    if (sent)
        m_waiting.push_back(load);
    return sent;
}

void ConversationService::finishLoad(const std::shared_ptr<Load> &load, MessageList messages)
{
    const Conversation &conversation = state(load->key)->info;
    const qint64 end = conversation.lastSeq;
    const StoreQuery &query = load->query;
    ConversationSlice slice;
    if (!messages.isEmpty()) {
        slice.moreOlder = messages.constFirst().seq > 1;
        slice.moreNewer = messages.constLast().seq < end;
    } else {
        slice.moreOlder = query.direction == Direction::Before ? query.seq > 1 : end > 0;
        slice.moreNewer = query.direction == Direction::After && query.seq < end;
        slice.needsServer = slice.moreOlder || slice.moreNewer;
    }
    // Behind a message of the page; those before the first of all come with that, or where there is none.
    const qint64 first = messages.isEmpty() || messages.constFirst().seq == 1 ? 0 : messages.constFirst().seq;
    const qint64 last = messages.isEmpty() ? 0 : messages.constLast().seq;
    slice.messages = std::move(messages);
    if (!conversation.hasLost || (slice.messages.isEmpty() && end > 0)) {
        load->then(slice);
        return;
    }
    m_store->lost(load->key, first, last, load->context,
                  [load, slice = std::move(slice)](const Result<MessageList, StoreFailure> &lost) {
                      ConversationSlice whole = slice;
                      if (lost)
                          whole.lost = *lost;
                      load->then(whole);
                  });
}

} // namespace miniqq::client
