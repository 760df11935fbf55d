// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/address/reachability.h"

#include <QList>
#include <QString>

namespace miniqq::lab {

/// A cell of the matrix in words.
struct ReachWords
{
    enum class Outcome { Connected, Refused, TimedOut, NoWay, Waiting };
    enum class Source { Observed, Derived, Simulated };

    Outcome outcome = Outcome::Waiting;
    Source source = Source::Derived;
    QString word;          ///< "connected", "refused", ...: translated
    QString detail;        ///< "0.1 ms", "ECONNREFUSED", "private + NAT": short
    QString sentence;      ///< why, in a sentence or two
    bool surprise = false; ///< what was tried is not what the rule says
};

/// A line of the matrix: a server bound like this, and who reaches it.
struct ReachRow
{
    QString bind;    ///< "0.0.0.0"
    QString caption; ///< "every interface"
    QList<ReachWords> cells;
};

struct ReachColumn
{
    QString who;     ///< "This machine"
    QString address; ///< what is dialled; empty if there is none
};

QList<ReachColumn> reachColumns(const ReachMatrix &matrix);
/// A row for each bind choice, and a last one that simulates a firewall in front of the server that drops
/// what comes from outside.
QList<ReachRow> reachRows(const ReachMatrix &matrix);

} // namespace miniqq::lab
