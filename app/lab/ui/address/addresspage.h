// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/ui/address/machine.h"
#include "app/lab/ui/address/portboardcard.h"

#include <QScrollArea>
#include <QTimer>

namespace miniqq {
class Clock;
}

class QGridLayout;

namespace miniqq::lab {

class AddressCardView;
class InterfacesCard;
class NameCard;
class PingLadderCard;
class ReachMatrixCard;
class RouteCard;

/// The tab "Addresses & ports": cards about addresses and about what this machine's network does.
class AddressPage final : public QScrollArea
{
    Q_OBJECT

public:
    /// The clock must outlive the page.
    explicit AddressPage(const Clock &clock, QWidget *parent = nullptr);
    /// With a machine and ports of its own, for tests and pictures.
    AddressPage(const Clock &clock, MachineReader::Source machine, PortBoardCard::Source ports,
                QWidget *parent = nullptr);

    AddressCardView &addressCard() { return *m_address; }
    ReachMatrixCard &reachCard() { return *m_reach; }
    PortBoardCard &portCard() { return *m_ports; }
    RouteCard &routeCard() { return *m_route; }
    NameCard &nameCard() { return *m_names; }
    PingLadderCard &ladderCard() { return *m_ladder; }
    InterfacesCard &interfacesCard() { return *m_interfaces; }

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void arrange();
    void retranslate();

    MachineReader *m_machine;
    QTimer m_watch; ///< Asks again while the page can be seen: cables are pulled, addresses change.
    QWidget *m_ground;
    QGridLayout *m_grid;
    AddressCardView *m_address;
    ReachMatrixCard *m_reach;
    PortBoardCard *m_ports;
    RouteCard *m_route;
    NameCard *m_names;
    PingLadderCard *m_ladder;
    InterfacesCard *m_interfaces;
    QWidget *m_left; ///< Of the cards below the board.
    QWidget *m_right;
    int m_columns = 0;
};

} // namespace miniqq::lab
