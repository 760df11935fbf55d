// SPDX-License-Identifier: MIT
#pragma once

#include "common/ui/strips.h"

#include <QListView>

class QSortFilterProxyModel;

namespace miniqq::ui {
class SearchField;
}

namespace miniqq::client {

/// The conversations with a field above that narrows them by name, on a model with the roles of
/// ConversationListModel. The open conversation is the selected row; a click, or Enter on a row, opens
/// another.
class ConversationListView : public ui::Pane
{
    Q_OBJECT
public:
    explicit ConversationListView(QWidget *parent = nullptr);

    /// Not owned.
    void setModel(QAbstractItemModel *model);
    /// Marks the conversation that is open (empty: none) without signalling.
    void setOpenConversation(const QByteArray &key);
    QByteArray openConversation() const { return m_open; }

    QListView &list() { return *m_list; }
    ui::SearchField &search() { return *m_search; }

public Q_SLOTS:
    /// Ctrl+K: the field gets the focus; arrow keys and Enter choose, Escape leaves it.
    void startSearch();
    /// Opens the next (previous) conversation, or the next one with something unread.
    void openNext(int step);
    void openNextUnread();

Q_SIGNALS:
    void conversationActivated(const QByteArray &key);
    /// Escape in the search field, or a choice was made there: the focus belongs elsewhere.
    void searchFinished();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void markOpen();
    void activate(const QModelIndex &index);
    bool searchKey(int key);

    QSortFilterProxyModel *m_filter;
    ui::SearchField *m_search;
    QListView *m_list;
    QByteArray m_open;
};

} // namespace miniqq::client
