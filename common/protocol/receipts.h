// SPDX-License-Identifier: MIT
#pragma once

#include "common/protocol/conversations.h"

#include <QByteArray>

#include <string_view>

namespace miniqq::protocol {

/// Tells how far this account has come. Cumulative: one number covers everything before it. Smaller numbers
/// than those known are ignored; numbers beyond the log's end are refused. No reply on success.
struct ReceiptSet
{
    static constexpr std::string_view type = "receipt.set";
    QByteArray conversation;
    Positions positions; ///< an absent field is 0

    void toJson(JsonWriter &out) const;
    static ReceiptSet fromJson(ObjectReader &in);
};

/// Pushed to the other side of a direct conversation, and to the member's own other sessions everywhere.
struct ReceiptChanged
{
    static constexpr std::string_view type = "receipt.changed";
    QByteArray conversation;
    QByteArray account; ///< whose positions these are
    Positions positions;

    void toJson(JsonWriter &out) const;
    static ReceiptChanged fromJson(ObjectReader &in);
};

/// Tells that this account is writing, or no longer is. To be repeated every 3 s while it lasts; lapses after
/// 5 s.
struct TypingSet
{
    static constexpr std::string_view type = "typing.set";
    QByteArray conversation;
    bool typing = false;

    void toJson(JsonWriter &out) const;
    static TypingSet fromJson(ObjectReader &in);
};

/// Pushed to the other members.
struct TypingChanged
{
    static constexpr std::string_view type = "typing.changed";
    QByteArray conversation;
    QByteArray account;
    bool typing = false;

    void toJson(JsonWriter &out) const;
    static TypingChanged fromJson(ObjectReader &in);
};

} // namespace miniqq::protocol
