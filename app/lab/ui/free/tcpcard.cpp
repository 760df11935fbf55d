// SPDX-License-Identifier: MIT
#include "app/lab/ui/free/tcpcard.h"

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

TcpCard::TcpCard(Workbench &bench, QWidget *parent)
    : FormCard(parent)
    , m_bench(bench)
    , m_host(addField(Field::Host, 0, 0, 2))
    , m_port(addField(Field::Port, 0, 2))
    , m_from(addField(Field::From, 0, 3))
    , m_sends(addCombo(1, 0))
    , m_reads(addCombo(1, 1))
    , m_size(new QSpinBox(this))
    , m_limit(nullptr)
    , m_connect(new Button(u"plug"_s, {}, ButtonKind::Primary, this))
    , m_halfClose(new Button({}, ButtonKind::Secondary, this))
    , m_close(new Button({}, ButtonKind::Secondary, this))
    , m_reset(new Button({}, ButtonKind::Destructive, this))
    , m_receive(new Button({}, ButtonKind::Secondary, this))
    , m_automatic(new Switch({}, this))
    , m_byLines(new Switch({}, this))
    , m_result(new Label({}, FontRole::Caption, Strength::Regular, &Theme::text2, this))
    , m_transcript(new TranscriptView(this))
    , m_payload(new PayloadEditor(this))
{
    fillEncodings(*m_sends);
    fillEncodings(*m_reads);
    m_size->setRange(1, TcpBench::mostPerReceive);
    m_size->setValue(1024);
    m_size->setMinimumHeight(metric::inputHeight);
    addLabelled(m_size, 1, 2);
    m_limit = addField(Field::TimeLimit, 1, 3);
    m_host->setText(u"127.0.0.1"_s);
    m_port->setText(u"8001"_s);
    m_automatic->setChecked(true);
    addFoot();

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metric::grid);
    buttons->addWidget(m_connect);
    buttons->addStretch(1);
    buttons->addWidget(m_halfClose);
    buttons->addWidget(m_close);
    buttons->addWidget(m_reset);
    bodyLayout()->addLayout(buttons);
    m_result->setWordWrap(true);
    m_result->setTextInteractionFlags(Qt::TextSelectableByMouse);
    bodyLayout()->addWidget(m_result);
    bodyLayout()->addWidget(m_transcript, 1);
    auto *receiving = new QHBoxLayout;
    receiving->setSpacing(metric::pagePadding);
    receiving->addWidget(m_automatic);
    receiving->addWidget(m_byLines);
    receiving->addStretch(1);
    receiving->addWidget(m_receive);
    bodyLayout()->addLayout(receiving);
    bodyLayout()->addWidget(m_payload);

    TcpBench &tcp = bench.tcp();
    m_transcript->setTranscript(&tcp.transcript());
    connect(&tcp, &TcpBench::changed, this, &TcpCard::refresh);
    connect(&tcp, &TcpBench::complained, this, [this](const Complaint &complaint) {
        if (!m_payload->complain(complaint))
            complain(complaint);
    });
    connect(&tcp, &TcpBench::sent, m_payload, &PayloadEditor::selectText);
    connect(m_connect, &QAbstractButton::clicked, this, [this, &tcp] {
        if (tcp.isBusy())
            tcp.close(); // the button says so
        else
            connectNow();
    });
    for (InputField *input : {m_host, m_port, m_from, m_limit})
        connect(input, &InputField::returnPressed, this, &TcpCard::connectNow);
    connect(m_halfClose, &QAbstractButton::clicked, &tcp, &TcpBench::halfClose);
    connect(m_close, &QAbstractButton::clicked, &tcp, &TcpBench::close);
    connect(m_reset, &QAbstractButton::clicked, &tcp, &TcpBench::reset);
    connect(m_automatic, &QAbstractButton::toggled, &tcp, &TcpBench::setAutomatic);
    connect(m_byLines, &QAbstractButton::toggled, &tcp, &TcpBench::setByLines);
    connect(m_size, &QSpinBox::valueChanged, &tcp, &TcpBench::setReceiveSize);
    connect(m_receive, &QAbstractButton::clicked, this, [this, &tcp] {
        clearComplaints();
        auto complaint = tcp.setTimeLimit(m_limit->text());
        if (!complaint)
            complaint = tcp.receive();
        if (complaint)
            complain(*complaint);
    });
    connect(m_payload, &PayloadEditor::sendRequested, &tcp, &TcpBench::send);
    retranslate();
    refresh();
}

TcpForm TcpCard::form() const
{
    return {m_host->text(),
            m_port->text(),
            m_from->text(),
            m_sends->currentData().toString(),
            m_reads->currentData().toString(),
            m_size->value(),
            m_limit->text()};
}

void TcpCard::setForm(const TcpForm &form)
{
    m_host->setText(form.host);
    m_port->setText(form.port);
    m_from->setText(form.from);
    m_sends->setCurrentIndex(m_sends->findData(form.sends));
    m_reads->setCurrentIndex(m_reads->findData(form.reads));
    m_size->setValue(form.receiveSize);
    m_limit->setText(form.timeLimit);
}

void TcpCard::connectNow()
{
    clearComplaints();
    if (const auto complaint = m_bench.connectTcp(form()))
        complain(*complaint);
}

QString TcpCard::resultText() const
{
    return m_result->text();
}

void TcpCard::showResult()
{
    const auto &result = m_bench.tcp().result();
    m_result->setVisible(result.has_value());
    if (!result)
        return;
    m_result->setColour(result->number == 0 ? &Theme::ok : &Theme::err);
    m_result->setText(tr("connect_ex() → %1: %2").arg(result->title(), result->explanation));
    m_result->setToolTip(result->python);
}

void TcpCard::refresh()
{
    TcpBench &tcp = m_bench.tcp();
    const bool connected = tcp.isConnected();
    m_connect->setIconName(tcp.isBusy() ? u"close"_s : u"plug"_s);
    m_connect->setText(tcp.isBusy() ? tr("Give up") : connected ? tr("Connect anew") : tr("Connect"));
    m_connect->setKind(connected ? ButtonKind::Secondary : ButtonKind::Primary);
    m_halfClose->setEnabled(connected && !tcp.hasHalfClosed());
    m_close->setEnabled(connected);
    m_reset->setEnabled(connected);
    m_receive->setEnabled(connected && !tcp.isAutomatic() && !tcp.isWaiting());
    m_receive->setText(tcp.isWaiting() ? tr("recv() waits…") : u"recv()"_s);
    m_payload->setSendEnabled(connected && !tcp.hasHalfClosed());
    showResult();
}

void TcpCard::retranslate()
{
    setTitle(tr("TCP client"));
    setWords(m_host, tr("Host"), u"127.0.0.1"_s);
    setWords(m_port, tr("Port"), u"8001"_s);
    setWords(m_from, tr("Bind first"), tr("any"));
    setWords(m_sends, tr("Sends"));
    setWords(m_reads, tr("Reads"));
    setWords(m_size, tr("recv(n)"));
    setWords(m_limit, tr("Time limit, s"), u"None"_s);
    m_limit->setToolTip(tr("settimeout(): for connecting, and for each recv() by hand"));
    m_halfClose->setText(tr("Half-close"));
    m_halfClose->setToolTip(u"shutdown(SHUT_WR)"_s);
    m_close->setText(tr("Close"));
    m_reset->setText(tr("Reset"));
    m_reset->setToolTip(tr("SO_LINGER {1, 0}, then close(): RST instead of FIN"));
    m_automatic->setText(tr("Receive by itself"));
    m_byLines->setText(tr("By lines"));
    m_byLines->setToolTip(tr("makefile() and readline(): whole lines, however receives cut them"));
    m_transcript->setAccessibleName(tr("What the client sent and received"));
    m_transcript->setHint(tr("Start a service at the left, then connect to it."));
    refresh();
}

void TcpCard::changeEvent(QEvent *event)
{
    FormCard::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace miniqq::lab
