// SPDX-License-Identifier: MIT
#include "common/tap/trafficfilter.h"

#include "common/wire/frame.h"

#include <algorithm>

namespace miniqq::tap {
namespace {

bool holds(const QString &text, const QString &word)
{
    return text.contains(word, Qt::CaseInsensitive);
}

} // namespace

TrafficFilter::TrafficFilter(const QString &text)
{
    static const QStringList keys{QStringLiteral("type"), QStringLiteral("from"), QStringLiteral("to"),
                                  QStringLiteral("with"), QStringLiteral("conn"), QStringLiteral("dir")};
    const QStringList words = text.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (const QString &word : words) {
        const qsizetype colon = word.indexOf(QLatin1Char(':'));
        const QString key = colon > 0 ? word.first(colon).toLower() : QString();
        if (!keys.contains(key))
            m_terms.append({QString(), word});
        else if (colon + 1 < word.size()) // "type:" alone is still being typed
            m_terms.append({key, word.sliced(colon + 1)});
    }
}

bool TrafficFilter::fits(const Term &term, const TrafficEvent &event, const QString &from, const QString &to)
{
    if (term.key == QLatin1String("type"))
        return holds(QString::fromUtf8(event.type), term.word);
    if (term.key == QLatin1String("from"))
        return holds(from, term.word);
    if (term.key == QLatin1String("to"))
        return holds(to, term.word);
    if (term.key == QLatin1String("with"))
        return holds(from, term.word) || holds(to, term.word);
    if (term.key == QLatin1String("conn"))
        return QString::number(event.connection.value()) == term.word;
    if (term.key == QLatin1String("dir")) {
        const QLatin1String direction(event.direction == Direction::In ? "in" : "out");
        return term.word.compare(direction, Qt::CaseInsensitive) == 0;
    }
    return holds(from, term.word) || holds(to, term.word) ||
           holds(QString::fromUtf8(event.type), term.word) || holds(event.text, term.word) ||
           holds(QString::fromUtf8(event.frame.mid(wire::headerSize)), term.word);
}

bool TrafficFilter::accepts(const TrafficEvent &event, const QString &from, const QString &to) const
{
    return std::all_of(m_terms.begin(), m_terms.end(),
                       [&](const Term &term) { return fits(term, event, from, to); });
}

} // namespace miniqq::tap
