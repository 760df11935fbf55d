// SPDX-License-Identifier: MIT
#pragma once

#include "server/core/reachable.h"

#include <QWidget>

class QHBoxLayout;

namespace miniqq::ui {
class Label;
}

namespace miniqq::server {

/// "Reachable at": a chip for each address others can type, with what kind of address it is and a button that
/// copies it.
class ReachableBar final : public QWidget
{
    Q_OBJECT

public:
    explicit ReachableBar(QWidget *parent = nullptr);

    void setAddresses(const std::vector<ReachableAddress> &addresses);
    /// The address to tell others first; empty if there is none.
    QString firstAddress() const;

Q_SIGNALS:
    void copied(const QString &address);

protected:
    void changeEvent(QEvent *event) override;

private:
    void rebuild();
    QWidget *makeChip(const ReachableAddress &address);

    QHBoxLayout *m_chips;
    ui::Label *m_caption;
    std::vector<ReachableAddress> m_addresses;
};

} // namespace miniqq::server
