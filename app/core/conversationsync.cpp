// SPDX-License-Identifier: MIT
// How the conversations keep in step with the server.
#include "app/core/catchup.h"
#include "app/core/conversationservice.h"
#include "app/core/requests.h"
#include "common/base/logging.h"

#include <algorithm>

namespace miniqq::client {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr qsizetype maxConversations = 10'000; // more than that and the server counts as broken
constexpr size_t maxRanges = 64;               // holes in one log; an honest server makes one or two
constexpr qint64 lobbyBacklog =
    1'000; // of a lobby that this account never saw, no more than this is fetched unasked

} // namespace

void ConversationService::goOnline(const std::optional<Uuid> &log, std::function<void()> done)
{
    m_online = true;
    beginHistory(log);
    // What is missing comes after what may be wrong: both ask for pages, and the server counts them together.
    const auto whenSettled = [this, done = std::move(done)] {
        m_catchUp->start();
        done();
    };
    fetchList(std::nullopt, [this, whenSettled] { settleRest(whenSettled); });
}

void ConversationService::goOffline()
{
    if (!m_online)
        return;
    readFinished();
    m_online = false;
    endHistory();
    m_catchUp->stop();
    for (const std::shared_ptr<Load> &load : std::exchange(m_waiting, {}))
        readPage(load); // the server will not answer any more
    m_receiptTimer.stop();
    m_receiptsDue.clear();
    for (State &state : m_states)
        state.setAside = false;
}

void ConversationService::fetchList(const std::optional<QByteArray> &after, std::function<void()> done)
{
    m_requests.request(protocol::ConversationGet{after},
                       [this, after, done = std::move(done)](const protocol::ServerMessage &answer) {
                           if (const auto *page = std::get_if<protocol::ConversationPage>(&answer))
                               takeList(*page, after, done);
                           else
                               Q_EMIT violated(u"The list of conversations was not given."_s);
                       });
}

void ConversationService::takeList(const protocol::ConversationPage &page,
                                   const std::optional<QByteArray> &after, const std::function<void()> &done)
{
    QByteArray previous = after.value_or(QByteArray());
    for (const protocol::ConversationInfo &info : page.conversations) {
        if (!isMine(info.conversation) || info.conversation <= previous ||
            m_states.size() >= maxConversations) {
            Q_EMIT violated(u"The list of conversations holds what is not this account's."_s);
            return;
        }
        previous = info.conversation;
        takeInfo(info);
    }
    if (page.more && page.conversations.empty()) {
        Q_EMIT violated(u"The list of conversations does not end."_s);
        return;
    }
    if (page.more)
        fetchList(previous, done);
    else
        done();
}

void ConversationService::takeInfo(const protocol::ConversationInfo &wire)
{
    const QByteArray key = wire.conversation;
    State &state = ensure(key);
    if (!isSettled(state)) {
        settleLater(wire);
        return;
    }
    if (wire.lastSeq < state.info.lastSeq) {
        otherLog(key); // asks for the list again
        return;
    }
    Conversation &info = state.info;
    const bool empty = info.lastSeq == 0 && info.synced == 0;
    const bool fresh = empty && !info.hasLost; // not one of which a restored server has nothing in common
    info.lastSeq = wire.lastSeq;
    info.myReceived = std::max(info.myReceived, std::min(wire.mine.received, wire.lastSeq));
    info.myRead = std::max(info.myRead, std::min(wire.mine.read, wire.lastSeq));
    info.peerReceived = std::max(info.peerReceived, std::min(wire.peer.received, wire.lastSeq));
    info.peerRead = std::max(info.peerRead, std::min(wire.peer.read, wire.lastSeq));
    if (wire.last && wire.last->seq <= wire.lastSeq && (!info.last || wire.last->seq > info.last->seq))
        info.last = fromWire(key, *wire.last);
    if (empty) {
        // What reached another session of this account is not owed to this one: it is fetched when looked at.
        if (fresh)
            info.synced = info.myReceived;
        if (info.kind == ConversationKind::Lobby)
            info.synced = std::max(info.synced, info.lastSeq - lobbyBacklog);
        if (info.synced > 0)
            m_store->addMessages(key, {}, info.synced, m_storeContext.get(), [](const auto &) {});
    }
    state.receiptSent = wire.mine.received;
    state.readSent = wire.mine.read;
    m_store->saveConversation(info);
    recount(key);
    noteReceipt(key);
    if (info.synced < info.lastSeq)
        m_catchUp->want(key);
    Q_EMIT conversationChanged(key);
}

void ConversationService::take(const protocol::ChatDeliver &message)
{
    const QByteArray &key = message.conversation;
    const QByteArray &from = message.message.from;
    const QByteArray peer = protocol::directPeer(key, m_me);
    if (!isMine(key) || message.message.seq <= 0 || (!peer.isEmpty() && from != peer && from != m_me)) {
        Q_EMIT violated(u"A message of a conversation that is not this account's."_s);
        return;
    }
    State &state = ensure(key);
    const qint64 seq = message.message.seq;
    if (!isSettled(state)) {
        hold({key, seq, {}, {}, message.message});
        return; // fetched when it is known what it follows
    }
    state.info.lastSeq = std::max(state.info.lastSeq, seq);
    if (seq <= state.info.synced || state.stored.contains(seq))
        return; // came twice
    state.arriving.append(fromWire(key, message.message));
    m_arrived.insert(key);
}

void ConversationService::takeOwn(const Message &message)
{
    if (!isMine(message.conversation) || !m_store)
        return;
    State &state = ensure(message.conversation);
    if (!isSettled(state))
        return; // the same; until then the outbox on disk has it
    state.info.lastSeq = std::max(state.info.lastSeq, message.seq);
    state.arriving.append(message);
    m_arrived.insert(message.conversation);
}

void ConversationService::take(const protocol::ReceiptChanged &message)
{
    State *state = this->state(message.conversation);
    if (!isMine(message.conversation)) {
        Q_EMIT violated(u"Positions in a conversation that is not this account's."_s);
        return;
    }
    if (!state)
        return; // of a conversation that begins with the next message
    Conversation &info = state->info;
    if (!isSettled(*state)) {
        const bool mine = message.account == m_me;
        const protocol::Positions none;
        hold({message.conversation, 0, mine ? message.positions : none, mine ? none : message.positions, {}});
        return;
    }
    const qint64 received = std::min(message.positions.received, info.lastSeq);
    const qint64 read = std::min(message.positions.read, info.lastSeq);
    if (message.account == m_me) {
        info.myReceived = std::max(info.myReceived, received);
        state->receiptSent = std::max(state->receiptSent, received);
        state->readSent = std::max(state->readSent, read);
        if (read > info.myRead) {
            info.myRead = read;
            recount(message.conversation);
        }
    } else if (message.account == info.peer) {
        info.peerReceived = std::max({info.peerReceived, received, read});
        info.peerRead = std::max(info.peerRead, read);
    }
    m_store->saveConversation(info);
    Q_EMIT conversationChanged(message.conversation);
}

void ConversationService::readFinished()
{
    const QSet<QByteArray> arrived = std::exchange(m_arrived, {});
    for (const QByteArray &key : arrived) {
        State *state = this->state(key);
        if (!state)
            continue;
        const MessageList messages = std::exchange(state->arriving, {});
        store(key, messages, [this, key, messages](bool) { Q_EMIT messagesArrived(key, messages); });
    }
}

void ConversationService::store(const QByteArray &key, MessageList messages, std::function<void(bool)> then)
{
    State *state = this->state(key);
    if (!state || !m_store)
        return;
    if (!isSettled(*state)) { // nobody knows yet which places these would have here
        if (then)
            then(false);
        return;
    }
    std::sort(messages.begin(), messages.end(),
              [](const Message &a, const Message &b) { return a.seq < b.seq; });
    for (const Message &message : messages) {
        state->stored.add(message.seq, message.seq);
        state->info.lastSeq = std::max(state->info.lastSeq, message.seq);
    }
    if (state->stored.rangeCount() > maxRanges) {
        Q_EMIT violated(u"The log of a conversation is full of holes."_s);
        return;
    }
    const qint64 synced = std::max(state->info.synced, state->stored.endOfRun(state->info.synced));
    m_store->addMessages(key, messages, synced, m_storeContext.get(),
                         [this, key, messages, synced,
                          then = std::move(then)](const Result<AddOutcome, StoreFailure> &result) {
                             stored(key, messages, synced, result);
                             if (then)
                                 then(result.ok());
                         });
}

void ConversationService::stored(const QByteArray &key, const MessageList &written, qint64 synced,
                                 const Result<AddOutcome, StoreFailure> &result)
{
    State *state = this->state(key);
    if (!state)
        return;
    if (result && *result == AddOutcome::OtherLog) {
        otherLog(key);
        return;
    }
    MessageList messages = written;
    Conversation &info = state->info;
    if (result) {
        info.synced = std::max(info.synced, synced);
        state->stored.dropUpTo(info.synced);
    } else {
        // Shown all the same. Not being on disk they count as missing, are not confirmed, and will be fetched
        // again.
        qCWarning(lcStore).noquote() << result.error().text;
        state->stored.clear();
        for (Message &message : messages)
            message.saved = false;
        Q_EMIT storeFailed(result.error());
    }
    if (messages.isEmpty())
        return;
    if (!info.last || messages.constLast().seq >= info.last->seq)
        info.last = messages.constLast();
    recount(key);
    if (result) {
        if (std::any_of(messages.cbegin(), messages.cend(),
                        [this](const Message &m) { return m.from != m_me; }))
            noteReceipt(key);
        if (m_online && isSettled(*state) && info.synced < info.lastSeq)
            m_catchUp->want(key);
    }
    Q_EMIT messagesStored(key, messages);
    Q_EMIT conversationChanged(key);
}

/// The server's log is not the one stored here: it was restored from a backup, or is another server's.
void ConversationService::otherLog(const QByteArray &key)
{
    State &state = *this->state(key);
    if (state.setAside) {
        Q_EMIT violated(u"The log of a conversation keeps changing."_s);
        return;
    }
    qCWarning(lcStore).noquote() << "another log on the server; the local one is set aside:" << key;
    state.setAside = true;
    Conversation anew;
    anew.key = key;
    anew.kind = state.info.kind;
    anew.peer = state.info.peer;
    anew.draft = state.info.draft;
    anew.log = state.info.log;
    anew.hasLost = state.info.hasLost;
    state.info = anew;
    state.stored.clear();
    state.arriving.clear();
    m_store->setAside(key, m_clock.wallMs(), m_storeContext.get(),
                      [this, key](Result<Done, StoreFailure> done) {
                          if (!done) {
                              Q_EMIT storeFailed(done.error());
                              return;
                          }
                          Q_EMIT messagesReset(key);
                          if (m_online)
                              fetchList(std::nullopt, [] {});
                      });
    Q_EMIT conversationChanged(key);
}

void ConversationService::recount(const QByteArray &key)
{
    const State *state = this->state(key);
    if (!state || !m_store)
        return;
    m_store->countUnread(
        key, state->info.myRead, m_storeContext.get(), [this, key](Result<int, StoreFailure> count) {
            State *now = this->state(key);
            if (!count || !now)
                return;
            // What is known to exist and not here yet is unread, too.
            const Conversation &info = now->info;
            const qint64 missing = now->stored.missing(std::max(info.synced, info.myRead) + 1, info.lastSeq);
            const int unread = int(std::min<qint64>(*count + missing, Conversation::maxUnread));
            if (unread == info.unread)
                return;
            now->info.unread = unread;
            Q_EMIT conversationChanged(key);
        });
}

void ConversationService::noteReceipt(const QByteArray &key)
{
    const State *state = this->state(key);
    if (!m_online || !state || !isSettled(*state))
        return;
    const bool newer = state->info.synced > state->receiptSent ||
                       std::min(state->info.myRead, state->info.synced) > state->readSent;
    if (!newer)
        return;
    m_receiptsDue.insert(key);
    if (!m_receiptTimer.isActive())
        m_receiptTimer.start(m_timing.receiptDelay);
}

void ConversationService::sendReceipts()
{
    const QSet<QByteArray> due = std::exchange(m_receiptsDue, {});
    for (const QByteArray &key : due) {
        State *state = this->state(key);
        if (!state)
            continue;
        const qint64 received = std::max(state->info.synced, state->receiptSent);
        const qint64 read = std::min(state->info.myRead, received);
        if (received <= state->receiptSent && read <= state->readSent)
            continue;
        if (!m_requests.send(protocol::ReceiptSet{key, {received, read}}))
            return;
        state->receiptSent = received;
        state->readSent = read;
        state->info.myReceived = std::max(state->info.myReceived, received);
    }
}

} // namespace miniqq::client
