// SPDX-License-Identifier: MIT
#include "app/lab/ui/address/addresspage.h"

#include "app/lab/ui/address/addresscardview.h"
#include "app/lab/ui/address/interfacescard.h"
#include "app/lab/ui/address/namecard.h"
#include "app/lab/ui/address/pingladdercard.h"
#include "app/lab/ui/address/portboardview.h"
#include "app/lab/ui/address/reachmatrixcard.h"
#include "app/lab/ui/address/routecard.h"
#include "common/ui/strips.h"

#include <QEvent>
#include <QGridLayout>

namespace miniqq::lab {

using namespace ui;

namespace {

constexpr int wideFrom = 960; // below that the cards stand under each other
constexpr int watchMs = 5000;

QWidget *columnOf(std::initializer_list<QWidget *> cards)
{
    auto *column = new QWidget;
    auto *layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metric::pagePadding);
    for (QWidget *card : cards)
        layout->addWidget(card);
    layout->addStretch(1);
    return column;
}

} // namespace

AddressPage::AddressPage(const Clock &clock, QWidget *parent)
    : AddressPage(clock, MachineReader::systemMachine, PortBoardCard::systemBoard, parent)
{}

AddressPage::AddressPage(const Clock &clock, MachineReader::Source machine, PortBoardCard::Source ports,
                         QWidget *parent)
    : QScrollArea(parent)
    , m_machine(new MachineReader(std::move(machine), this))
    , m_ground(new Pane(&Theme::canvas, {}, this))
    , m_grid(new QGridLayout)
    , m_address(new AddressCardView(*m_machine, m_ground))
    , m_reach(new ReachMatrixCard(*m_machine, clock, m_ground))
    , m_ports(new PortBoardCard(clock, std::move(ports), m_ground))
    , m_route(new RouteCard(*m_machine, clock, NameLookup::systemResolver(), m_ground))
    , m_names(new NameCard(clock, NameLookup::systemResolver(), m_ground))
    , m_ladder(new PingLadderCard(*m_machine, {}, m_ground))
    , m_interfaces(new InterfacesCard(*m_machine, m_ground))
    , m_left(columnOf({m_route, m_names}))
    , m_right(columnOf({m_ladder, m_interfaces}))
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    auto *column = new QVBoxLayout(m_ground);
    column->setContentsMargins(metric::pagePadding, metric::pagePadding, metric::pagePadding,
                               metric::pagePadding);
    m_grid->setSpacing(metric::pagePadding);
    column->addLayout(m_grid);
    column->addStretch(1);
    setWidget(m_ground);
    m_watch.setInterval(watchMs);
    connect(&m_watch, &QTimer::timeout, m_machine, &MachineReader::refresh);
    connect(&m_ports->view(), &PortBoardView::tileChosen, this, [this](int at) {
        const QRect tile = m_ports->view().tileRect(at);
        const QPoint centre = m_ports->view().mapTo(m_ground, tile.center());
        ensureVisible(centre.x(), centre.y(), 0, tile.height());
    });
    arrange();
    retranslate();
}

void AddressPage::arrange()
{
    const int columns = viewport()->width() >= wideFrom ? 2 : 1;
    if (columns == m_columns)
        return;
    m_columns = columns;
    while (QLayoutItem *item = m_grid->takeAt(0))
        delete item;
    // Below each other in the order of reading; wide, two beside each other, and the board over both.
    const bool wide = columns == 2;
    QWidget *const parts[] = {m_address, m_reach, m_ports, m_left, m_right};
    int cell = 0;
    for (QWidget *part : parts) {
        const bool over = wide && part == m_ports;
        m_grid->addWidget(part, cell / columns, cell % columns, 1, over ? 2 : 1);
        cell += over ? 2 : 1;
    }
    m_grid->setColumnStretch(0, wide ? 2 : 1);
    m_grid->setColumnStretch(1, wide ? 3 : 0);
}

void AddressPage::retranslate()
{
    setAccessibleName(tr("Addresses and ports"));
}

void AddressPage::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    arrange();
}

void AddressPage::showEvent(QShowEvent *event)
{
    QScrollArea::showEvent(event);
    m_machine->refresh();
    m_watch.start();
}

void AddressPage::hideEvent(QHideEvent *event)
{
    QScrollArea::hideEvent(event);
    m_watch.stop();
}

void AddressPage::changeEvent(QEvent *event)
{
    QScrollArea::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace miniqq::lab
