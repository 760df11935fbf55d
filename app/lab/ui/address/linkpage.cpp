// SPDX-License-Identifier: MIT
#include "app/lab/ui/address/linkpage.h"

#include "app/lab/ui/address/hopscard.h"
#include "app/lab/ui/address/lossycard.h"
#include "app/lab/ui/address/switchcard.h"
#include "common/ui/strips.h"

#include <QEvent>
#include <QGridLayout>

namespace miniqq::lab {

using namespace ui;

LinkPage::LinkPage(QWidget *parent)
    : QScrollArea(parent)
    , m_grid(new QGridLayout)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setAccessibleName(tr("Link simulator"));
    auto *ground = new Pane(&Theme::canvas);
    m_switch = new SwitchCard(ground);
    m_hops = new HopsCard(ground);
    m_lossy = new LossyCard(ground);
    auto *column = new QVBoxLayout(ground);
    column->setContentsMargins(metric::pagePadding, metric::pagePadding, metric::pagePadding,
                               metric::pagePadding);
    m_grid->setSpacing(metric::pagePadding);
    column->addLayout(m_grid);
    column->addStretch(1);
    setWidget(ground);
    arrange();
}

void LinkPage::arrange()
{
    // Beside each other if both have the room that their words need.
    const int needed =
        m_switch->minimumSizeHint().width() + m_hops->minimumSizeHint().width() + 3 * metric::pagePadding;
    const int columns = viewport()->width() >= needed ? 2 : 1;
    if (columns == m_columns)
        return;
    m_columns = columns;
    while (QLayoutItem *item = m_grid->takeAt(0))
        delete item;
    const bool wide = columns == 2;
    m_grid->addWidget(m_switch, 0, 0);
    m_grid->addWidget(m_hops, wide ? 0 : 1, wide ? 1 : 0);
    m_grid->addWidget(m_lossy, wide ? 1 : 2, 0, 1, columns);
    m_grid->setColumnStretch(0, wide ? 2 : 1);
    m_grid->setColumnStretch(1, wide ? 3 : 0);
}

void LinkPage::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    arrange();
}

void LinkPage::changeEvent(QEvent *event)
{
    QScrollArea::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        setAccessibleName(tr("Link simulator"));
}

} // namespace miniqq::lab
