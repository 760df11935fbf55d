// SPDX-License-Identifier: MIT
#include "app/lab/ui/address/addresspage.h"

#include "app/lab/ui/address/addresscardview.h"
#include "common/ui/strips.h"

#include <QEvent>
#include <QGridLayout>

namespace miniqq::lab {

using namespace ui;

namespace {
constexpr int wideFrom = 960; // below that the cards stand under each other
}

AddressPage::AddressPage(const Clock &clock, QWidget *parent)
    : AddressPage(clock, MachineReader::systemMachine, parent)
{}

AddressPage::AddressPage(const Clock &, MachineReader::Source machine, QWidget *parent)
    : QScrollArea(parent)
    , m_machine(new MachineReader(std::move(machine), this))
    , m_grid(new QGridLayout)
    , m_address(new AddressCardView(*m_machine))
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    auto *ground = new Pane(&Theme::canvas);
    auto *column = new QVBoxLayout(ground);
    column->setContentsMargins(metric::pagePadding, metric::pagePadding, metric::pagePadding,
                               metric::pagePadding);
    m_grid->setSpacing(metric::pagePadding);
    column->addLayout(m_grid);
    column->addStretch(1);
    setWidget(ground);
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
    m_grid->addWidget(m_address, 0, 0);
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
}

void AddressPage::changeEvent(QEvent *event)
{
    QScrollArea::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace miniqq::lab
