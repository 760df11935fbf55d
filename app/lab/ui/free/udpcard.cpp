// SPDX-License-Identifier: MIT
#include "app/lab/ui/free/udpcard.h"

#include "app/lab/ui/free/payloadeditor.h"
#include "app/lab/ui/transcriptview.h"
#include "common/ui/button.h"
#include "common/ui/inputfield.h"
#include "common/ui/label.h"
#include "common/ui/switch.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QSpinBox>

namespace miniqq::lab {

using namespace ui;
using namespace Qt::Literals::StringLiterals;

UdpCard::UdpCard(UdpBench &bench, QWidget *parent)
    : FormCard(parent)
    , m_bench(bench)
    , m_address(addField(Field::Address, 0, 0))
    , m_port(addField(Field::Port, 0, 1))
    , m_sends(addCombo(0, 2))
    , m_reads(addCombo(0, 3))
    , m_size(new QSpinBox(this))
    , m_open(new Button({}, ButtonKind::Primary, this))
    , m_broadcast(new Switch({}, this))
    , m_group(addField(Field::Group, 1, 0))
    , m_interface(addField(Field::Interface, 1, 1))
    , m_ttl(addField(Field::Ttl, 1, 2))
    , m_loop(new Switch({}, this))
    , m_join(new Button({}, ButtonKind::Secondary, this))
    , m_leave(new Button({}, ButtonKind::Secondary, this))
    , m_reach(new Button({}, ButtonKind::Secondary, this))
    , m_to(addField(Field::Host, 2, 0, 3))
    , m_toPort(new InputField({}, {}, this))
    , m_state(new Label({}, FontRole::Code, Strength::Regular, &Theme::text2, this))
    , m_transcript(new TranscriptView(this))
    , m_payload(new PayloadEditor(this))
{
    fillEncodings(*m_sends);
    fillEncodings(*m_reads);
    m_size->setRange(1, UdpBench::mostPerReceive);
    m_size->setValue(1024);
    m_size->setMinimumHeight(metric::inputHeight);
    addLabelled(m_size, 1, 3);
    m_toPort->setFieldHeight(metric::inputHeight);
    m_toPort->setMono(true);
    addLabelled(m_toPort, 2, 3);
    m_ttl->setText(u"1"_s);
    m_loop->setChecked(true);
    m_to->setText(u"127.0.0.1"_s);
    m_toPort->setText(u"8080"_s);
    addFoot();

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metric::grid);
    buttons->addWidget(m_open);
    buttons->addWidget(m_state, 1);
    bodyLayout()->addLayout(buttons);
    buildGroups();
    bodyLayout()->addWidget(m_transcript, 1);
    bodyLayout()->addWidget(m_payload);

    m_transcript->setTranscript(&bench.transcript());
    connect(&bench, &UdpBench::changed, this, &UdpCard::refresh);
    connect(&bench, &UdpBench::complained, this, [this](const Complaint &complaint) {
        if (complaint.field == Field::Port) { // where to send: opening complains within the call
            m_toPort->setFaulty(true);
            complain({Field::None, complaint.text});
        } else if (!m_payload->complain(complaint)) {
            complain(complaint);
        }
    });
    connect(&bench, &UdpBench::sent, m_payload, &PayloadEditor::selectText);
    connect(m_open, &QAbstractButton::clicked, this, &UdpCard::openOrClose);
    connect(m_size, &QSpinBox::valueChanged, &bench, &UdpBench::setReceiveSize);
    connect(m_payload, &PayloadEditor::sendRequested, this, [this](const Payload &payload) {
        clearComplaints();
        m_toPort->setFaulty(false);
        m_bench.sendTo(m_to->text(), m_toPort->text(), payload);
    });
    retranslate();
    refresh();
}

void UdpCard::buildGroups()
{
    auto *row = new QHBoxLayout;
    row->setSpacing(metric::grid);
    row->addWidget(m_broadcast);
    row->addWidget(m_loop);
    row->addStretch(1);
    row->addWidget(m_reach);
    row->addWidget(m_join);
    row->addWidget(m_leave);
    bodyLayout()->addLayout(row);
    connect(m_broadcast, &QAbstractButton::toggled, this, [this](bool on) {
        if (m_bench.isOpen())
            apply(m_bench.setBroadcast(on));
    });
    const auto setReach = [this] {
        apply(m_bench.setMulticast(m_ttl->text(), m_loop->isChecked(), m_interface->text()));
    };
    connect(m_reach, &QAbstractButton::clicked, this, setReach);
    connect(m_join, &QAbstractButton::clicked, this,
            [this] { apply(m_bench.join(m_group->text(), m_interface->text())); });
    connect(m_leave, &QAbstractButton::clicked, this,
            [this] { apply(m_bench.leave(m_group->text(), m_interface->text())); });
}

void UdpCard::apply(const std::optional<Complaint> &complaint)
{
    clearComplaints();
    if (complaint)
        complain(*complaint);
}

UdpForm UdpCard::form() const
{
    return {m_address->text(), m_port->text(), m_sends->currentData().toString(),
            m_reads->currentData().toString(), m_size->value()};
}

void UdpCard::openOrClose()
{
    if (m_bench.isOpen()) {
        m_bench.close();
        return;
    }
    apply(m_bench.open(form()));
    if (m_bench.isOpen() && m_broadcast->isChecked())
        apply(m_bench.setBroadcast(true));
}

void UdpCard::refresh()
{
    const bool open = m_bench.isOpen();
    m_open->setText(open ? tr("Close") : tr("Open"));
    m_open->setKind(open ? ButtonKind::Secondary : ButtonKind::Primary);
    for (QWidget *widget : {static_cast<QWidget *>(m_address), static_cast<QWidget *>(m_port),
                            static_cast<QWidget *>(m_sends), static_cast<QWidget *>(m_reads)})
        widget->setEnabled(!open);
    for (Button *button : {m_join, m_leave, m_reach})
        button->setEnabled(open);
    m_payload->setSendEnabled(open);
    QString text = m_bench.localName();
    if (!m_bench.groups().isEmpty())
        text += u"  ∈ "_s + m_bench.groups().join(u", "_s);
    m_state->setText(text);
}

void UdpCard::retranslate()
{
    setTitle(tr("UDP socket"));
    setWords(m_address, tr("Bind to"), tr("nothing"));
    setWords(m_port, tr("Port"), tr("any"));
    setWords(m_sends, tr("Sends"));
    setWords(m_reads, tr("Reads"));
    setWords(m_size, tr("recvfrom(n)"));
    setWords(m_group, tr("Group"), u"239.1.2.3"_s);
    setWords(m_interface, tr("Interface"), tr("the system's"));
    setWords(m_ttl, tr("Multicast TTL"));
    setWords(m_to, tr("Send to: an address, a broadcast address or a group"), u"127.0.0.1"_s);
    setWords(m_toPort, tr("Port"), u"8080"_s);
    m_broadcast->setText(u"SO_BROADCAST"_s);
    m_broadcast->setToolTip(tr("Without it the kernel refuses to send to broadcast addresses"));
    m_loop->setText(tr("Loop"));
    m_loop->setToolTip(tr("Own multicast comes back to this computer"));
    m_reach->setText(tr("Set TTL, loop, interface"));
    m_join->setText(tr("Join"));
    m_leave->setText(tr("Leave"));
    m_transcript->setAccessibleName(tr("What the socket sent and received"));
    m_transcript->setHint(tr("UDP has no connection: open the socket and send."));
    refresh();
}

void UdpCard::changeEvent(QEvent *event)
{
    FormCard::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace miniqq::lab
