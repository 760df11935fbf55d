// SPDX-License-Identifier: MIT
// What to do when the server's log is another history than the one stored here: it was restored from a
// backup, and goes on with numbers that it gave before (decision 018). One conversation after the other; what
// the server says of one meanwhile waits.
#include "app/core/catchup.h"
#include "app/core/conversationservice.h"
#include "app/core/logsearch.h"
#include "app/core/requests.h"
#include "common/base/logging.h"

#include <algorithm>

namespace miniqq::client {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr qint64 busyPauseMs = 1'000;
constexpr qint64 longestPauseMs = 60'000;

protocol::Positions furthest(const protocol::Positions &a, const protocol::Positions &b)
{
    return {std::max(a.received, b.received), std::max(a.read, b.read)};
}

} // namespace

struct ConversationService::Reconciling
{
    QByteArray key;
    protocol::ConversationInfo wire; ///< As the list had it, and what was heard of since.
    LogSearch search;
    quint64 epoch = 0;
    bool wasCompared = false; ///< The newest message that the list had.
};

/// Whether what is stored of a conversation is of the history that the server goes on with.
bool ConversationService::isSettled(const State &state) const
{
    return !m_online || m_log.isNull() || state.info.log == m_log;
}

void ConversationService::beginHistory(const std::optional<Uuid> &log)
{
    ++m_epoch;
    m_log = log.value_or(Uuid());
    m_unsettled.clear();
    m_listComplete = false;
    for (State &state : m_states) {
        state.held.reset();
        state.isQueued = false;
        if (m_log.isNull())
            state.info.log = Uuid();
    }
    // What such a server says may be of any history: the next one that tells its own is compared with. On
    // disk a name may be known that is not here, of a comparison that a lost connection ended.
    if (m_log.isNull())
        m_store->forgetLogs();
}

void ConversationService::endHistory()
{
    ++m_epoch;
    m_historyPause.stop();
    m_paused.reset();
    m_unsettled.clear();
    m_whenSettled = {};
}

/// Keeps what the server says of a conversation for when its history is settled.
void ConversationService::hold(const protocol::ConversationInfo &wire)
{
    State &state = *this->state(wire.conversation);
    if (!state.held) {
        state.held = wire;
        return;
    }
    protocol::ConversationInfo &held = *state.held;
    held.lastSeq = std::max(held.lastSeq, wire.lastSeq);
    held.mine = furthest(held.mine, wire.mine);
    held.peer = furthest(held.peer, wire.peer);
    if (wire.last && (!held.last || wire.last->seq > held.last->seq))
        held.last = wire.last;
}

void ConversationService::settleLater(const protocol::ConversationInfo &wire)
{
    hold(wire);
    State &state = *this->state(wire.conversation);
    if (std::exchange(state.isQueued, true))
        return;
    m_unsettled.append(wire.conversation);
    if (m_unsettled.size() == 1)
        settleNext();
}

/// The list is complete: what the server does not know any more is settled, too.
void ConversationService::settleRest(std::function<void()> done)
{
    m_whenSettled = std::move(done);
    m_listComplete = true;
    const bool busy = !m_unsettled.isEmpty();
    for (auto state = m_states.begin(); state != m_states.end(); ++state) {
        if (!isSettled(*state) && !std::exchange(state->isQueued, true))
            m_unsettled.append(state.key());
    }
    if (!busy)
        settleNext();
}

void ConversationService::settleNext()
{
    if (!m_unsettled.isEmpty()) {
        const QByteArray key = m_unsettled.constFirst();
        protocol::ConversationInfo nothing;
        nothing.conversation = key;
        const protocol::ConversationInfo wire = state(key)->held.value_or(nothing);
        const auto run =
            std::make_shared<Reconciling>(Reconciling{key, wire, LogSearch(wire.lastSeq), m_epoch});
        search(run);
    } else if (m_listComplete && m_whenSettled) {
        std::exchange(m_whenSettled, {})();
    }
}

/// After the pause that the server asked for: from where it was, for what was compared is not asked again.
void ConversationService::searchOn()
{
    const std::shared_ptr<Reconciling> run = std::exchange(m_paused, {});
    if (run && run->epoch == m_epoch)
        search(run);
}

void ConversationService::search(const std::shared_ptr<Reconciling> &run)
{
    if (run->search.isDone()) {
        reconcile(run);
        return;
    }
    m_store->page(run->key, {StoreQuery::Direction::Before, run->search.below(), LogSearch::pageSize},
                  m_storeContext.get(), [this, run](const Result<MessageList, StoreFailure> &rows) {
                      if (run->epoch != m_epoch)
                          return;
                      if (!rows)
                          unreconciled(rows.error());
                      else if (const auto top = run->search.top(*rows))
                          compare(run, *rows, *top);
                      else
                          search(run);
                  });
}

void ConversationService::compare(const std::shared_ptr<Reconciling> &run, const MessageList &rows,
                                  qint64 top)
{
    const auto judge = [this, run, rows](const std::vector<protocol::ChatMessage> &messages) {
        if (run->search.take(rows, messages))
            search(run);
        else
            Q_EMIT violated(u"The log has a hole."_s);
    };
    // Mostly it is the newest message that is asked for, and the list had that.
    const auto &last = run->wire.last;
    if (last && last->seq == top && rows.constLast().seq == top && !run->wasCompared) {
        run->wasCompared = true;
        judge({*last});
        return;
    }
    protocol::HistoryGet request;
    request.conversation = run->key;
    request.before = top + 1;
    request.limit = LogSearch::pageSize;
    m_requests.request(
        request, [this, run, rows, top, request, judge](const protocol::ServerMessage &answer) {
            if (run->epoch != m_epoch)
                return;
            if (const auto *page = std::get_if<protocol::HistoryPage>(&answer)) {
                const QString wrong = CatchUp::fault(request, *page);
                if (wrong.isEmpty())
                    judge(page->messages);
                else
                    Q_EMIT violated(wrong);
                return;
            }
            const auto *error = std::get_if<protocol::ErrorReply>(&answer);
            if (!error || (error->code != protocol::ErrorCode::RateLimited &&
                           error->code != protocol::ErrorCode::ServerBusy &&
                           error->code != protocol::ErrorCode::StorageFailed)) {
                Q_EMIT violated(u"A page of history was answered with something else."_s);
                return;
            }
            m_paused = run;
            m_historyPause.start(
                int(std::clamp<qint64>(error->retryAfterMs.value_or(busyPauseMs), 1, longestPauseMs)));
        });
}

void ConversationService::reconcile(const std::shared_ptr<Reconciling> &run)
{
    const qint64 agreed = run->search.agreed();
    // At once, so that nobody moves a position in between to where it would mean something else.
    goBack(run->key, agreed);
    m_store->reconcile(run->key, m_log, {agreed, run->search.place()}, m_storeContext.get(),
                       [this, run, agreed, log = m_log](const Result<Reconciled, StoreFailure> &done) {
                           if (!done) {
                               if (run->epoch == m_epoch)
                                   unreconciled(done.error());
                               return;
                           }
                           goBack(run->key, agreed); // what was written before may have been told after
                           Conversation &now = this->state(run->key)->info;
                           now.last = done->last;
                           now.hasLost = done->hasLost;
                           if (done->moved > 0)
                               qCInfo(lcStore).noquote() << "the server has another history of" << run->key
                                                         << "without" << done->moved << "messages";
                           if (run->epoch == m_epoch) { // else the next connection compares for itself
                               now.log = log;
                               settled(run->key);
                           }
                           if (done->moved > 0)
                               Q_EMIT messagesReset(run->key);
                       });
}

/// All positions, those the server was told among them: it has forgotten what it was told of later places.
void ConversationService::goBack(const QByteArray &key, qint64 agreed)
{
    State &state = *this->state(key);
    Conversation &info = state.info;
    for (qint64 *position :
         {&info.lastSeq, &info.synced, &info.myReceived, &info.myRead, &info.peerReceived, &info.peerRead})
        *position = std::min(*position, agreed);
    state.receiptSent = 0;
    state.readSent = 0;
    state.stored.dropAbove(agreed);
}

void ConversationService::settled(const QByteArray &key)
{
    m_unsettled.removeFirst();
    State &state = *this->state(key);
    if (state.held) {
        const protocol::ConversationInfo wire = *state.held;
        state.held.reset();
        takeInfo(wire);
    } else {
        recount(key);
        Q_EMIT conversationChanged(key);
    }
    settleNext();
}

/// The disk refused. The others go on; of this one nothing is taken until the next connection tries again.
void ConversationService::unreconciled(const StoreFailure &failure)
{
    qCWarning(lcStore).noquote() << failure.text;
    Q_EMIT storeFailed(failure);
    m_unsettled.removeFirst();
    settleNext();
}

} // namespace miniqq::client
