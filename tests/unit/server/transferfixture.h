// SPDX-License-Identifier: MIT
#pragma once

#include "common/protocol/filechunk.h"
#include "tests/support/domainharness.h"

#include <QCryptographicHash>
#include <QTest>

namespace miniqq::testing {

using namespace miniqq::protocol;

inline server::Limits smallLimits()
{
    server::Limits limits = DomainHarness::generousLimits();
    limits.chunkBytes = 10;
    limits.fileWindow = 2;
    limits.transfersPerAccount = 2;
    limits.transfersWaiting = 1;
    limits.transfers = 3;
    limits.fileBytes = 1'000;
    limits.fileBytesPerAccount = 2'000;
    limits.fileIdleMs = 5'000;
    limits.fileSweepMs = 10'000;
    return limits;
}

inline FileOffer offerOf(const QByteArray &data, int uuid)
{
    return {uuidOf(uuid), "../a.txt", data.size(),
            QCryptographicHash::hash(data, QCryptographicHash::Sha256)};
}

/// A domain with small limits, and two people who send each other files.
struct Files
{
    DomainHarness server;
    ConnectionId ada = server.signedIn("ada");
    ConnectionId bob = server.signedIn("bob");
    explicit Files(const server::Limits &limits = smallLimits())
        : server(limits)
    {
        server.takeAll();
    }

    const QByteArray data = "0123456789abcdefghijABCDEFGHIJ!?";

    /// The one message of type T that somebody was sent since they were asked last.
    template<class T>
    T one(ConnectionId connection)
    {
        const std::vector<Heard> heard = server.take(connection);
        const std::vector<T> found = only<T>(heard);
        if (found.size() != 1)
            reportMismatch(T::type.data(), heard);
        return found.empty() ? T() : found.front();
    }
    FileBegin offered(ConnectionId from, const QByteArray &content, int uuid)
    {
        server.say(from, offerOf(content, uuid));
        server.settle();
        return one<FileBegin>(from);
    }
    void piece(ConnectionId from, const Uuid &transfer, qint64 offset, const QByteArray &bytes)
    {
        server.domain->handle({ChunkArrived{from, transfer, offset, bytes}});
    }
    Attachment uploaded(ConnectionId from, const QByteArray &content, int uuid)
    {
        const FileBegin begin = offered(from, content, uuid);
        for (qint64 at = 0; at < content.size(); at += 10) {
            piece(from, begin.transfer, at, content.mid(at, 10));
            server.settle();
        }
        const auto stored = only<FileStored>(server.take(from));
        if (stored.size() != 1)
            QTest::qFail("not stored", __FILE__, __LINE__);
        return stored.empty() ? Attachment() : stored.front().about;
    }
    /// The pieces that were sent to somebody so far, as offsets.
    std::vector<qint64> pieces(ConnectionId to) const
    {
        std::vector<qint64> offsets;
        for (const RecordingOutbound::Event &event : server.out.events) {
            if (event.kind == RecordingOutbound::Event::Chunk && event.connection == to)
                offsets.push_back(readChunk(QByteArrayView(event.frame).sliced(4))->offset);
        }
        return offsets;
    }
    ErrorCode endedWith(ConnectionId connection) { return one<FileEnded>(connection).code; }
};

} // namespace miniqq::testing
