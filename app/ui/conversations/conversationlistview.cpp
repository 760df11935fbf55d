// SPDX-License-Identifier: MIT
#include "app/ui/conversations/conversationlistview.h"

#include "app/models/conversationlistmodel.h"
#include "app/ui/conversations/conversationdelegate.h"
#include "app/ui/conversations/conversationrow.h"
#include "common/ui/inputfield.h"

#include <QEvent>
#include <QKeyEvent>
#include <QScopedValueRollback>
#include <QSortFilterProxyModel>
#include <QVBoxLayout>

namespace miniqq::client {

using namespace Qt::Literals::StringLiterals;

namespace {

using Role = ConversationListModel::Role;

/// Gives every row its spoken words, whether or not the model below has them.
class FilterModel : public QSortFilterProxyModel
{
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    QVariant data(const QModelIndex &index, int role) const override
    {
        if (role == Qt::AccessibleTextRole)
            return readConversationRow(index, QDate::currentDate()).spoken();
        return QSortFilterProxyModel::data(index, role);
    }
};

} // namespace

ConversationListView::ConversationListView(QWidget *parent)
    : ui::Pane(&ui::Theme::panel, {}, parent)
    , m_filter(new FilterModel(this))
    , m_search(new ui::SearchField({}, this))
    , m_list(new QListView(this))
{
    m_filter->setFilterRole(Role::TitleRole);
    m_filter->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_search->setShortcutHint(u"Ctrl K"_s);

    m_list->setModel(m_filter);
    m_list->setItemDelegate(new ConversationDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->viewport()->setAutoFillBackground(false);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *top = new QVBoxLayout;
    top->setContentsMargins(16, 12, 16, 8);
    top->addWidget(m_search);
    column->addLayout(top);
    column->addWidget(m_list, 1);
    setMinimumWidth(ui::metric::listWidthMin);

    m_search->installEventFilter(this);
    m_list->installEventFilter(this);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filter->setFilterFixedString(text.trimmed());
        markOpen();
    });
    connect(m_list, &QListView::clicked, this, &ConversationListView::activate);
    const auto remark = [this] { markOpen(); };
    connect(m_filter, &QAbstractItemModel::modelReset, this, remark);
    connect(m_filter, &QAbstractItemModel::rowsInserted, this, remark);
    connect(m_filter, &QAbstractItemModel::rowsMoved, this, remark);
    connect(m_filter, &QAbstractItemModel::layoutChanged, this, remark);
    retranslate();
}

void ConversationListView::setModel(QAbstractItemModel *model)
{
    m_filter->setSourceModel(model);
    markOpen();
}

void ConversationListView::setOpenConversation(const QByteArray &key)
{
    m_open = key;
    markOpen();
}

void ConversationListView::markOpen()
{
    const QModelIndexList found =
        m_open.isEmpty() ? QModelIndexList()
                         : m_filter->match(m_filter->index(0, 0), Role::KeyRole, m_open, 1, Qt::MatchExactly);
    if (found.isEmpty()) {
        m_list->selectionModel()->clearSelection();
        return;
    }
    if (m_list->currentIndex() != found.first() || !m_list->selectionModel()->isSelected(found.first()))
        m_list->selectionModel()->setCurrentIndex(found.first(), QItemSelectionModel::ClearAndSelect);
}

void ConversationListView::activate(const QModelIndex &index)
{
    const QByteArray key = index.data(Role::KeyRole).toByteArray();
    if (key.isEmpty())
        return;
    setOpenConversation(key);
    Q_EMIT conversationActivated(key);
}

void ConversationListView::startSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void ConversationListView::openNext(int step)
{
    const int rows = m_filter->rowCount();
    if (rows == 0)
        return;
    const QModelIndex current = m_list->currentIndex();
    const int row = current.isValid() ? current.row() + step : step > 0 ? 0 : rows - 1;
    activate(m_filter->index(std::clamp(row, 0, rows - 1), 0));
}

void ConversationListView::openNextUnread()
{
    const int rows = m_filter->rowCount();
    const int from = m_list->currentIndex().isValid() ? m_list->currentIndex().row() : -1;
    for (int i = 1; i <= rows; ++i) {
        const QModelIndex index = m_filter->index((from + i) % rows, 0);
        if (index.data(Role::UnreadRole).toInt() > 0 && index.data(Role::KeyRole).toByteArray() != m_open) {
            activate(index);
            return;
        }
    }
}

bool ConversationListView::searchKey(int key)
{
    switch (key) {
    case Qt::Key_Down:
    case Qt::Key_Up: {
        const int rows = m_filter->rowCount();
        const int row = m_list->currentIndex().row() + (key == Qt::Key_Down ? 1 : -1);
        if (rows > 0)
            m_list->setCurrentIndex(m_filter->index(std::clamp(row, 0, rows - 1), 0));
        return true;
    }
    case Qt::Key_Return:
    case Qt::Key_Enter: {
        QModelIndex chosen = m_list->currentIndex();
        if (!chosen.isValid())
            chosen = m_filter->index(0, 0);
        if (chosen.isValid()) {
            const QByteArray chosenKey = chosen.data(Role::KeyRole).toByteArray();
            m_search->clear();
            setOpenConversation(chosenKey);
            Q_EMIT conversationActivated(chosenKey);
            Q_EMIT searchFinished();
        }
        return true;
    }
    case Qt::Key_Escape:
        m_search->clear();
        Q_EMIT searchFinished();
        return true;
    default:
        return false;
    }
}

bool ConversationListView::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (watched == m_search && searchKey(key))
            return true;
        if (watched == m_list && (key == Qt::Key_Return || key == Qt::Key_Enter)) {
            activate(m_list->currentIndex());
            return true;
        }
    } else if (watched == m_list && event->type() == QEvent::FocusOut) {
        markOpen(); // rows that were only walked over do not stay marked
    }
    return ui::Pane::eventFilter(watched, event);
}

void ConversationListView::retranslate()
{
    m_search->setPrompt(tr("Search"));
    m_list->setAccessibleName(tr("Conversations"));
}

void ConversationListView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        m_list->viewport()->update();
    } else if (event->type() == QEvent::StyleChange && m_list) {
        m_list->doItemsLayout();
    }
    ui::Pane::changeEvent(event);
}

} // namespace miniqq::client
