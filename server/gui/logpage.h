// SPDX-License-Identifier: MIT
#pragma once

#include "server/gui/logmodel.h"

#include <QWidget>

class QSortFilterProxyModel;
class QTableView;

namespace miniqq::ui {
class Button;
class SearchField;
} // namespace miniqq::ui

namespace miniqq::server {

/// The Log tab: what happened, filterable; follows the end unless scrolled away.
class LogPage final : public QWidget
{
    Q_OBJECT

public:
    explicit LogPage(LogModel &model, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    LogModel &m_model;
    QSortFilterProxyModel *m_filtered;
    ui::SearchField *m_search;
    ui::Button *m_copy;
    ui::Button *m_clear;
    QTableView *m_table;
    bool m_atEnd = true;
};

} // namespace miniqq::server
