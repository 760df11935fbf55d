// SPDX-License-Identifier: MIT
#pragma once

#include "app/types/serveraddress.h"
#include "app/types/signinfailure.h"

#include <QObject>
#include <QString>

#include <memory>
#include <optional>

namespace miniqq {
class Clock;
}
namespace miniqq::tap {
class TrafficLog;
}
namespace miniqq::ui {
class LanguageManager;
class ThemeManager;
} // namespace miniqq::ui

namespace miniqq::client {

class Client;
class MainWindow;
class SignInWindow;

/// What the command line may ask for at the start.
struct StartOptions
{
    ServerAddress server;            ///< null: the last one
    QString account;                 ///< empty: the last one
    std::optional<QString> password; ///< signs in at once
    bool registerAccount = false;    ///< makes the account first; signs in if it is there already
    QString displayName;             ///< for registering
    QByteArray conversation;         ///< opened once signed in: "lobby" or an account; empty: none
    bool networkView = false;        ///< shown from the start
};

/// Decides which window is there: the sign-in window until somebody is signed in, then the main window, and
/// back again after signing out.
class Messenger final : public QObject
{
    Q_OBJECT

public:
    /// All must outlive the messenger.
    Messenger(Client &client, tap::TrafficLog &traffic, const Clock &clock, ui::ThemeManager &themes,
              ui::LanguageManager &languages, const StartOptions &options = {});
    ~Messenger() override;

    void start();

    /// Either is null while it is not there.
    MainWindow *mainWindow() { return m_main.get(); }
    SignInWindow *signInWindow() { return m_signIn.get(); }

private:
    void showSignIn();
    void showMain();
    void useOptions();
    void optionsFailed(const SignInFailure &failure);
    void openWanted();

    Client &m_client;
    tap::TrafficLog &m_traffic;
    const Clock &m_clock;
    ui::ThemeManager &m_themes;
    ui::LanguageManager &m_languages;
    StartOptions m_options;
    std::unique_ptr<SignInWindow> m_signIn;
    std::unique_ptr<MainWindow> m_main;
};

} // namespace miniqq::client
