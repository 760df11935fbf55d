// SPDX-License-Identifier: MIT
#pragma once

#include "server/core/servercore.h"

#include <QMainWindow>

#include <optional>

class QStackedWidget;
class QTabBar;

namespace miniqq::tap {
class TrafficLog;
}
namespace miniqq::ui {
class Banner;
class ExchangeView;
class IconButton;
class LanguageManager;
class ThemeManager;
} // namespace miniqq::ui

namespace miniqq::server {

class ConnectionsPage;
class LimitsPage;
class ListenBar;
class LogModel;
class LogPage;
class ReachableBar;
class StatusFoot;

/// The server as a desktop program: what it does and what happens in it. It commands and watches the core and
/// nothing else; closing the window ends the server in order.
class ServerWindow final : public QMainWindow
{
    Q_OBJECT

public:
    /// All must outlive the window. `core` may be started before or after.
    ServerWindow(ServerCore &core, tap::TrafficLog &traffic, ui::ThemeManager &themes,
                 ui::LanguageManager &languages);
    ~ServerWindow() override;

    enum class Tab { Connections, Exchange, Log, Limits };
    void showTab(Tab tab);
    ConnectionsPage &connectionsPage() { return *m_connections; }

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void build();
    void connectCore();
    void connectControls();
    void retranslate();
    void startListening(const QString &address, quint16 port);
    void showState();
    void showStatus(const ServerStatus &status);
    void showProblem(const Error &error);
    void showBanner();
    void closeProblem();
    void say(const QString &text);
    void copyJoinText();
    void askToKick(ConnectionId connection, const QString &name);
    void openSettings();

    ServerCore &m_core;
    tap::TrafficLog &m_traffic;
    ui::ThemeManager &m_themes;
    ui::LanguageManager &m_languages;

    ListenBar *m_listenBar = nullptr;
    ReachableBar *m_reachable = nullptr;
    ui::Banner *m_banner = nullptr;
    QTabBar *m_tabs = nullptr;
    ui::IconButton *m_settings = nullptr;
    QStackedWidget *m_pages = nullptr;
    ConnectionsPage *m_connections = nullptr;
    ui::ExchangeView *m_exchange = nullptr;
    LogModel *m_log = nullptr;
    LogPage *m_logPage = nullptr;
    LimitsPage *m_limits = nullptr;
    StatusFoot *m_foot = nullptr;
    std::optional<Error> m_problem; ///< The banner tells of it.
    int m_connectionCount = 0;
    bool m_quitWhenStopped = false;
};

} // namespace miniqq::server
