// SPDX-License-Identifier: MIT
#include "server/gui/limitspage.h"

#include "common/ui/theme.h"
#include "server/gui/tabledelegate.h"
#include "server/gui/tables.h"

#include <QEvent>
#include <QHeaderView>
#include <QTableView>
#include <QVBoxLayout>

namespace miniqq::server {
namespace {

class LimitsDelegate final : public TableDelegate
{
public:
    using TableDelegate::TableDelegate;

protected:
    CellText cellText(const QModelIndex &index, const ui::Theme &theme) const override
    {
        const bool reached = index.data(LimitsModel::ReachedRole).toBool();
        CellText look{theme.text, theme.font(ui::FontRole::Body)};
        if (index.column() == LimitsModel::HitsColumn)
            look.colour = reached ? theme.warn : theme.text2;
        else if (index.column() == LimitsModel::ValueColumn)
            look.colour = theme.text2;
        return look;
    }
};

} // namespace

LimitsPage::LimitsPage(QWidget *parent)
    : QWidget(parent)
    , m_model(new LimitsModel(this))
    , m_table(new QTableView(this))
{
    prepareTable(*m_table);
    m_table->setModel(m_model);
    m_table->setItemDelegate(new LimitsDelegate(m_table));
    m_table->setColumnWidth(LimitsModel::NameColumn, 440);
    m_table->setColumnWidth(LimitsModel::ValueColumn, 280);
    m_table->horizontalHeader()->setStretchLastSection(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_table, 1);
    retranslate();
}

void LimitsPage::retranslate()
{
    m_table->setAccessibleName(tr("Limits"));
    m_model->retranslate();
}

void LimitsPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace miniqq::server
