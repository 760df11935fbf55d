// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>

#include <utility>
#include <variant>
#include <vector>

namespace miniqq::lab {

struct Fact;
/// What a card, a table row or an answer of the Lab says, in the order people read it.
using Facts = std::vector<Fact>;

/// One line: made once, shown by windows and the terminal and exported by its key.
struct Fact
{
    using Value = std::variant<QString, qint64, bool, QStringList, std::vector<Facts>>;

    const char *key; ///< Stable, for exports and tests: "network".
    QString label;   ///< Translated.
    Value value;     ///< For programs: numbers and codes are never translated.
    QString shown{}; ///< For people, where that differs from the value; translated.

    /// The value in words: `shown` if there is one, otherwise the value; rows of a table are left to the
    /// caller.
    QString text() const;
};

/// The fact with this key; null if there is none. For tests and for windows that pick.
const Fact *findFact(const Facts &facts, const char *key);
/// The value as text whatever type it has; empty if there is no such fact.
QString factValue(const Facts &facts, const char *key);

} // namespace miniqq::lab
