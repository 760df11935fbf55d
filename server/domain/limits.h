// SPDX-License-Identifier: MIT
#pragma once

#include "common/protocol/filechunk.h"
#include "common/protocol/groupchange.h"
#include "common/protocol/messagelinks.h"
#include "common/protocol/session.h"
#include "common/protocol/textrules.h"

#include <QtGlobal>

namespace miniqq::server {

/// A token bucket's figures: so many per second in the long run, so many at once. perSecond 0: unlimited.
struct Rate
{
    double perSecond = 0;
    int burst = 1;

    friend bool operator==(const Rate &, const Rate &) = default;
};

/// Every figure that bounds what one peer, one account or everyone together can ask of the server. What a
/// client can run into is announced in the welcome (announce()).
struct Limits
{
    // Frames and connections: kept by the I/O workers and the listener.
    int preAuthFrameBytes = 8 * 1024; ///< payload before sign-in
    int frameBytes = 64 * 1024;       ///< payload after it
    int handshakeMs = 5'000;          ///< TLS
    int signInMs = 10'000;            ///< from accept to signed in, never extended
    int frameMs = 30'000;             ///< from a frame's first byte to its last
    int pingAfterMs = 20'000;
    int deadAfterMs = 60'000;
    int connections = 5'000;
    int connectionsPerAddress = 64;
    int preAuthPerAddress = 32;
    int connectionsPerTrustedAddress = 512; ///< loopback and the operator's own subnet, both of the above
    int preAuth = 1'024;                    ///< all addresses; the oldest gives way
    Rate newConnectionsPerAddress{10, 60};
    Rate framesPerConnection{500, 2'000};             ///< received; faster peers are read more slowly
    Rate bytesPerConnection{64 * 1'024, 256 * 1'024}; ///< the same
    int writeSoftBytes = 256 * 1024;                  ///< stop producing history for this peer
    int writeHardBytes = 4 * 1024 * 1024;             ///< close it: slow_consumer
    int writeStallMs = 30'000;                        ///< the same, after so long without progress

    // Accounts: kept by the domain.
    int sessionsPerAccount = 5;
    Rate registrations{30.0 / 600, 30}; ///< all addresses
    Rate registrationsPerAddress{5.0 / 600, 5};
    int freeSignInFailures = 5;    ///< per account and address; then 1, 2, 4 ... s between tries
    int maxSignInDelayMs = 60'000; ///< where that growth ends
    Rate signInFailuresPerAddress{20.0 / 600, 20};     ///< beyond it the slow lane
    Rate signInSlowLane{1, 1};                         ///< tries from such an address
    Rate signInFailuresPerAccount{100.0 / 3'600, 100}; ///< addresses known to the account exempt
    qint64 tokenLifetimeMs = 30LL * 24 * 3'600 * 1'000;

    // Messages: kept by the domain.
    int textCodePoints = protocol::maxMessageCodePoints;
    int textBytes = protocol::maxMessageBytes;
    Rate messages{5, 20};                       ///< chat.send per account
    int pendingMessages = 50'000;               ///< of everyone, not on disk yet; beyond it server_busy
    int pendingMessageBytes = 64 * 1024 * 1024; ///< the same, in bytes of text
    Rate historyPages{5, 20};                   ///< history.get per account
    Rate requests{20, 100}; ///< sign-ins, directory.get, conversation.get, ping; per session
    Rate hints{2, 10};      ///< presence.set and typing.set per account; more is coalesced or dropped
    int historyPage = 100;  ///< messages per history.page
    int typingLapsesMs = 5'000;
    int typingMembers = 100;                            ///< no typing hints in larger conversations
    int mentions = protocol::MessageLinks::maxMentions; ///< accounts, per message
    Rate mentionsOfAll{1.0 / 60, 3};                    ///< messages that mention everybody, per group
    int recallMs = 120'000;                             ///< older messages cannot be taken back
    Rate recalls{1, 10};                                ///< chat.recall per account

    // Groups: kept by the domain.
    int groupMembers = 500;
    int groupsPerAccount = 200;  ///< that it made, or joined with a code, and is in
    int groupsBroughtInto = 200; ///< that it was brought into by others, and is in
    int groupsPerInviter = 20;   ///< the same, by one of them
    int groupTitleCodePoints = protocol::GroupChange::maxTitleCodePoints;
    int groupNoticeCodePoints = protocol::GroupChange::maxNoticeCodePoints;
    Rate groupChanges{1, 30};         ///< all of group.* but group.get, per account
    Rate groupPeople{10.0 / 60, 500}; ///< named when groups are made and invited into, per account
    Rate groupMessages{20, 60};       ///< chat.send of everyone, per group
    int waitingGroupChanges = 64; ///< per group, while one is on its way to the disk; beyond it server_busy

    // Files: kept by the domain, but for what one connection may send and the disk's floor.
    qint64 fileBytes = 2LL << 30; ///< one file; sizes and offsets have 64 bits everywhere
    int chunkBytes = protocol::maxChunkData;
    int fileWindow = 4;                              ///< chunks under way, per transfer
    int transfersPerAccount = 4;                     ///< at once
    int transfersWaiting = 16;                       ///< per account, beyond those
    int transfers = 256;                             ///< at once, all accounts
    Rate fileBytesPerConnection{64 << 20, 64 << 20}; ///< received; apart from bytesPerConnection
    qint64 fileBytesPerAccount = 4LL << 30;          ///< kept; the oldest that were said give way
    int filesPerAccount = 5'000;                     ///< the same
    qint64 imageBytes = 20 << 20;
    int imageSide = 16'384; ///< pixels
    qint64 imagePixels = 40'000'000;
    int imageFrames = 1'000;
    int avatarBytes = 256 * 1024;
    int avatarSide = 1'024;
    qint64 fileKeepMs = 30LL * 24 * 3'600 * 1'000; ///< then it expires
    qint64 fileAbandonedMs = 24LL * 3'600 * 1'000; ///< uploads that stand still, files that were never said
    int fileIdleMs = 120'000;                      ///< a transfer without a sign of life
    int fileSweepMs = 600'000;                     ///< how often is looked for what may go
    qint64 diskFloorBytes = 64 << 20;              ///< free space below which no file is taken ...
    int diskFloorPercent = 1;                      ///< ... or this much of the disk, if that is more

    /// What clients are told. An unlimited rate is announced as a figure nobody reaches.
    protocol::Limits announce() const;

    friend bool operator==(const Limits &, const Limits &) = default;
};

} // namespace miniqq::server
