// SPDX-License-Identifier: MIT
#include "server/gui/reachablebar.h"

#include "common/ui/format.h"
#include "common/ui/iconbutton.h"
#include "common/ui/label.h"
#include "common/ui/painters.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPainter>

namespace miniqq::server {
namespace {

constexpr size_t maxChips =
    4; // more do not fit; the address list of the computer is no secret, the tooltip has them all

class Chip final : public QWidget
{
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const ui::PainterScope scope(painter);
        ui::paintPanel(painter, rect(), ui::metric::radiusControl, ui::themeOf(this).sunken);
    }
};

QString throughWord(const ReachableAddress &address)
{
    switch (address.through) {
    case ReachableAddress::Through::Ethernet:
        return ReachableBar::tr("Ethernet");
    case ReachableAddress::Through::WiFi:
        return ReachableBar::tr("Wi-Fi");
    case ReachableAddress::Through::Virtual:
        return ReachableBar::tr("virtual");
    case ReachableAddress::Through::Loopback:
    case ReachableAddress::Through::Other:
        break;
    }
    return {};
}

QString reachWord(const ReachableAddress &address)
{
    switch (address.reach) {
    case ReachableAddress::Reach::ThisComputer:
        return ReachableBar::tr("this machine only");
    case ReachableAddress::Reach::LinkLocal:
        return ReachableBar::tr("link-local");
    case ReachableAddress::Reach::Private:
        return ReachableBar::tr("private");
    case ReachableAddress::Reach::CarrierNat:
        return ReachableBar::tr("provider's NAT");
    case ReachableAddress::Reach::Global:
        return ReachableBar::tr("global");
    case ReachableAddress::Reach::Other:
        break;
    }
    return ReachableBar::tr("other");
}

QString description(const ReachableAddress &address)
{
    const QString through = throughWord(address);
    return through.isEmpty() ? reachWord(address) : reachWord(address) + QStringLiteral(" · ") + through;
}

} // namespace

ReachableBar::ReachableBar(QWidget *parent)
    : QWidget(parent)
    , m_chips(new QHBoxLayout(this))
    , m_caption(new ui::Label({}, ui::FontRole::Caption, ui::Strength::Regular, &ui::Theme::text2, this))
{
    m_chips->setContentsMargins(0, 0, 0, 0);
    m_chips->setSpacing(8);
    m_chips->addWidget(m_caption);
    m_chips->addStretch();
    setFixedHeight(ui::metric::buttonSmall);
    rebuild();
}

void ReachableBar::setAddresses(const std::vector<ReachableAddress> &addresses)
{
    m_addresses = addresses;
    rebuild();
}

QString ReachableBar::firstAddress() const
{
    return m_addresses.empty() ? QString() : m_addresses.front().endpoint.toText();
}

QWidget *ReachableBar::makeChip(const ReachableAddress &address)
{
    const QString text = address.endpoint.toText();
    auto *chip = new Chip(this);
    auto *row = new QHBoxLayout(chip);
    row->setContentsMargins(10, 0, 2, 0);
    row->setSpacing(8);
    row->addWidget(new ui::Label(text, ui::FontRole::Code, ui::Strength::Strong, &ui::Theme::text, chip));
    row->addWidget(new ui::Label(description(address), ui::FontRole::Caption, ui::Strength::Regular,
                                 &ui::Theme::text2, chip));
    auto *copy = new ui::IconButton(QStringLiteral("copy"), tr("Copy %1").arg(text), chip);
    copy->setExtent(24, 14);
    connect(copy, &QAbstractButton::clicked, this, [this, text] {
        QGuiApplication::clipboard()->setText(text);
        Q_EMIT copied(text);
    });
    row->addWidget(copy);
    chip->setToolTip(ui::toolTipText(address.interfaceName));
    return chip;
}

void ReachableBar::rebuild()
{
    m_caption->setText(m_addresses.empty() ? tr("Nobody new can connect while the server is not listening.")
                                           : tr("Reachable at"));
    while (m_chips->count() > 2) { // caption, chips, stretch
        QLayoutItem *item = m_chips->takeAt(1);
        item->widget()->deleteLater();
        item->widget()->hide();
        delete item;
    }
    for (size_t i = 0; i < m_addresses.size() && i < maxChips; ++i)
        m_chips->insertWidget(int(i) + 1, makeChip(m_addresses[i]));
    QStringList all;
    for (const ReachableAddress &address : m_addresses)
        all << address.endpoint.toText();
    m_caption->setToolTip(ui::toolTipText(all.join(QLatin1Char('\n'))));
}

void ReachableBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        rebuild();
    QWidget::changeEvent(event);
}

} // namespace miniqq::server
