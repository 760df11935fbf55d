// SPDX-License-Identifier: MIT
#include "app/lab/address/pingoutput.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <array>
#include <numeric>

namespace miniqq::lab {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Complaint
{
    const char *words;
    PingOutcome outcome;
};

// What the three programs say, in lower case; the first match counts.
constexpr std::array complaints = {
    Complaint{"operation not permitted", PingOutcome::NotPermitted},
    Complaint{"permission denied", PingOutcome::NotPermitted},
    Complaint{"lacking privilege", PingOutcome::NotPermitted},
    Complaint{"are you root", PingOutcome::NotPermitted},
    Complaint{"name or service not known", PingOutcome::UnknownHost},
    Complaint{"temporary failure in name resolution", PingOutcome::UnknownHost},
    Complaint{"no address associated", PingOutcome::UnknownHost},
    Complaint{"unknown host", PingOutcome::UnknownHost},
    Complaint{"bad address", PingOutcome::UnknownHost},
    Complaint{"cannot resolve", PingOutcome::UnknownHost},
    Complaint{"unreachable", PingOutcome::Unreachable},
    Complaint{"no route to host", PingOutcome::Unreachable},
    Complaint{"network is down", PingOutcome::Unreachable},
};

/// The first line with a complaint that is known; otherwise the first line on stderr.
std::pair<std::optional<PingOutcome>, QString> complaintIn(const QString &text)
{
    const QStringList lines = text.split(u'\n', Qt::SkipEmptyParts);
    for (const Complaint &complaint : complaints) {
        for (const QString &line : lines) {
            if (line.contains(QLatin1String(complaint.words), Qt::CaseInsensitive))
                return {complaint.outcome, line.trimmed()};
        }
    }
    return {std::nullopt, lines.value(0).trimmed()};
}

} // namespace

const char *pingOutcomeCode(PingOutcome outcome)
{
    switch (outcome) {
    case PingOutcome::Replied:
        return "replied";
    case PingOutcome::Partly:
        return "partly";
    case PingOutcome::NoReply:
        return "no_reply";
    case PingOutcome::Unreachable:
        return "unreachable";
    case PingOutcome::UnknownHost:
        return "unknown_host";
    case PingOutcome::NotPermitted:
        return "not_permitted";
    case PingOutcome::NotInstalled:
        return "not_installed";
    case PingOutcome::Failed:
        return "failed";
    }
    Q_UNREACHABLE();
}

PingResult parsePing(const QByteArray &output, const QByteArray &errors, int exitCode)
{
    static const QRegularExpression counts(u"(\\d+) packets transmitted, (\\d+)(?: packets)? received"_s);
    static const QRegularExpression time(u"^\\d+ bytes from .*time[=<]([0-9.]+) ?ms"_s,
                                         QRegularExpression::MultilineOption);
    static const QRegularExpression average(u"min/avg/max(?:/\\w+)? = [0-9.]+/([0-9.]+)/"_s);

    PingResult result;
    const QString text = QString::fromUtf8(output);
    for (auto match = time.globalMatch(text); match.hasNext();)
        result.timesMs << match.next().captured(1).toDouble();
    if (const auto match = average.match(text); match.hasMatch())
        result.averageMs = match.captured(1).toDouble();
    else if (!result.timesMs.isEmpty())
        result.averageMs = std::accumulate(result.timesMs.begin(), result.timesMs.end(), 0.0) /
                           double(result.timesMs.size());

    const auto summary = counts.match(text);
    if (summary.hasMatch()) {
        result.sent = summary.captured(1).toInt();
        result.received = summary.captured(2).toInt();
    } else {
        result.received = int(result.timesMs.size()); // it was stopped before it could sum up
    }
    if (result.received > 0) {
        result.outcome =
            summary.hasMatch() && result.received >= result.sent ? PingOutcome::Replied : PingOutcome::Partly;
        return result;
    }
    const auto [outcome, detail] = complaintIn(QString::fromUtf8(errors) + u'\n' + text);
    if (outcome) {
        result.outcome = *outcome;
        result.detail = detail;
    } else if (summary.hasMatch() && exitCode <= 2) {
        result.outcome = PingOutcome::NoReply;
    } else {
        result.detail = complaintIn(QString::fromUtf8(errors)).second;
    }
    return result;
}

} // namespace miniqq::lab
