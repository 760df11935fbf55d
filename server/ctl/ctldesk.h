// SPDX-License-Identifier: MIT
#pragma once

#include "common/protocol/control.h"
#include "server/core/servercore.h"

#include <functional>

namespace miniqq::server {

struct StoreError;

/// Does what `ctl` asks for and finds the words for the answer. Belongs to the core's thread and never blocks
/// it: what takes time answers later.
class CtlDesk
{
public:
    /// Called once in the core's thread; not at all if the server stops before.
    using Answer = std::function<void(const protocol::ControlReply &)>;

    explicit CtlDesk(ServerCore &core)
        : m_core(core)
    {}

    void execute(const protocol::ControlRequest &request, const Answer &answer);

private:
    using Request = protocol::ControlRequest;

    void status(const Request &request, const Answer &answer);
    void sessions(const Request &request, const Answer &answer);
    void endSession(const Request &request, const Answer &answer);
    void kick(const Request &request, const Answer &answer);
    void ban(const Request &request, const Answer &answer);
    void unban(const Request &request, const Answer &answer);
    void bans(const Request &request, const Answer &answer);
    void backup(const Request &request, const Answer &answer);
    void check(const Request &request, const Answer &answer);
    void reload(const Request &request, const Answer &answer);
    void announce(const Request &request, const Answer &answer);

    /// Runs `work` with the domain and answers with what it makes of the result.
    void ask(const Answer &answer, std::function<protocol::ControlReply(Domain &)> work);
    /// The same for work that answers by itself, later.
    void askLater(const Answer &answer, std::function<void(Domain &, const ServerCore::Back &)> work);
    /// A domain's handler that answers with what `words` makes of the count, or with the disk's refusal.
    static std::function<void(const Result<int, StoreError> &)>
    answerWith(const ServerCore::Back &back, const Answer &answer,
               std::function<protocol::ControlReply(int)> words);
    void askStatus(const Answer &answer, std::function<QByteArray(const ServerStatus &)> words);

    ServerCore &m_core;
};

} // namespace miniqq::server
