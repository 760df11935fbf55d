// SPDX-License-Identifier: MIT
#include "server/gui/tables.h"

#include "common/ui/theme.h"

#include <QHeaderView>
#include <QTableView>

namespace miniqq::server {

void prepareTable(QTableView &table)
{
    table.setSelectionBehavior(QAbstractItemView::SelectRows);
    table.setSelectionMode(QAbstractItemView::SingleSelection);
    table.setEditTriggers(QAbstractItemView::NoEditTriggers);
    table.setShowGrid(false);
    table.setFrameShape(QFrame::NoFrame);
    table.setMouseTracking(true); // for the hovered row
    table.setWordWrap(false);
    table.setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    table.setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table.verticalHeader()->hide();
    table.verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table.verticalHeader()->setDefaultSectionSize(ui::metric::tableRowHeight);
    table.horizontalHeader()->setFixedHeight(ui::metric::tableHeadHeight);
    table.horizontalHeader()->setHighlightSections(false);
    table.horizontalHeader()->setDefaultAlignment(Qt::AlignVCenter | Qt::AlignLeft);
    table.horizontalHeader()->setMinimumSectionSize(40);
    table.setTabKeyNavigation(false); // Tab leaves the table, arrows walk it
}

} // namespace miniqq::server
