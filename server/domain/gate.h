// SPDX-License-Identifier: MIT
#pragma once

#include "server/domain/sessionregistry.h"

namespace miniqq::server {

/// What a message needs before it is looked at.
struct GateRule
{
    enum class From : quint8 {
        Opening,   ///< first of all, and only there
        Greeted,   ///< after hello
        SigningIn, ///< after hello, until signed in
        SignedIn,
    };
    From from = From::SignedIn;
    bool counted = true; ///< against Limits::requests; others have a limit of their own, or cost nothing
};

/// Which message may be said when. There is no default on purpose: a new message type does not compile until
/// it stands here.
namespace gate {

using From = GateRule::From;

constexpr GateRule ruleOf(const protocol::Hello &)
{
    return {From::Opening, false};
}
constexpr GateRule ruleOf(const protocol::AuthRegister &)
{
    return {From::SigningIn, true};
}
constexpr GateRule ruleOf(const protocol::AuthSignIn &)
{
    return {From::SigningIn, true};
}
constexpr GateRule ruleOf(const protocol::AuthResume &)
{
    return {From::SigningIn, true};
}
constexpr GateRule ruleOf(const protocol::AuthSignOut &)
{
    return {From::SignedIn, true};
}
constexpr GateRule ruleOf(const protocol::AuthPassword &)
{
    return {From::SignedIn, true};
}
constexpr GateRule ruleOf(const protocol::SessionGet &)
{
    return {From::SignedIn, true};
}
constexpr GateRule ruleOf(const protocol::SessionEnd &)
{
    return {From::SignedIn, true};
}
constexpr GateRule ruleOf(const protocol::DirectoryGet &)
{
    return {From::SignedIn, true};
}
constexpr GateRule ruleOf(const protocol::PresenceSet &)
{
    return {From::SignedIn, false};
}
constexpr GateRule ruleOf(const protocol::ConversationGet &)
{
    return {From::SignedIn, true};
}
constexpr GateRule ruleOf(const protocol::ChatSend &)
{
    return {From::SignedIn, false};
}
constexpr GateRule ruleOf(const protocol::ChatRecall &)
{
    return {From::SignedIn, false};
}
constexpr GateRule ruleOf(const protocol::HistoryGet &)
{
    return {From::SignedIn, false};
}
constexpr GateRule ruleOf(const protocol::ReceiptSet &)
{
    return {From::SignedIn, false};
}
constexpr GateRule ruleOf(const protocol::TypingSet &)
{
    return {From::SignedIn, false};
}
constexpr GateRule ruleOf(const protocol::Ping &)
{
    return {From::Greeted, true};
}
constexpr GateRule ruleOf(const protocol::Pong &)
{
    return {From::Greeted, false};
}
constexpr GateRule ruleOf(const protocol::Leave &)
{
    return {From::Greeted, false};
}

constexpr GateRule ruleOf(const protocol::GroupRequest &) // all that change a group
{
    return {From::SignedIn, false};
}
constexpr GateRule ruleOf(const protocol::GroupGet &)
{
    return {From::SignedIn, true};
}

constexpr GateRule ruleOf(const protocol::FileOffer &)
{
    return {From::SignedIn, true};
}
constexpr GateRule ruleOf(const protocol::FileGet &)
{
    return {From::SignedIn, true};
}
constexpr GateRule ruleOf(const protocol::FileProgress &)
{
    return {From::SignedIn, false};
}
constexpr GateRule ruleOf(const protocol::FileCancel &)
{
    return {From::SignedIn, false};
}
constexpr GateRule ruleOf(const protocol::AvatarSet &)
{
    return {From::SignedIn, true};
}

GateRule ruleOf(const protocol::ClientMessage &message);

enum class Verdict : quint8 {
    Allowed,
    NotSignedIn,     ///< too early: answered, and the connection ends
    AlreadySignedIn, ///< too late, or while a sign-in is being looked at: answered
};
Verdict judge(GateRule::From from, Phase phase);

} // namespace gate
} // namespace miniqq::server
