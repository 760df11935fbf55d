// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/workbench/workbench.h"

#include <QWidget>

class QHBoxLayout;
class QStackedWidget;
class QTabBar;
class QVBoxLayout;

namespace miniqq::lab {

class HttpCard;
class LabExchangeCard;
class OptionPanel;
class ServiceCard;
class ServiceFormCard;
class TcpCard;
class UdpCard;

/// The free lab: the tutorials' services at the left, clients in the middle with ruler and bench below, and
/// at the right every call or the options of a socket. Services go on while another page is shown; they end
/// with this one.
class FreeLabPage : public QWidget
{
    Q_OBJECT
public:
    /// What the sockets do is reported to `log`, which has to be in Mode::Full. Both must outlive the page.
    FreeLabPage(tap::TrafficLog &log, const Clock &clock, QWidget *parent = nullptr);
    ~FreeLabPage() override;

    enum class Client { Tcp, Udp, Http };
    void showClient(Client client);
    enum class Side { Calls, Sockets, Options };
    void showSide(Side side);

    Workbench &bench() { return *m_bench; }
    ServiceFormCard *serviceForm() const { return m_form; }
    QList<ServiceCard *> serviceCards() const;
    TcpCard *tcp() const { return m_tcp; }
    UdpCard *udp() const { return m_udp; }
    HttpCard *http() const { return m_http; }
    OptionPanel *options() const { return m_options; }

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *makeServices();
    QWidget *makeClients();
    QWidget *makeSide();
    void arrange();
    void retranslate();
    void addCard(RunningService *service);
    void removeCard(const RunningService *service);

    std::unique_ptr<Workbench> m_bench;
    ServiceFormCard *m_form;
    TcpCard *m_tcp;
    UdpCard *m_udp;
    HttpCard *m_http;
    OptionPanel *m_options;
    LabExchangeCard *m_exchange = nullptr;
    QVBoxLayout *m_cards = nullptr;
    QTabBar *m_clientBar;
    QStackedWidget *m_clients;
    QHBoxLayout *m_row = nullptr;
    QVBoxLayout *m_middle = nullptr;
    QWidget *m_side = nullptr;
    QTabBar *m_sideBar;
    QStackedWidget *m_sides;
};

} // namespace miniqq::lab
