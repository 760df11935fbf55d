// SPDX-License-Identifier: MIT
#include "app/core/conversationservice.h"

#include "app/core/catchup.h"
#include "app/core/requests.h"

namespace miniqq::client {
namespace {

constexpr int draftDelayMs = 500;

} // namespace

ConversationService::ConversationService(Requests &requests, const Clock &clock, const Timing &timing,
                                         QObject *parent)
    : QObject(parent)
    , m_requests(requests)
    , m_clock(clock)
    , m_timing(timing)
    , m_catchUp(std::make_unique<CatchUp>(*this, requests))
{
    m_receiptTimer.setSingleShot(true);
    connect(&m_receiptTimer, &QTimer::timeout, this, &ConversationService::sendReceipts);
    m_draftTimer.setSingleShot(true);
    m_historyPause.setSingleShot(true);
    connect(&m_historyPause, &QTimer::timeout, this, &ConversationService::searchOn);
    connect(&m_draftTimer, &QTimer::timeout, this, &ConversationService::saveDrafts);
}

ConversationService::~ConversationService() = default;

QList<QByteArray> ConversationService::keys() const
{
    return m_states.keys();
}

const Conversation *ConversationService::find(const QByteArray &key) const
{
    const auto it = m_states.constFind(key);
    return it == m_states.cend() ? nullptr : &it->info;
}

int ConversationService::totalUnread() const
{
    int total = 0;
    for (const State &state : m_states)
        total += state.info.unread;
    return total;
}

ConversationService::State *ConversationService::state(const QByteArray &key)
{
    const auto it = m_states.find(key);
    return it == m_states.end() ? nullptr : &*it;
}

ConversationService::State &ConversationService::ensure(const QByteArray &key)
{
    if (State *known = state(key))
        return *known;
    State &made = m_states[key];
    made.info.key = key;
    made.info.kind = protocol::conversationKind(key).value_or(ConversationKind::Lobby);
    made.info.peer = protocol::directPeer(key, m_me);
    made.info.log = m_log;
    m_store->saveConversation(made.info);
    Q_EMIT conversationAdded(key);
    return *state(key);
}

/// Whether the server may speak to this account of this conversation at all.
bool ConversationService::isMine(const QByteArray &key) const
{
    const auto kind = protocol::conversationKind(key);
    return kind && (*kind == ConversationKind::Lobby || !protocol::directPeer(key, m_me).isEmpty());
}

Message ConversationService::fromWire(const QByteArray &key, const protocol::ChatMessage &wire) const
{
    Message message;
    message.conversation = key;
    message.seq = wire.seq;
    message.from = wire.from;
    message.uuid = wire.uuid;
    message.timeMs = wire.time;
    message.text = QString::fromUtf8(wire.text);
    message.state = {MessageState::Kind::Sent};
    return message;
}

QByteArray ConversationService::openDirect(const QByteArray &account)
{
    if (!m_store || account.isEmpty() || account == m_me)
        return QByteArray();
    const QByteArray key = protocol::directKey(m_me, account);
    ensure(key);
    return key;
}

void ConversationService::markRead(const QByteArray &key, qint64 seq)
{
    State *state = this->state(key);
    if (!state || !m_store)
        return;
    const qint64 read = std::min(seq, state->info.lastSeq);
    if (read <= state->info.myRead)
        return;
    state->info.myRead = read;
    m_store->saveConversation(state->info);
    recount(key);
    noteReceipt(key);
}

void ConversationService::setDraft(const QByteArray &key, const QString &draft)
{
    State *state = this->state(key);
    if (!state || !m_store || state->info.draft == draft)
        return;
    state->info.draft = draft;
    m_draftsDue.insert(key);
    m_draftTimer.start(draftDelayMs);
    Q_EMIT conversationChanged(key);
}

void ConversationService::saveDrafts()
{
    m_draftTimer.stop();
    const QSet<QByteArray> due = std::exchange(m_draftsDue, {});
    for (const QByteArray &key : due) {
        if (const State *state = this->state(key); state && m_store)
            m_store->saveDraft(key, state->info.draft);
    }
}

void ConversationService::attach(HistoryStore *store, const QByteArray &me,
                                 const QList<Conversation> &conversations)
{
    m_store = store;
    m_storeContext = std::make_unique<QObject>();
    m_me = me;
    m_states.clear();
    for (const Conversation &conversation : conversations) {
        if (!isMine(conversation.key))
            continue;
        m_states[conversation.key].info = conversation;
        if (conversation.last && conversation.last->seq > conversation.synced) {
            // There were holes when it was closed: what lies above them need not be fetched again.
            m_store->seqsAfter(conversation.key, conversation.synced, m_storeContext.get(),
                               [this, key = conversation.key](Result<QList<qint64>, StoreFailure> seqs) {
                                   State *state = this->state(key);
                                   if (!seqs || !state)
                                       return;
                                   for (const qint64 seq : *seqs)
                                       state->stored.add(seq, seq);
                               });
        }
    }
    Q_EMIT conversationsReset();
}

void ConversationService::detach()
{
    if (!m_store)
        return;
    goOffline();
    saveDrafts();
    m_storeContext.reset();
    m_store = nullptr;
    m_me.clear();
    m_log = {};
    m_states.clear();
    m_arrived.clear();
    Q_EMIT conversationsReset();
}

} // namespace miniqq::client
