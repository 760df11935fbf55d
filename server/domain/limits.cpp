// SPDX-License-Identifier: MIT
#include "server/domain/limits.h"

#include <algorithm>

namespace miniqq::server {

protocol::Limits Limits::announce() const
{
    constexpr int unlimited = 1'000'000;
    const bool limited = messages.perSecond > 0;
    protocol::Limits out;
    out.frame = frameBytes;
    out.text = textCodePoints;
    out.textBytes = textBytes;
    out.historyPage = historyPage;
    // The wire has whole numbers from 1; a slower rate than one a second shows as one.
    out.messagesPerSecond = limited ? std::max(1, int(messages.perSecond)) : unlimited;
    out.messageBurst = limited ? std::max(1, messages.burst) : unlimited;
    out.sessions = sessionsPerAccount;
    out.pingAfterMs = pingAfterMs;
    out.deadAfterMs = deadAfterMs;
    out.groupMembers = groupMembers;
    out.groups = groupsPerAccount;
    out.groupTitle = groupTitleCodePoints;
    out.groupNotice = groupNoticeCodePoints;
    out.mentions = mentions;
    out.recallMs = recallMs;
    out.fileBytes = fileBytes;
    out.chunk = chunkBytes;
    out.fileWindow = fileWindow;
    out.transfers = transfersPerAccount;
    out.transfersWaiting = transfersWaiting;
    out.avatarBytes = avatarBytes;
    out.avatarSide = avatarSide;
    return out;
}

} // namespace miniqq::server
