// SPDX-License-Identifier: MIT
#include "server/gui/logpage.h"

#include "common/ui/button.h"
#include "common/ui/inputfield.h"
#include "common/ui/strips.h"
#include "server/gui/tabledelegate.h"
#include "server/gui/tables.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QScrollBar>
#include <QSortFilterProxyModel>
#include <QTableView>

namespace miniqq::server {
namespace {

class LogDelegate final : public TableDelegate
{
public:
    using TableDelegate::TableDelegate;

protected:
    CellText cellText(const QModelIndex &index, const ui::Theme &theme) const override
    {
        const auto level = LogLevel(index.data(LogModel::LevelRole).toInt());
        const bool fixed =
            index.column() == LogModel::TimeColumn || index.column() == LogModel::EndpointColumn;
        CellText look{theme.text, theme.font(fixed ? ui::FontRole::Code : ui::FontRole::Body)};
        if (index.column() == LogModel::LevelColumn || index.column() == LogModel::TextColumn) {
            if (level == LogLevel::Warning)
                look.colour = theme.warn;
            else if (level == LogLevel::Error)
                look.colour = theme.err;
        } else {
            look.colour = theme.text2;
        }
        return look;
    }
};

} // namespace

LogPage::LogPage(LogModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_filtered(new QSortFilterProxyModel(this))
    , m_search(new ui::SearchField({}, this))
    , m_copy(new ui::Button(QStringLiteral("copy"), {}, ui::ButtonKind::Secondary, this))
    , m_clear(new ui::Button({}, ui::ButtonKind::Secondary, this))
    , m_table(new QTableView(this))
{
    m_filtered->setSourceModel(&model);
    m_filtered->setFilterKeyColumn(-1);
    m_filtered->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_search->setOutlined(true);
    m_search->setFixedWidth(240);

    auto *tools = new QHBoxLayout;
    tools->setContentsMargins(16, 8, 16, 8);
    tools->setSpacing(8);
    tools->addWidget(m_search);
    tools->addStretch();
    tools->addWidget(m_copy);
    tools->addWidget(m_clear);

    prepareTable(*m_table);
    m_table->setModel(m_filtered);
    m_table->setItemDelegate(new LogDelegate(m_table));
    m_table->setColumnWidth(LogModel::TimeColumn, 100);
    m_table->setColumnWidth(LogModel::LevelColumn, 90);
    m_table->setColumnWidth(LogModel::AccountColumn, 140);
    m_table->setColumnWidth(LogModel::EndpointColumn, 190);
    m_table->horizontalHeader()->setStretchLastSection(true);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(tools);
    column->addWidget(new ui::Separator(Qt::Horizontal, this));
    column->addWidget(m_table, 1);

    connect(m_search, &QLineEdit::textChanged, m_filtered, &QSortFilterProxyModel::setFilterFixedString);
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_model.toText()); });
    connect(m_clear, &QPushButton::clicked, &m_model, &LogModel::clear);
    connect(m_filtered, &QAbstractItemModel::rowsAboutToBeInserted, this, [this] {
        const QScrollBar *bar = m_table->verticalScrollBar();
        m_atEnd = bar->value() >= bar->maximum();
    });
    connect(m_filtered, &QAbstractItemModel::rowsInserted, this, [this] {
        if (m_atEnd)
            m_table->scrollToBottom();
    });
    retranslate();
}

void LogPage::retranslate()
{
    m_search->setPrompt(tr("Search the log"));
    m_copy->setText(tr("Copy all"));
    m_clear->setText(tr("Clear"));
    m_table->setAccessibleName(tr("Log"));
    m_model.retranslate();
}

void LogPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace miniqq::server
