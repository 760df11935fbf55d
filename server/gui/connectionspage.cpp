// SPDX-License-Identifier: MIT
#include "server/gui/connectionspage.h"

#include "common/ui/emptystate.h"
#include "common/ui/inputfield.h"
#include "common/ui/label.h"
#include "common/ui/strips.h"
#include "server/gui/connectiondetails.h"
#include "server/gui/connectionsdelegate.h"
#include "server/gui/connectionsmodel.h"
#include "server/gui/tables.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QSortFilterProxyModel>
#include <QStackedWidget>
#include <QTableView>

namespace miniqq::server {
namespace {

struct ColumnWidth
{
    int column;
    int width;
};
constexpr ColumnWidth widths[] = {
    {ConnectionsModel::AccountColumn, 116}, {ConnectionsModel::PeerColumn, 156},
    {ConnectionsModel::LocalColumn, 148},   {ConnectionsModel::TlsColumn, 84},
    {ConnectionsModel::SinceColumn, 66},    {ConnectionsModel::IdleColumn, 58},
    {ConnectionsModel::InColumn, 68},       {ConnectionsModel::OutColumn, 68},
    {ConnectionsModel::RttColumn, 64},      {ConnectionsModel::RateColumn, 72},
    {ConnectionsModel::QueueColumn, 56},
};

/// Who is asked about before they are kicked: strangers have no name yet.
QString nameOf(const ConnectionStatus &connection)
{
    if (connection.account.isEmpty())
        return connection.peer.toText();
    return connection.display.isEmpty() ? connection.account : connection.display;
}

} // namespace

ConnectionsPage::ConnectionsPage(QWidget *parent)
    : QWidget(parent)
    , m_model(new ConnectionsModel(this))
    , m_sorted(new QSortFilterProxyModel(this))
    , m_search(new ui::SearchField({}, this))
    , m_table(new QTableView(this))
    , m_hint(new ui::Label({}, ui::FontRole::Caption, ui::Strength::Regular, &ui::Theme::text2, this))
    , m_empty(new ui::EmptyState(this))
    , m_start(m_empty->addAction(QStringLiteral("play"), {}, ui::ButtonKind::Secondary))
    , m_stack(new QStackedWidget(this))
    , m_details(new ConnectionDetails(this))
{
    m_sorted->setSourceModel(m_model);
    m_sorted->setSortRole(ConnectionsModel::SortRole);
    m_sorted->setFilterRole(ConnectionsModel::FilterRole);
    m_sorted->setFilterKeyColumn(-1);
    m_sorted->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_search->setOutlined(true);
    m_search->setFixedWidth(240);
    m_empty->setDrawing(ui::EmptyState::Drawing::Icon, QStringLiteral("plug"));
    m_details->hide();

    auto *tools = new ui::Pane(&ui::Theme::canvas, Qt::BottomEdge, this);
    auto *toolRow = new QHBoxLayout(tools);
    toolRow->setContentsMargins(16, 8, 16, 8);
    toolRow->addWidget(m_search);
    toolRow->addStretch();

    m_stack->addWidget(makeTable());
    m_stack->addWidget(m_empty);

    auto *left = new QVBoxLayout;
    left->setContentsMargins(0, 0, 0, 0);
    left->setSpacing(0);
    left->addWidget(tools);
    left->addWidget(m_stack, 1);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addLayout(left, 1);
    row->addWidget(m_details);

    connect(m_start, &QPushButton::clicked, this, &ConnectionsPage::startRequested);
    connect(m_search, &QLineEdit::textChanged, m_sorted, &QSortFilterProxyModel::setFilterFixedString);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            [this] { showDetails(); });
    connect(m_details, &ConnectionDetails::closeRequested, m_table, &QTableView::clearSelection);
    connect(m_details, &ConnectionDetails::framesRequested, this, &ConnectionsPage::framesRequested);
    connect(m_details, &ConnectionDetails::kickRequested, this, [this](ConnectionId id) {
        const int at = m_model->rowOf(id);
        if (at >= 0)
            Q_EMIT kickRequested(id, nameOf(m_model->connection(at)));
    });
    retranslate();
}

QWidget *ConnectionsPage::makeTable()
{
    prepareTable(*m_table);
    m_table->setModel(m_sorted);
    m_table->setItemDelegate(new ConnectionsDelegate(m_table));
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(ConnectionsModel::SinceColumn, Qt::AscendingOrder);
    for (const ColumnWidth &w : widths)
        m_table->setColumnWidth(w.column, w.width);
    m_table->horizontalHeader()->setSectionResizeMode(ConnectionsModel::AccountColumn, QHeaderView::Stretch);

    m_hint->setWordWrap(true);
    m_hint->setContentsMargins(16, 12, 16, 12);
    auto *page = new QWidget(this);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_table, 1);
    column->addWidget(new ui::Separator(Qt::Horizontal, page));
    column->addWidget(m_hint);
    return page;
}

void ConnectionsPage::setStatus(const ServerStatus &status)
{
    m_model->update(status.connections);
    const bool listening = !status.listening.empty();
    if (listening != m_listening) {
        m_listening = listening;
        retranslate();
    }
    m_stack->setCurrentIndex(status.connections.empty() ? 1 : 0);
    showDetails();
}

void ConnectionsPage::setStartable(bool startable)
{
    m_startable = startable;
    m_start->setVisible(startable && !m_listening);
}

void ConnectionsPage::select(ConnectionId id)
{
    const int row = m_model->rowOf(id);
    if (row < 0)
        return;
    const QModelIndex index = m_sorted->mapFromSource(m_model->index(row, 0));
    m_table->selectRow(index.row());
    m_table->scrollTo(index);
}

void ConnectionsPage::showDetails()
{
    const QModelIndexList selected = m_table->selectionModel()->selectedRows();
    m_details->setVisible(!selected.isEmpty());
    if (selected.isEmpty())
        return;
    const int row = m_sorted->mapToSource(selected.front()).row();
    m_details->setConnection(m_model->connection(row), m_model->samples(row));
}

void ConnectionsPage::retranslate()
{
    m_search->setPrompt(tr("Account, address or port"));
    m_table->setAccessibleName(tr("Connections"));
    m_hint->setText(tr("“Stop listening” closes only the listening socket: those already connected go on "
                       "chatting. “Shut down” "
                       "ends all connections in order."));
    m_start->setText(tr("Start listening"));
    setStartable(m_startable);
    if (m_listening)
        m_empty->setText(tr("Nobody is connected yet"),
                         tr("Start MiniQQ on this or another computer and type one of the addresses above."));
    else
        m_empty->setText(tr("New people cannot connect now"),
                         tr("The listening socket is closed. Start listening to let them in."));
    m_model->retranslate();
}

void ConnectionsPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace miniqq::server
