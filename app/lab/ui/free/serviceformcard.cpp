// SPDX-License-Identifier: MIT
#include "app/lab/ui/free/serviceformcard.h"

#include "app/lab/ui/free/servicewords.h"
#include "common/ui/button.h"
#include "common/ui/inputfield.h"
#include "common/ui/label.h"
#include "common/ui/switch.h"

#include <QComboBox>
#include <QEvent>
#include <QVBoxLayout>

namespace miniqq::lab {

using namespace ui;
using namespace Qt::Literals::StringLiterals;

ServiceFormCard::ServiceFormCard(ServiceDesk &desk, QWidget *parent)
    : FormCard(parent)
    , m_desk(desk)
    , m_service(addCombo(0, 0, 2))
    , m_about(new Label({}, FontRole::Caption, Strength::Regular, &Theme::text2, this))
    , m_address(addField(Field::Address, 1, 0))
    , m_ports(addField(Field::Port, 1, 1))
    , m_encoding(addCombo(2, 0))
    , m_engine(addCombo(2, 1))
    , m_idle(addField(Field::IdleTimeout, 3, 0))
    , m_most(addField(Field::PerAddress, 3, 1))
    , m_asPrinted(new Switch({}, this))
    , m_start(new Button(u"play"_s, {}, ButtonKind::Primary, this))
{
    for (const ServiceKind &kind : serviceKinds())
        m_service->addItem(QLatin1String(kind.name));
    fillEncodings(*m_encoding);
    m_engine->addItems({{}, {}, {}});
    m_about->setWordWrap(true);
    bodyLayout()->insertWidget(0, m_about);
    bodyLayout()->addWidget(m_asPrinted);
    addFoot();
    bodyLayout()->addWidget(m_start);
    connect(m_service, &QComboBox::currentIndexChanged, this, &ServiceFormCard::showDefaults);
    connect(m_start, &QAbstractButton::clicked, this, &ServiceFormCard::start);
    for (InputField *input : {m_address, m_ports, m_idle, m_most})
        connect(input, &InputField::returnPressed, this, &ServiceFormCard::start);
    showDefaults();
    retranslate();
}

ServiceForm ServiceFormCard::form() const
{
    return {m_service->currentText(),
            m_address->text(),
            m_ports->text(),
            m_encoding->currentData().toString(),
            Engine(m_engine->currentIndex()),
            m_asPrinted->isChecked(),
            m_idle->text(),
            m_most->text()};
}

void ServiceFormCard::setForm(const ServiceForm &form)
{
    m_service->setCurrentText(form.service);
    m_address->setText(form.address);
    m_ports->setText(form.ports);
    m_encoding->setCurrentIndex(m_encoding->findData(form.encoding));
    m_engine->setCurrentIndex(int(form.engine));
    m_asPrinted->setChecked(form.asPrinted);
    m_idle->setText(form.idleTimeout);
    m_most->setText(form.perAddress);
}

void ServiceFormCard::showDefaults()
{
    const ServiceKind *kind = findService(m_service->currentText());
    if (kind == nullptr)
        return;
    clearComplaints();
    ServiceForm form = defaultForm(*kind);
    form.asPrinted = m_asPrinted->isChecked();
    setForm(form);
    m_about->setText(serviceAbout(*kind));
    for (QWidget *widget :
         {static_cast<QWidget *>(m_engine), static_cast<QWidget *>(m_idle), static_cast<QWidget *>(m_most)}) {
        widget->setEnabled(!kind->datagram);
        widget->setToolTip(kind->datagram ? tr("UDP has no connections") : QString());
    }
}

void ServiceFormCard::start()
{
    clearComplaints();
    if (const auto complaint = m_desk.start(form()))
        complain(*complaint);
}

void ServiceFormCard::retranslate()
{
    setTitle(tr("Start a service"));
    setWords(m_service, tr("Service of the tutorials"));
    setWords(m_address, tr("Bind to"));
    setWords(m_ports, tr("Port, 0: any"));
    setWords(m_encoding, tr("Encoding"));
    setWords(m_engine, tr("Clients"));
    setWords(m_idle, tr("Idle limit, s"), tr("none"));
    setWords(m_most, tr("Per address"), tr("any number"));
    m_engine->setItemText(int(Engine::Iterative), tr("one at a time"));
    m_engine->setItemText(int(Engine::Threads), tr("a thread each"));
    m_engine->setItemText(int(Engine::Loop), tr("event loop"));
    m_asPrinted->setText(tr("As printed, with its bugs"));
    m_start->setText(tr("Start"));
    if (const ServiceKind *kind = findService(m_service->currentText()))
        m_about->setText(serviceAbout(*kind));
}

void ServiceFormCard::changeEvent(QEvent *event)
{
    FormCard::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace miniqq::lab
