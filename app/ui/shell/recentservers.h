// SPDX-License-Identifier: MIT
#pragma once

#include "app/types/serveraddress.h"

#include <QAbstractButton>
#include <QWidget>

class QVBoxLayout;

namespace miniqq::client {

/// The servers signed in to before, as rows to click; hidden while there are none.
class RecentServers final : public QWidget
{
    Q_OBJECT

public:
    explicit RecentServers(QWidget *parent = nullptr);
    void setServers(const QList<ServerAddress> &servers);
    /// Marks the row of this address.
    void setCurrent(const ServerAddress &server);
    /// What Tab walks, from the top.
    QList<QWidget *> tabStops() const;

Q_SIGNALS:
    void chosen(const miniqq::client::ServerAddress &server);

private:
    class Row;
    QVBoxLayout *m_rows;
    QList<Row *> m_list;
};

} // namespace miniqq::client
