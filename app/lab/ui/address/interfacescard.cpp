// SPDX-License-Identifier: MIT
#include "app/lab/ui/address/interfacescard.h"

#include "app/lab/ui/address/machine.h"
#include "common/ui/label.h"
#include "common/ui/marks.h"

#include <QEvent>
#include <QHBoxLayout>

namespace miniqq::lab {

using namespace ui;

namespace {

constexpr qsizetype mostInterfaces = 24; // a machine with many containers has hundreds

QString addressText(const InterfaceAddress &entry)
{
    QString text = entry.address.toString();
    if (entry.prefix >= 0)
        text += u'/' + QString::number(entry.prefix);
    return text;
}

} // namespace

InterfacesCard::InterfacesCard(MachineReader &machine, QWidget *parent)
    : Card({}, parent)
    , m_machine(machine)
{
    bodyLayout()->setSpacing(metric::cardGap);
    bodyLayout()->addStretch(1);
    connect(&m_machine, &MachineReader::machineChanged, this, &InterfacesCard::rebuild);
    retranslate();
}

void InterfacesCard::rebuild()
{
    qDeleteAll(m_parts);
    m_parts.clear();
    const QString rule = tr("getifaddrs(), the system's own list");
    for (const Interface &interface : m_machine.machine().interfaces) {
        if (m_parts.size() == mostInterfaces)
            break;
        const Facts facts = interfaceFacts(interface);
        auto *part = new QWidget(this);
        auto *column = new QVBoxLayout(part);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(2);
        auto *head = new QHBoxLayout;
        head->setSpacing(metric::grid);
        head->addWidget(new Label(interface.name, FontRole::Code, Strength::Strong, &Theme::text, part));
        head->addWidget(new Tag(findFact(facts, "kind")->text(), Tone::Neutral, part));
        head->addWidget(new Tag(findFact(facts, "up")->text(),
                                interface.up && interface.running ? Tone::Ok : Tone::Warn, part));
        head->addStretch(1);
        column->addLayout(head);
        auto *rows = new KeyValueRows(part);
        const auto add = [&](const QString &id, const QString &key, const QString &text) {
            rows->setRow(id, key, {text, Provenance::Observed, rule, {}, &Theme::text2, true});
        };
        for (const InterfaceAddress &entry : interface.addresses) {
            QString text = addressText(entry);
            if (const QHostAddress mask = entry.mask(); !mask.isNull())
                text += QStringLiteral("   ") + tr("mask %1").arg(mask.toString());
            if (!entry.broadcast.isNull())
                text += QStringLiteral("   ") + tr("broadcast %1").arg(entry.broadcast.toString());
            add(addressText(entry),
                entry.address.protocol() == QAbstractSocket::IPv4Protocol ? tr("IPv4") : tr("IPv6"), text);
        }
        for (const char *key : {"hardware_address", "mtu"}) {
            if (const Fact *fact = findFact(facts, key))
                add(QLatin1String(key), fact->label, fact->text());
        }
        column->addWidget(rows);
        bodyLayout()->insertWidget(int(m_parts.size()), part);
        m_parts << part;
    }
}

void InterfacesCard::retranslate()
{
    setTitle(tr("Network cards of this machine"));
    setBadge(Provenance::Observed, tr("getifaddrs(), the system's own list"));
    rebuild();
}

void InterfacesCard::changeEvent(QEvent *event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace miniqq::lab
