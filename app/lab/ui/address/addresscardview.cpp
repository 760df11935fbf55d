// SPDX-License-Identifier: MIT
#include "app/lab/ui/address/addresscardview.h"

#include "app/lab/ui/address/bitsview.h"
#include "app/lab/ui/address/machine.h"
#include "app/lab/ui/address/tagflow.h"
#include "common/ui/button.h"
#include "common/ui/inputfield.h"
#include "common/ui/label.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>

namespace miniqq::lab {

using namespace ui;

namespace {
constexpr int typingMs = 300; // half an address is often another address
}

AddressCardView::AddressCardView(MachineReader &machine, QWidget *parent)
    : Card({}, parent)
    , m_machine(machine)
    , m_chooser(new QComboBox(this))
    , m_field(new InputField(QStringLiteral("search"), {}, this))
    , m_content(new QWidget(this))
    , m_head(new Label({}, FontRole::Display, Strength::Strong, &Theme::text, this))
    , m_tail(new Label({}, FontRole::Display, Strength::Regular, &Theme::text3, this))
    , m_tags(new TagFlow(this))
    , m_bits(new BitsView(this))
    , m_rows(new KeyValueRows(this))
    , m_moreButton(new Button({}, ButtonKind::Quiet, this))
    , m_notes(new Label({}, FontRole::Caption, Strength::Regular, &Theme::text2, this))
{
    build();
    connect(m_chooser, &QComboBox::activated, this, &AddressCardView::chooseOwn);
    m_typing.setSingleShot(true);
    m_typing.setInterval(typingMs);
    connect(&m_typing, &QTimer::timeout, this, &AddressCardView::read);
    connect(m_field, &InputField::textChanged, &m_typing, [this] { m_typing.start(); });
    connect(m_field, &InputField::returnPressed, this, &AddressCardView::read);
    connect(m_moreButton, &QPushButton::clicked, this, [this] {
        m_more = !m_more;
        fillRows();
    });
    connect(&m_machine, &MachineReader::machineChanged, this, [this] {
        offerOwn();
        read();
    });
    retranslate();
    offerOwn();
}

void AddressCardView::build()
{
    m_chooser->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_chooser->setMaximumWidth(240);
    titleLayout()->addWidget(m_chooser);
    m_field->setMono(true);
    m_field->setFieldHeight(metric::inputHeight);
    m_field->edit().setMaxLength(200);
    m_notes->setWordWrap(true);
    m_moreButton->setButtonSize(ButtonSize::Small);

    auto *head = new QHBoxLayout;
    head->setSpacing(metric::grid);
    head->addWidget(m_head);
    head->addWidget(m_tail);
    head->addStretch(1);
    auto *content = new QVBoxLayout(m_content);
    content->setContentsMargins(0, 0, 0, 0);
    content->setSpacing(metric::grid);
    content->addLayout(head);
    content->addWidget(m_tags);
    content->addWidget(m_bits);
    content->addWidget(m_rows);
    content->addWidget(m_notes);
    content->addWidget(m_moreButton, 0, Qt::AlignLeft);
    m_content->hide();
    bodyLayout()->setSpacing(metric::grid);
    bodyLayout()->addWidget(m_field);
    bodyLayout()->addWidget(m_content);
    bodyLayout()->addStretch(1);
}

void AddressCardView::setText(const QString &text)
{
    m_field->setText(text);
    read();
}

void AddressCardView::offerOwn()
{
    const QString before = m_chooser->currentData().toString();
    m_chooser->clear();
    for (const Interface &interface : m_machine.machine().interfaces) {
        for (const InterfaceAddress &entry : interface.addresses) {
            QString text = entry.address.toString();
            if (entry.prefix >= 0)
                text += u'/' + QString::number(entry.prefix);
            m_chooser->addItem(QStringLiteral("%1 · %2").arg(interface.name, entry.address.toString()), text);
        }
    }
    m_chooser->setVisible(m_chooser->count() > 0);
    m_chooser->setCurrentIndex(m_chooser->findData(before));
    if (!m_field->text().isEmpty() || m_chooser->count() == 0)
        return;
    // At first, the address that others would use; without a network, loopback.
    const Interface *first = nullptr;
    const QList<Interface> &all = m_machine.machine().interfaces;
    for (const Interface &interface : all) {
        if (interface.kind != net::InterfaceKind::Loopback && interface.up &&
            !interface.addresses.isEmpty()) {
            first = &interface;
            break;
        }
    }
    chooseOwn(first ? m_chooser->findText(first->name + QStringLiteral(" · "), Qt::MatchStartsWith) : 0);
}

void AddressCardView::chooseOwn(int at)
{
    m_chooser->setCurrentIndex(at);
    setText(m_chooser->itemData(at).toString());
}

void AddressCardView::read()
{
    m_typing.stop();
    const QString text = m_field->text();
    m_content->hide();
    m_chooser->setCurrentIndex(m_chooser->findData(text)); // none, if it is not one of the machine's
    if (text.trimmed().isEmpty()) {
        m_field->setError({});
        return;
    }
    const Result<AddressCard> card = readAddress(text);
    if (!card) {
        m_field->setError(card.error().text);
        return;
    }
    m_content->show();
    m_field->setError({});
    m_sheet = makeAddressSheet(*card, m_machine.machine().interfaces, m_machine.machine().routes);
    showSheet();
}

void AddressCardView::showSheet()
{
    m_head->setText(m_sheet.head);
    m_head->setRole(m_sheet.head.size() > 20 ? FontRole::Code : FontRole::Display, Strength::Strong);
    m_tail->setText(m_sheet.tail);
    m_tags->setTags(m_sheet.tags);
    m_bits->setBits(m_sheet.bits);
    m_bits->setVisible(!m_sheet.bits.digits.isEmpty());
    fillRows();
}

void AddressCardView::fillRows()
{
    for (const QString &id : std::as_const(m_shown))
        m_rows->removeRow(id);
    m_shown.clear();
    const auto add = [this](const SheetRow &row) {
        const QString id = QLatin1String(row.key);
        m_rows->setRow(id, row.label,
                       {row.text,
                        row.observed ? Provenance::Observed : Provenance::Derived,
                        row.observed ? tr("The system was asked: getifaddrs() and the routing table.")
                                     : tr("It follows from the digits of the address alone."),
                        {},
                        &Theme::text2,
                        row.code});
        m_shown << id;
    };
    for (const SheetRow &row : std::as_const(m_sheet.rows))
        add(row);
    if (m_more) {
        for (const SheetRow &row : std::as_const(m_sheet.more))
            add(row);
    }
    m_notes->setText(m_sheet.notes.join(u'\n'));
    m_notes->setVisible(m_more && !m_sheet.notes.isEmpty());
    m_moreButton->setText(m_more ? tr("Show less") : tr("Show all forms and notes"));
    m_moreButton->setVisible(!m_sheet.more.isEmpty() || !m_sheet.notes.isEmpty());
}

void AddressCardView::retranslate()
{
    setTitle(tr("Address card"));
    m_field->setPrompt(tr("Any address: 192.168.1.20/24, 3232235796, C0 A8 01 14, ::1, 52:54:00:12:34:56"));
    m_chooser->setAccessibleName(tr("Addresses of this machine"));
    m_chooser->setPlaceholderText(tr("This machine's"));
    read();
}

void AddressCardView::changeEvent(QEvent *event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace miniqq::lab
