// SPDX-License-Identifier: MIT
#include "app/lab/address/namelookup.h"

#include "app/lab/address/addresswords.h"
#include "app/lab/address/ipv4text.h"
#include "app/lab/address/kindwords.h"
#include "common/net/addresses.h"

#include <algorithm>
#include <utility>

namespace miniqq::lab {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr qsizetype maxName = 253; // RFC 1035, 2.3.4, without the dot at the end
constexpr qsizetype maxLabel = 63;

} // namespace

Result<Done> checkHostName(const QString &input)
{
    QString name = input.trimmed();
    if (name.isEmpty())
        return Error{AddressWords::tr("There is no name: nothing was typed.")};
    if (looksLikeIpv4(name)) {
        const Result<Ipv4Reading> reading = readIpv4(name);
        return reading ? Error{AddressWords::tr("\"%1\" is an address, not a name.").arg(name)}
                       : reading.error();
    }
    if (name.endsWith(u'.'))
        name.chop(1);
    if (name.size() > maxName)
        return Error{AddressWords::tr("A name has at most 253 characters.")};
    const QStringList labels = name.split(u'.');
    for (const QString &label : labels) {
        if (label.isEmpty())
            return Error{AddressWords::tr(
                "Two dots follow each other, or the name begins with one: a part is missing.")};
        if (label.size() > maxLabel)
            return Error{
                AddressWords::tr("Each part of a name has at most 63 characters; \"%1...\" has more.")
                    .arg(label.first(12))};
        const bool good = std::all_of(label.begin(), label.end(), [](QChar c) {
            return c.isLetterOrNumber() || c == u'-' || c == u'_' || c.isMark() || c.isSurrogate();
        });
        if (!good || label.startsWith(u'-') || label.endsWith(u'-'))
            return Error{
                AddressWords::tr(
                    "\"%1\" is no part of a name: letters, digits and - (not at an end) may stand there.")
                    .arg(label)};
    }
    return Done{};
}

NameLookup::NameLookup(const Clock &clock, std::chrono::milliseconds patience, Resolver resolver,
                       QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_resolver(std::move(resolver))
    , m_patience(this)
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(patience);
    connect(&m_patience, &QTimer::timeout, this, &NameLookup::giveUp);
}

NameLookup::Resolver NameLookup::systemResolver()
{
    return [](const QString &question, QObject *context, Reply reply) {
        QHostInfo::lookupHost(question, context, std::move(reply));
    };
}

Result<Done> NameLookup::ask(const QString &input)
{
    QString text = input.trimmed();
    const Result<Ipv4Reading> v4 = readIpv4(text);
    if (v4)
        text = dottedText(v4->value); // resolvers take the other forms for names, or for other addresses
    const bool reverse = v4 || (text.contains(u':') && !QHostAddress(text).isNull());
    if (!reverse) {
        if (text.contains(u':'))
            return Error{
                AddressWords::tr("\"%1\" is neither a name nor an IPv6 address; a port is not resolved.")
                    .arg(text.first(std::min(text.size(), qsizetype(60))))};
        if (Result<Done> good = checkHostName(text); !good)
            return good;
    }
    m_answer = NameAnswer{text, reverse, {}, {}, {}, 0};
    m_askedAt = m_clock.monotonicNs();
    m_patience.start();
    m_resolver(text, this,
               [this, question = ++m_question](const QHostInfo &info) { finish(info, question); });
    return Done{};
}

void NameLookup::finish(const QHostInfo &info, int question)
{
    if (question != m_question)
        return;
    ++m_question;
    m_patience.stop();
    m_answer.elapsedNs = m_clock.monotonicNs() - m_askedAt;
    if (m_answer.reverse) {
        m_answer.addresses = {QHostAddress(m_answer.asked)};
        // The resolver gives the address back as its own name where there is none.
        if (info.hostName() != m_answer.asked && QHostAddress(info.hostName()).isNull())
            m_answer.name = info.hostName();
        if (m_answer.name.isEmpty())
            m_answer.error =
                AddressWords::tr(
                    "%1 has no name, or no name server answers. Most private addresses have none.")
                    .arg(m_answer.asked);
    } else {
        m_answer.addresses = info.addresses();
        if (info.error() == QHostInfo::HostNotFound)
            m_answer.error = AddressWords::tr("There is no address for the name %1. Is it spelled right?")
                                 .arg(m_answer.asked);
        else if (info.error() != QHostInfo::NoError || m_answer.addresses.isEmpty())
            m_answer.error = AddressWords::tr("No name server answers for %1 (%2). Is this computer online?")
                                 .arg(m_answer.asked, info.errorString());
    }
    Q_EMIT answered(std::exchange(m_answer, {}));
}

void NameLookup::giveUp()
{
    ++m_question; // the answer may still come; it is late
    m_answer.elapsedNs = m_clock.monotonicNs() - m_askedAt;
    m_answer.error =
        AddressWords::tr(
            "No answer for %1 within %2 s: the name server cannot be reached. Is this computer online?")
            .arg(m_answer.asked, QString::number(double(m_patience.interval()) / 1000));
    Q_EMIT answered(std::exchange(m_answer, {}));
}

Facts nameFacts(const NameAnswer &answer)
{
    Facts facts;
    facts.push_back(
        {"asked", answer.reverse ? AddressWords::tr("Address") : AddressWords::tr("Name"), answer.asked});
    facts.push_back({"direction", AddressWords::tr("Question"), answer.reverse ? u"reverse"_s : u"forward"_s,
                     answer.reverse ? AddressWords::tr("which name has this address?")
                                    : AddressWords::tr("which addresses has this name?")});
    if (!answer.name.isEmpty())
        facts.push_back({"name", AddressWords::tr("Name"), answer.name});
    if (!answer.reverse) {
        std::vector<Facts> rows;
        for (const QHostAddress &address : answer.addresses) {
            Facts row;
            row.push_back({"address", AddressWords::tr("Address"), address.toString()});
            row.push_back({"kind", AddressWords::tr("Kind"),
                           QString::fromLatin1(net::addressKindCode(net::classify(address))),
                           addressKindText(address)});
            rows.push_back(std::move(row));
        }
        facts.push_back({"addresses", AddressWords::tr("Addresses"), rows});
    }
    if (!answer.error.isEmpty())
        facts.push_back({"error", AddressWords::tr("Error"), answer.error});
    facts.push_back({"elapsed_us", AddressWords::tr("Time taken"), answer.elapsedNs / 1000,
                     AddressWords::tr("%1 ms").arg(double(answer.elapsedNs) / 1e6, 0, 'f', 2)});
    return facts;
}

} // namespace miniqq::lab
