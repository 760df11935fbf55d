// SPDX-License-Identifier: MIT
#include "app/lab/ui/address/routecard.h"

#include "app/lab/address/ipv4text.h"
#include "app/lab/address/ipv6text.h"
#include "app/lab/ui/address/factrows.h"
#include "app/lab/ui/address/machine.h"
#include "common/base/pooltask.h"
#include "common/ui/inputfield.h"
#include "common/ui/label.h"

#include <QEvent>

namespace miniqq::lab {

using namespace ui;

namespace {
constexpr int typingMs = 400;
}

RouteCard::RouteCard(MachineReader &machine, const Clock &clock, NameLookup::Resolver resolver,
                     QWidget *parent)
    : Card({}, parent)
    , m_machine(machine)
    , m_lookup(clock, NameLookup::defaultPatience, std::move(resolver))
    , m_field(new InputField(QStringLiteral("journey"), {}, this))
    , m_reason(new Label({}, FontRole::Caption, Strength::Regular, &Theme::text, this))
    , m_rows(new FactRows(this))
{
    m_field->setMono(true);
    m_field->setFieldHeight(metric::inputHeight);
    m_field->edit().setMaxLength(253);
    m_reason->setWordWrap(true);
    bodyLayout()->setSpacing(metric::grid);
    bodyLayout()->addWidget(m_field);
    bodyLayout()->addWidget(m_reason);
    bodyLayout()->addWidget(m_rows);
    bodyLayout()->addStretch(1);
    m_typing.setSingleShot(true);
    m_typing.setInterval(typingMs);
    connect(&m_typing, &QTimer::timeout, this, &RouteCard::read);
    connect(m_field, &InputField::textChanged, &m_typing, [this] { m_typing.start(); });
    connect(m_field, &InputField::returnPressed, this, &RouteCard::read);
    connect(&m_lookup, &NameLookup::answered, this, [this](const NameAnswer &answer) {
        if (answer.asked != m_field->text().trimmed())
            return; // something else was typed since
        if (answer.error.isEmpty() && !answer.addresses.isEmpty())
            tell(answer.addresses.first());
        else
            m_field->setError(answer.error);
    });
    connect(&m_machine, &MachineReader::machineChanged, this, &RouteCard::read);
    retranslate();
    m_field->setText(QStringLiteral("8.8.8.8"));
}

QString RouteCard::reason() const
{
    return m_reason->text();
}

void RouteCard::read()
{
    m_typing.stop();
    ++m_question;
    const QString text = m_field->text().trimmed();
    m_field->setError({});
    if (text.isEmpty())
        return;
    // An address needs no name service, whatever form it has.
    if (const Result<Ipv4Reading> v4 = readIpv4(text))
        tell(QHostAddress(v4->value));
    else if (const Result<Ipv6Reading> v6 = readIpv6(text))
        tell(v6->toHostAddress());
    else if (looksLikeIpv4(text))
        m_field->setError(v4.error().text);
    else if (const Result<Done> asked = m_lookup.ask(text); !asked)
        m_field->setError(asked.error().text);
}

void RouteCard::tell(const QHostAddress &destination)
{
    const int question = ++m_question;
    onPool(
        this,
        [destination, machine = m_machine.machine()] {
            const RouteDecision decision = decideRoute(destination, machine.interfaces, machine.routes);
            return std::pair(decision, askKernel(destination));
        },
        [this, question](const std::pair<RouteDecision, KernelChoice> &answer) {
            if (question == m_question) // otherwise something else was typed since
                showFacts(routeFacts(answer.first, answer.second, m_machine.machine().interfaces));
        });
}

void RouteCard::showFacts(const Facts &facts)
{
    const Fact *reason = findFact(facts, "reason");
    m_reason->setText(reason ? reason->text() : QString());
    m_rows->setFacts(facts,
                     {{"destination", Provenance::Derived, true},
                      {"interface", Provenance::Derived, true},
                      {"hardware_address", Provenance::Observed, true},
                      {"gateway", Provenance::Derived, true},
                      {"table_source", Provenance::Derived, true},
                      {"source", Provenance::Observed, true},
                      {"error", Provenance::Observed}},
                     tr("A datagram socket was connected to the destination and asked for its own address "
                        "(getsockname); nothing was sent."),
                     tr("By the routing table: the longest prefix that fits, then the smallest metric."));
    Q_EMIT decided();
}

void RouteCard::retranslate()
{
    setTitle(tr("The way to …"));
    m_field->setPrompt(tr("Destination: an address or a name"));
    if (!m_field->text().isEmpty())
        read();
}

void RouteCard::changeEvent(QEvent *event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace miniqq::lab
