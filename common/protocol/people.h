// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <optional>
#include <string_view>
#include <vector>

namespace miniqq::protocol {

class JsonWriter;
class ObjectReader;

/// What others see of a person. Invisible exists in presence.set only: others see offline.
enum class Presence : quint8 { Offline, Online, Away, Busy, Invisible };

QByteArray presenceText(Presence presence);

/// One account as the directory shows it.
struct Person
{
    QByteArray account;
    QByteArray display;
    Presence presence = Presence::Offline;
    qint64 lastSeen = 0;    ///< ms since 1970 UTC; 0 = never, or hidden
    QByteArray avatar = {}; ///< SHA-256 of their picture; empty: none

    friend bool operator==(const Person &, const Person &) = default;
};

/// Asks for all accounts, in the order of their names. Answered by directory.page.
struct DirectoryGet
{
    static constexpr std::string_view type = "directory.get";
    std::optional<QByteArray> after; ///< continue behind this account

    void toJson(JsonWriter &out) const;
    static DirectoryGet fromJson(ObjectReader &in);
};

struct DirectoryPage
{
    static constexpr std::string_view type = "directory.page";
    static constexpr int maxPeople = 500;
    std::vector<Person> people;
    bool more = false; ///< ask again with `after` = the last account of this page

    void toJson(JsonWriter &out) const;
    static DirectoryPage fromJson(ObjectReader &in);
};

/// Pushed to everyone signed in: people who are new, or whose display names changed, gathered over a moment.
/// At least one.
struct DirectoryChanged
{
    static constexpr std::string_view type = "directory.changed";
    static constexpr int maxPeople = 500;
    std::vector<Person> people;

    void toJson(JsonWriter &out) const;
    static DirectoryChanged fromJson(ObjectReader &in);
};

/// Says how this account wants to be seen. No reply but the presence.changed that everyone, the sender
/// included, gets.
struct PresenceSet
{
    static constexpr std::string_view type = "presence.set";
    Presence state = Presence::Online; ///< not Offline

    void toJson(JsonWriter &out) const;
    static PresenceSet fromJson(ObjectReader &in);
};

/// How one account is seen from now on.
struct PresenceState
{
    QByteArray account;
    Presence state = Presence::Offline;
    qint64 lastSeen = 0; ///< ms since 1970 UTC, given with Offline

    friend bool operator==(const PresenceState &, const PresenceState &) = default;
};

/// Pushed to everyone signed in: whose presence changed, gathered over a moment. At least one; the latest
/// state of each account only.
struct PresenceChanged
{
    static constexpr std::string_view type = "presence.changed";
    static constexpr int maxPeople = 500;
    std::vector<PresenceState> people;

    void toJson(JsonWriter &out) const;
    static PresenceChanged fromJson(ObjectReader &in);
};

} // namespace miniqq::protocol
