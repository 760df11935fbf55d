// SPDX-License-Identifier: MIT
#pragma once

#include "server/core/serverstatus.h"

#include <QWidget>

class QSortFilterProxyModel;
class QStackedWidget;
class QTableView;

namespace miniqq::ui {
class Button;
class EmptyState;
class Label;
class SearchField;
} // namespace miniqq::ui

namespace miniqq::server {

class ConnectionDetails;
class ConnectionsModel;

/// The Connections tab: who is connected, from where, how, since when, and the details of one at the right.
class ConnectionsPage final : public QWidget
{
    Q_OBJECT

public:
    explicit ConnectionsPage(QWidget *parent = nullptr);

    void setStatus(const ServerStatus &status);
    /// Whether listening can be started now; then the empty page offers it.
    void setStartable(bool startable);
    /// Selects a connection and opens its details.
    void select(ConnectionId id);

Q_SIGNALS:
    void startRequested();
    void framesRequested(miniqq::ConnectionId connection);
    void kickRequested(miniqq::ConnectionId connection, const QString &name);

protected:
    void changeEvent(QEvent *event) override;

private:
    void showDetails();
    void retranslate();
    QWidget *makeTable();

    ConnectionsModel *m_model;
    QSortFilterProxyModel *m_sorted;
    ui::SearchField *m_search;
    QTableView *m_table;
    ui::Label *m_hint;
    ui::EmptyState *m_empty;
    ui::Button *m_start;
    QStackedWidget *m_stack;
    ConnectionDetails *m_details;
    bool m_listening = false;
    bool m_startable = false;
};

} // namespace miniqq::server
