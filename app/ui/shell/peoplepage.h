// SPDX-License-Identifier: MIT
#pragma once

#include "common/ui/strips.h"

class QListView;

namespace miniqq::ui {
class SearchField;
}

namespace miniqq::client {

class Client;
class PeopleFilterModel;
class PeopleModel;

/// Everyone on the server, those who are there first; choosing somebody opens the conversation with them.
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
    void retranslate();

    PeopleModel *m_model;
    PeopleFilterModel *m_filter;
    ui::SearchField *m_search;
    QListView *m_list;
};

} // namespace miniqq::client
