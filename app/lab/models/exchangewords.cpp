// SPDX-License-Identifier: MIT
// The exchange in words, in the language of the program.
#include "app/lab/core/pythontext.h"
#include "app/lab/core/textcodec.h"
#include "app/lab/models/exchangerecord.h"
#include "common/base/errornames.h"

#include <QCoreApplication>

#include <algorithm>

namespace miniqq::lab {

namespace {

using namespace Qt::Literals::StringLiterals;

struct ExchangeWords
{
    Q_DECLARE_TR_FUNCTIONS(miniqq::lab::ExchangeRecord)
};

constexpr qsizetype shownCharacters = 16;

/// The first bytes as text where they are one, else as Python writes them.
QString preview(const ExchangeArrow &arrow)
{
    if (arrow.encoding) {
        const auto text = decodeStrict(*arrow.encoding, arrow.head);
        const bool plain = text && std::all_of(text->begin(), text->end(),
                                               [](QChar c) { return c.isPrint() || c.isSurrogate(); });
        if (plain)
            return text->size() > shownCharacters ? text->left(shownCharacters) + u"…"_s : *text;
    }
    const QByteArray head = arrow.head.left(shownCharacters);
    return QString::fromLatin1(pythonRepr(head)) + (arrow.head.size() > head.size() ? u"…"_s : QString());
}

QString milliseconds(qint64 ns)
{
    return QString::number(double(ns) / 1e6, 'f', 3);
}

} // namespace

qint64 ExchangeRecord::sentNs(const ExchangeArrow &arrow) const
{
    const ExchangePoint *found = point(arrow.sent);
    return found ? found->ns : -1;
}

qint64 ExchangeRecord::receivedNs(const ExchangeArrow &arrow) const
{
    const ExchangePoint *found = point(arrow.received);
    return found ? found->ns : -1;
}

QString arrowLabel(const ExchangeArrow &arrow)
{
    switch (arrow.kind) {
    case ExchangeArrow::Connect:
        return arrow.error == 0 ? u"connect"_s : QString::fromLatin1(errnoName(arrow.error));
    case ExchangeArrow::End:
        return ExchangeWords::tr("end (FIN)");
    case ExchangeArrow::Reset:
        return ExchangeWords::tr("reset (RST)");
    case ExchangeArrow::Datagram:
    case ExchangeArrow::Bytes:
        break;
    }
    const qint64 length = arrow.range.length();
    if (arrow.sendSize > length)
        return ExchangeWords::tr("%1 of %2 B · %3").arg(length).arg(arrow.sendSize).arg(preview(arrow));
    return ExchangeWords::tr("%1 B · %2").arg(length).arg(preview(arrow));
}

QString pointLabel(const ExchangePoint &point)
{
    const QString name = QString::fromLatin1(point.call);
    if (point.error != 0)
        return u"%1: %2"_s.arg(name, QString::fromLatin1(errnoName(point.error)));
    if (point.call == "send" || point.call == "sendto")
        return u"%1(%2 B)"_s.arg(name).arg(point.asked) +
               (point.result < point.asked ? u" → %1"_s.arg(point.result) : QString());
    if (point.call == "recv" || point.call == "recvfrom")
        return u"%1(%2) → %3"_s.arg(name).arg(point.asked).arg(point.result);
    if (point.call == "listen")
        return u"listen(%1)"_s.arg(point.asked);
    return name + u"()"_s;
}

QString arrowRule(const ExchangeArrow &arrow)
{
    switch (arrow.kind) {
    case ExchangeArrow::Connect:
        return ExchangeWords::tr("accept() returned the address that the connecting socket has");
    case ExchangeArrow::Bytes:
        return ExchangeWords::tr(
            "the n-th byte that was sent is the n-th byte that was received; both times are of "
            "the calls, not of packets");
    case ExchangeArrow::Datagram:
        return ExchangeWords::tr("sender, receiver and content agree, and no earlier datagram fits");
    case ExchangeArrow::End:
        return ExchangeWords::tr(
            "close() or shutdown() makes the system send FIN; the peer's receive returned 0");
    case ExchangeArrow::Reset:
        break;
    }
    return ExchangeWords::tr(
        "the system sends RST where close() leaves bytes unread or SO_LINGER asks for it; the "
        "peer's call then fails with ECONNRESET");
}

QString arrowSentence(const ExchangeRecord &record, const ExchangeArrow &arrow)
{
    const auto title = [&record](int lane) { return record.lanes[size_t(lane)].title(); };
    QStringList parts{
        ExchangeWords::tr("%1 → %2: %3").arg(title(arrow.from), title(arrow.to), arrowLabel(arrow))};
    const ExchangePoint *sent = record.point(arrow.sent);
    const ExchangePoint *received = record.point(arrow.received);
    if (sent)
        parts.append(ExchangeWords::tr("sent by %1").arg(pointLabel(*sent)));
    if (received)
        parts.append(ExchangeWords::tr("received by %1").arg(pointLabel(*received)));
    else if (!arrow.theirs && arrow.error == 0)
        parts.append(ExchangeWords::tr("not received yet"));
    if (sent && received)
        parts.append(ExchangeWords::tr("%1 ms from call to call").arg(milliseconds(received->ns - sent->ns)));
    if (arrow.isDerived())
        parts.append(arrowRule(arrow));
    return parts.join(u" · "_s);
}

bool arrowMatches(const ExchangeRecord &record, const ExchangeArrow &arrow, const QString &filter)
{
    const QStringList words = filter.split(u' ', Qt::SkipEmptyParts);
    if (words.isEmpty())
        return true;
    const QString said = arrowSentence(record, arrow);
    return std::all_of(words.begin(), words.end(),
                       [&said](const QString &word) { return said.contains(word, Qt::CaseInsensitive); });
}

} // namespace miniqq::lab
