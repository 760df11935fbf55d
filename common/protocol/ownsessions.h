// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <optional>
#include <string_view>
#include <vector>

namespace miniqq::protocol {

class JsonWriter;
class ObjectReader;

/// Asks where the own account is signed in. Answered by session.list.
struct SessionGet
{
    static constexpr std::string_view type = "session.get";
    void toJson(JsonWriter &) const {}
    static SessionGet fromJson(ObjectReader &) { return {}; }
};

/// Ends one of the own sessions, or all others, for good: their tokens are gone, too. Answered by
/// session.list.
struct SessionEnd
{
    static constexpr std::string_view type = "session.end";
    std::optional<qint64> session; ///< Which; absent: every one but this, connected or not.

    void toJson(JsonWriter &out) const;
    static SessionEnd fromJson(ObjectReader &in);
};

/// The sessions of one's own account that are connected.
struct SessionList
{
    static constexpr std::string_view type = "session.list";
    static constexpr int maxSessions = 1'000;
    struct Entry
    {
        qint64 session = 0;   ///< its number, as in auth.ok
        QByteArray address;   ///< numeric, without port
        qint64 since = 0;     ///< wall clock, ms since 1970 UTC
        qint64 active = 0;    ///< when something was asked for last; the same clock
        bool current = false; ///< the one that asks
    };
    std::vector<Entry> sessions; ///< the oldest first

    void toJson(JsonWriter &out) const;
    static SessionList fromJson(ObjectReader &in);
};

} // namespace miniqq::protocol
