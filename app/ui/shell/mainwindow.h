// SPDX-License-Identifier: MIT
#pragma once

#include "app/ui/shell/rail.h"

#include <QMainWindow>

class QMenu;
class QSplitter;
class QStackedWidget;

namespace miniqq {
class Clock;
}
namespace miniqq::lab {
class LabPage;
}
namespace miniqq::tap {
class TrafficLog;
}
namespace miniqq::ui {
class Banner;
class LanguageManager;
class ThemeManager;
} // namespace miniqq::ui

namespace miniqq::client {

class ChatController;
class ChatPane;
class Client;
class ConnectionBanner;
class ConnectionFoot;
class ConversationListModel;
class ConversationListView;
class EmptyChat;
class NetworkView;
class PeoplePage;

/// The messenger: rail, conversations or people, the open conversation, and the Network view at the right.
/// The Network Lab takes the place of list and conversation.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    /// All must outlive the window.
    MainWindow(Client &client, tap::TrafficLog &traffic, const Clock &clock, ui::ThemeManager &themes,
               ui::LanguageManager &languages);
    ~MainWindow() override;

    void openConversation(const QByteArray &key);
    void setNetworkViewShown(bool shown);
    void showPage(Rail::Page page);
    /// Goes, and with it the windows it opened; what it remembers is written down.
    void leave();
    ChatPane &chatPane() { return *m_chat; }
    ConversationListView &conversationList() { return *m_list; }
    /// Null until the Lab is shown for the first time.
    lab::LabPage *labPage() { return m_lab; }

protected:
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void build();
    void connectAll();
    void addShortcuts();
    void openNext(int step);
    void makeLab();
    void showMe();
    void showUnread();
    void showEmptyOrChat();
    void showNotice();
    void openSettings();
    void retranslate();
    void restoreWindow();

    Client &m_client;
    tap::TrafficLog &m_traffic;
    const Clock &m_clock;
    ui::ThemeManager &m_themes;
    ui::LanguageManager &m_languages;

    Rail *m_rail;
    QSplitter *m_splitter;
    QWidget *m_left; ///< Lists and foot: all but the Lab has it.
    QStackedWidget *m_lists;
    ConversationListModel *m_conversations;
    ConversationListView *m_list;
    PeoplePage *m_people;
    ConnectionFoot *m_foot;
    QStackedWidget *m_desk; ///< Conversation or Lab.
    QStackedWidget *m_centre;
    EmptyChat *m_empty;
    ChatPane *m_chat;
    ChatController *m_controller;
    ui::Banner *m_bannerStrip; ///< Above the conversation and above the empty pane alike.
    ConnectionBanner *m_banner;
    ui::Banner *m_notice;
    QString m_noticeText; ///< What the server's operator told everybody last.
    NetworkView *m_network;
    lab::LabPage *m_lab = nullptr;
};

} // namespace miniqq::client
