// SPDX-License-Identifier: MIT
#pragma once

#include "common/ui/strips.h"

class QListView;
class QStackedWidget;

namespace miniqq::ui {
class Button;
class EmptyState;
class SearchField;
} // namespace miniqq::ui

namespace miniqq::client {

class Client;
class PeopleFilterModel;
class PeopleModel;

/// Everyone on the server, those who are there first; choosing somebody opens the conversation with them.
/// While nobody is listed it says why.
class PeoplePage final : public ui::Pane
{
    Q_OBJECT

public:
    explicit PeoplePage(Client &client, QWidget *parent = nullptr);

    void startSearch();

Q_SIGNALS:
    void personChosen(const QByteArray &account);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void showListOrWhyNot();
    void retranslate();

    Client &m_client;
    PeopleModel *m_model;
    PeopleFilterModel *m_filter;
    ui::SearchField *m_search;
    QStackedWidget *m_pages;
    QListView *m_list;
    ui::EmptyState *m_empty;
    ui::Button *m_everybody;
};

} // namespace miniqq::client
