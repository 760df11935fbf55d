// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/uuid.h"
#include "common/protocol/errorcode.h"

#include <QByteArray>

#include <optional>
#include <string_view>
#include <vector>

namespace miniqq::protocol {

class JsonWriter;
class ObjectReader;

/// The protocol versions this code speaks.
inline constexpr int versionMin = 1;
inline constexpr int versionMax = 1;

/// First frame of a client. Answered by welcome, or by error unsupported_version and the end.
struct Hello
{
    static constexpr std::string_view type = "hello";
    int protocolMin = versionMin;
    int protocolMax = versionMax;
    QByteArray client;                ///< program and version, for people
    std::vector<QByteArray> features; ///< optional abilities of the client; unknown ones are ignored

    void toJson(JsonWriter &out) const;
    static Hello fromJson(ObjectReader &in);
};

/// What the server grants; announced so that clients can keep to it instead of learning it from refusals.
struct Limits
{
    int frame = 0;             ///< largest payload a signed-in client may send, bytes
    int text = 0;              ///< longest message, code points
    int textBytes = 0;         ///< longest message, bytes of UTF-8
    int historyPage = 0;       ///< messages per history.page at most
    int messagesPerSecond = 0; ///< per account, in the long run
    int messageBurst = 0;      ///< per account, at once
    int sessions = 0;          ///< sessions per account; one more ends the oldest
    int pingAfterMs = 0;       ///< the server pings a session that was silent this long
    int deadAfterMs = 0;       ///< and ends it after this much silence
    int groupMembers = 0;      ///< in one group; 0: this server has no groups
    int groups = 0;            ///< that one account may be in
    int groupTitle = 0;        ///< code points
    int groupNotice = 0;       ///< code points
    int mentions = 0;          ///< accounts that a message may mention; 0: this server knows no links
    int recallMs = 0;          ///< how old a message may be to be taken back; 0: none ever
    qint64 fileBytes = 0;      ///< the largest file; 0: this server has no files
    int chunk = 0;             ///< data of one chunk, bytes
    int fileWindow = 0;        ///< chunks that may be under way unacknowledged, per transfer
    int transfers = 0;         ///< at once, per account
    int transfersWaiting = 0;  ///< beyond those: asked for and not answered yet
    int avatarBytes = 0;
    int avatarSide = 0; ///< pixels

    friend bool operator==(const Limits &, const Limits &) = default;
};

/// The server's answer to hello.
struct Welcome
{
    static constexpr std::string_view type = "welcome";
    int protocol = versionMax;        ///< the version spoken from here on
    QByteArray server;                ///< program and version
    QByteArray name;                  ///< what the operator calls this server
    std::vector<QByteArray> features; ///< abilities both ends may use
    bool registration = false;        ///< whether new accounts are taken
    bool registrationCode = false;    ///< and whether that needs the code the operator gives out
    qint64 time = 0;                  ///< the server's wall clock, ms since 1970 UTC
    std::optional<Uuid> log;          ///< which history its numbers count; older servers do not say
    Limits limits;

    void toJson(JsonWriter &out) const;
    static Welcome fromJson(ObjectReader &in);
};

/// Either end: are you there? Answered by pong with `re`.
struct Ping
{
    static constexpr std::string_view type = "ping";
    void toJson(JsonWriter &) const {}
    static Ping fromJson(ObjectReader &) { return {}; }
};

struct Pong
{
    static constexpr std::string_view type = "pong";
    void toJson(JsonWriter &) const {}
    static Pong fromJson(ObjectReader &) { return {}; }
};

/// A request that was refused; `re` of the envelope names it where it had an id.
struct ErrorReply
{
    static constexpr std::string_view type = "error";
    ErrorCode code = ErrorCode::BadField;
    QByteArray message;                 ///< for people, English
    std::optional<QByteArray> field;    ///< bad_field: which one
    std::optional<qint64> retryAfterMs; ///< rate_limited, server_busy, muted: when to try again

    void toJson(JsonWriter &out) const;
    static ErrorReply fromJson(ObjectReader &in);
};

/// Last frame of a server before it closes the connection.
struct Bye
{
    static constexpr std::string_view type = "bye";
    ErrorCode reason = ErrorCode::ShuttingDown;
    QByteArray message;            ///< for people, e.g. what the operator wrote
    bool reconnect = false;        ///< whether the client may come back by itself
    std::optional<qint64> afterMs; ///< and not before this

    void toJson(JsonWriter &out) const;
    static Bye fromJson(ObjectReader &in);
};

/// The operator's words to everybody; clients show them as the server's, not as anybody's message. Not
/// stored.
struct ServerNotice
{
    static constexpr std::string_view type = "server.notice";
    QByteArray text; ///< noticeText
    qint64 time = 0; ///< wall clock, ms since 1970 UTC

    void toJson(JsonWriter &out) const;
    static ServerNotice fromJson(ObjectReader &in);
};

/// Last frame of a client that leaves: nothing else of it will follow.
struct Leave
{
    static constexpr std::string_view type = "leave";
    void toJson(JsonWriter &) const {}
    static Leave fromJson(ObjectReader &) { return {}; }
};

} // namespace miniqq::protocol
