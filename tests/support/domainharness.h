// SPDX-License-Identifier: MIT
#pragma once

#include "server/domain/domain.h"
#include "tests/support/fakefiles.h"
#include "tests/support/fakehasher.h"
#include "tests/support/fakestores.h"
#include "tests/support/manualalarm.h"
#include "tests/support/manualclock.h"
#include "tests/support/recordingoutbound.h"

namespace miniqq::testing {

class RecordingLog final : public LogSink
{
public:
    void write(const LogEvent &event) override { events.push_back(event); }
    std::vector<LogEvent> events;
};

using Heard = protocol::Incoming<protocol::ServerMessage>;

/// A Domain among fakes, and peers that talk to it.
class DomainHarness
{
public:
    /// Rates and sizes out of the way, unless a test is about them.
    static Limits generousLimits();

    explicit DomainHarness(const Limits &limits = generousLimits(),
                           const ServerProfile &profile = {"Test", true}, const ServerState &state = {});

    ConnectionId open(const QString &address = QStringLiteral("192.0.2.1"), bool trusted = false);
    /// Open, hello said, welcome taken.
    ConnectionId greeted(const QString &address = QStringLiteral("192.0.2.1"), bool trusted = false);
    /// Greeted and signed in by password, all that was sent taken; the account is made where it is not there.
    /// Then passQuietTime().
    ConnectionId signedIn(const QByteArray &account);
    static QByteArray passwordOf(const QByteArray &account) { return "secret of " + account; }

    /// One turn with one message; answers of stores wait for settle().
    void say(ConnectionId from, const protocol::ClientMessage &message, const QByteArray &id = "q");
    /// One turn with several.
    void say(ConnectionId from, const std::vector<protocol::ClientMessage> &messages);
    /// Lets stores and hasher answer everything.
    void settle() { deferred.run(); }
    void close(ConnectionId connection);
    /// Time passes, and the domain is woken whenever it asked for it.
    void passMs(qint64 milliseconds);
    void passSeconds(int seconds); ///< the same with a tick at the end of each
    /// Until everyone has heard of all that happened, and the next change is told at once.
    void passQuietTime();

    /// What `connection` was sent since it was asked last, last frame of a close included, in order.
    std::vector<Heard> take(ConnectionId connection);
    /// The same, which must be one message of type T; fails the test with a default value otherwise.
    template<class T>
    T takeOne(ConnectionId connection);
    void takeAll();

    /// The code of an error or a bye; nothing for other messages.
    static std::optional<protocol::ErrorCode> codeOf(const Heard &heard);

    ManualClock clock;
    Deferred deferred;
    FakeAccountStore accounts;
    FakeConversationStore conversations;
    FakeMessageStore messages;
    FakeFileStore files;
    FakeBlobStore blobs;
    FakeHasher hasher;
    RecordingOutbound out;
    RecordingLog log;
    ManualAlarm alarm;
    std::unique_ptr<Domain> domain;

private:
    qint64 m_lastConnection = 0;
    std::map<ConnectionId, size_t> m_taken; // how far into out.events
};

void reportMismatch(const char *expected, const std::vector<Heard> &heard);

template<class T>
T DomainHarness::takeOne(ConnectionId connection)
{
    const std::vector<Heard> heard = take(connection);
    if (heard.size() == 1) {
        if (const T *message = std::get_if<T>(&heard.front().message))
            return *message;
    }
    reportMismatch(T::type.data(), heard);
    return {};
}

/// The messages of type T among `heard`.
template<class T>
std::vector<T> only(const std::vector<Heard> &heard)
{
    std::vector<T> found;
    for (const Heard &each : heard) {
        if (const T *message = std::get_if<T>(&each.message))
            found.push_back(*message);
    }
    return found;
}

inline Uuid uuidOf(int number)
{
    Uuid uuid;
    uuid.bytes = {1, quint8(number >> 8), quint8(number), 7};
    return uuid;
}

} // namespace miniqq::testing
