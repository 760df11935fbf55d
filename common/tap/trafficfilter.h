// SPDX-License-Identifier: MIT
#pragma once

#include "common/tap/trafficevent.h"

#include <QStringList>

namespace miniqq::tap {

/// What a person types above the list to see less of it. Words are separated by spaces and must all fit;
/// case does not matter:
///
///     type:chat      the type contains "chat"
///     from:bob       the sender's label contains "bob"
///     to:bob         the receiver's label
///     with:bob       either
///     conn:17        connection number 17
///     dir:in         received; dir:out: sent
///     hello          anything else: a label, the type, the text or the bytes contain it
class TrafficFilter
{
public:
    TrafficFilter() = default;
    explicit TrafficFilter(const QString &text);

    bool isEmpty() const { return m_terms.isEmpty(); }
    bool accepts(const TrafficEvent &event, const QString &from, const QString &to) const;

private:
    struct Term
    {
        QString key; // empty for plain words
        QString word;
    };
    static bool fits(const Term &term, const TrafficEvent &event, const QString &from, const QString &to);

    QList<Term> m_terms;
};

} // namespace miniqq::tap
