// SPDX-License-Identifier: MIT
#include "server/domain/router.h"

#include "server/domain/gate.h"

namespace miniqq::server {

using protocol::ErrorCode;

namespace {

template<class... F>
struct Overloaded : F...
{
    using F::operator()...;
};
template<class... F>
Overloaded(F...) -> Overloaded<F...>;

} // namespace

void Router::route(const MessageArrived &arrived)
{
    Session *const found = m.registry.find(arrived.connection);
    if (!found)
        return; // ended earlier in this batch
    Session &session = *found;
    const Request request{arrived.connection, arrived.id};
    if (!isLetThrough(session, request, arrived.message))
        return;

    std::visit(
        Overloaded{
            [&](const protocol::Hello &x) { m.hello.hello(session, request, x); },
            [&](const protocol::AuthRegister &x) { m.registration.registerAccount(session, request, x); },
            [&](const protocol::AuthSignIn &x) { m.signIn.signIn(session, request, x); },
            [&](const protocol::AuthResume &x) { m.signIn.resume(session, request, x); },
            [&](const protocol::AuthSignOut &) { m.signIn.signOut(session, request); },
            [&](const protocol::AuthPassword &x) { m.identity.changePassword(session, request, x); },
            [&](const protocol::SessionGet &) { m.identity.list(session, request); },
            [&](const protocol::SessionEnd &x) { m.identity.end(session, request, x); },
            [&](const protocol::DirectoryGet &x) { m.directory.get(request, x); },
            [&](const protocol::PresenceSet &x) { m.presence.set(session, x); },
            [&](const protocol::ConversationGet &x) { m.conversations.get(session, request, x); },
            [&](const protocol::ChatSend &x) { m.chat.send(session, request, x); },
            [&](const protocol::ChatRecall &x) { m.recalls.recall(session, request, x); },
            [&](const protocol::GroupRequest &x) { m.groups.ask(session, request, x); },
            [&](const protocol::GroupGet &x) { m.groups.get(session, request, x); },
            [&](const protocol::HistoryGet &x) { m.history.get(session, request, x); },
            [&](const protocol::ReceiptSet &x) { m.receipts.set(session, request, x); },
            [&](const protocol::TypingSet &x) { m.typing.set(session, request, x); },
            [&](const protocol::FileOffer &x) { m.files.offer(session, request, x); },
            [&](const protocol::FileGet &x) { m.files.get(session, request, x); },
            [&](const protocol::FileProgress &x) { m.files.progress(session, x); },
            [&](const protocol::FileCancel &x) { m.files.cancel(session, x); },
            [&](const protocol::AvatarSet &x) { m.files.setAvatar(session, request, x); },
            [&](const protocol::Ping &) { m.replies.answer(request, protocol::Pong()); },
            [&](const protocol::Pong &) {}, // that it arrived is what the I/O worker wanted to know
            [&](const protocol::Leave &) { m.sessions.left(session.connection); },
        },
        arrived.message);
}

bool Router::isLetThrough(Session &session, const Request &request, const protocol::ClientMessage &message)
{
    const GateRule rule = gate::ruleOf(message);
    switch (gate::judge(rule.from, session.phase)) {
    case gate::Verdict::NotSignedIn:
        m.sessions.refuseAndEnd(request, ErrorCode::NotSignedIn,
                                session.phase == Phase::New ? "Say hello first." : "Sign in first.");
        return false;
    case gate::Verdict::AlreadySignedIn:
        m.replies.refuse(request, ErrorCode::AlreadySignedIn,
                         rule.from == GateRule::From::Opening ? "Hello was said already."
                                                              : "This session is signed in, or signing in.");
        return false;
    case gate::Verdict::Allowed:
        break;
    }
    const qint64 now = m.clock.monotonicNs();
    if (rule.counted && !session.requests.take(m.limits.requests, now)) {
        m.replies.hit(LimitHit::Requests);
        m.replies.refuseForNow(request, ErrorCode::RateLimited, "Too many requests in a short time.",
                               std::max(qint64(1), session.requests.waitMs(m.limits.requests, now)));
        return false;
    }
    if (rule.from == GateRule::From::SignedIn) {
        session.activeNs = now;
        m.starter.tokenArrived(session);
    }
    return true;
}

} // namespace miniqq::server
