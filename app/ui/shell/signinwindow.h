// SPDX-License-Identifier: MIT
#pragma once

#include "app/types/connectionstate.h"
#include "app/types/serveraddress.h"
#include "app/types/serverpin.h"
#include "app/types/signinfailure.h"

#include <QWidget>

namespace miniqq::ui {
class Button;
class InputField;
class Label;
class LanguageManager;
class Switch;
class ThemeManager;
} // namespace miniqq::ui

namespace miniqq::client {

class AppearanceStrip;
class Client;
class FailureBox;
class RecentServers;

/// The first window: which server, who, and the password. Registering asks for the name to show as well. Says
/// what is going on while it connects and, if it fails, why and what to do.
class SignInWindow final : public QWidget
{
    Q_OBJECT

public:
    SignInWindow(Client &client, ui::ThemeManager &themes, ui::LanguageManager &languages);

    /// What the fields show; empty values leave a field as it is.
    void preset(const ServerAddress &server, const QString &account);

    void showFailure(const SignInFailure &failure);

    /// What stands in the field while nobody has said anything else.
    static ServerAddress proposedServer();

protected:
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void build(ui::ThemeManager &themes, ui::LanguageManager &languages);
    void connectAll();
    void retranslate();
    void setRegistering(bool on);
    void submit();
    Result<ServerAddress> typedServer() const;
    void orderTabs();
    static QString accountMissing();
    static QString passwordMissing();
    void clearFailure();
    void showState(ConnectionState state);
    void startServer();
    void showCertificateChange(const ServerAddress &server, const ServerPin &known, const QString &shown);

    Client &m_client;
    ui::Label *m_product;
    ui::Label *m_tagline;
    ui::Label *m_recentCaption;
    RecentServers *m_recent;
    ui::InputField *m_server;
    ui::Switch *m_tls;
    ui::Label *m_tlsHint;
    ui::Button *m_startServer;
    ui::InputField *m_account;
    ui::InputField *m_display;
    ui::InputField *m_password;
    FailureBox *m_failure;
    ui::Button *m_secondary;
    ui::Button *m_primary;
    ui::Label *m_progress;
    AppearanceStrip *m_strip = nullptr;
    SignInFailure m_lastFailure;
    bool m_registering = false;
};

} // namespace miniqq::client
