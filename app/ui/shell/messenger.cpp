// SPDX-License-Identifier: MIT
#include "app/ui/shell/messenger.h"

#include "app/core/client.h"
#include "app/core/conversationservice.h"
#include "app/ui/shell/mainwindow.h"
#include "app/ui/shell/signinwindow.h"

#include <utility>

namespace miniqq::client {

Messenger::Messenger(Client &client, tap::TrafficLog &traffic, const Clock &clock, ui::ThemeManager &themes,
                     ui::LanguageManager &languages, const StartOptions &options)
    : m_client(client)
    , m_traffic(traffic)
    , m_clock(clock)
    , m_themes(themes)
    , m_languages(languages)
    , m_options(options)
{
    connect(&client, &Client::signedIn, this, &Messenger::showMain);
    connect(&client, &Client::stateChanged, this, &Messenger::openWanted);
    connect(&client, &Client::signedOut, this, &Messenger::showSignIn);
    // Queued: the window shows a failure before anything else is tried.
    connect(&client, &Client::signInFailed, this, &Messenger::optionsFailed, Qt::QueuedConnection);
}

Messenger::~Messenger() = default;

void Messenger::start()
{
    if (m_options.password) {
        showSignIn();
        useOptions();
        return;
    }
    const bool remembered = m_options.server.isNull() && m_options.account.isEmpty() && m_client.openLast();
    if (remembered)
        showMain();
    else
        showSignIn();
}

void Messenger::optionsFailed(const SignInFailure &failure)
{
    // Asked to register, but the account is there from the last time: then the password signs in. It is tried
    // once; whatever follows is the user's doing.
    const bool taken = failure.kind == SignInFailure::Kind::AccountTaken;
    const bool registering = std::exchange(m_options.registerAccount, false);
    if (taken && registering && m_options.password)
        useOptions();
    else
        m_options.password.reset();

    if (m_main && failure.kind == SignInFailure::Kind::StoreFailed) {
        // There is nothing the main window could show.
        showSignIn();
        m_signIn->showFailure(failure);
    }
}

void Messenger::useOptions()
{
    ServerAddress server = m_options.server.isNull() ? m_client.profile().lastServer() : m_options.server;
    if (server.isNull())
        server = SignInWindow::proposedServer();
    if (m_options.registerAccount)
        m_client.registerAccount(server, m_options.account, m_options.displayName, *m_options.password);
    else
        m_client.signIn(server, m_options.account, *std::exchange(m_options.password, std::nullopt));
}

void Messenger::showSignIn()
{
    m_signIn = std::make_unique<SignInWindow>(m_client, m_themes, m_languages);
    m_signIn->preset(m_options.server, m_options.account);
    m_signIn->show();
    if (m_main) {
        m_main->leave();
        m_main.release()->deleteLater(); // we may be called from one of its menus
    }
}

void Messenger::showMain()
{
    m_options.password.reset();
    m_options.registerAccount = false;
    m_options.server = {}; // from now on the profile knows where the user was last
    m_options.account.clear();
    if (!m_main) {
        m_main = std::make_unique<MainWindow>(m_client, m_traffic, m_clock, m_themes, m_languages);
        if (m_options.networkView)
            m_main->setNetworkViewShown(true);
    }
    m_main->show();
    if (m_signIn) {
        m_signIn->hide();
        m_signIn.release()->deleteLater();
    }
}

void Messenger::openWanted()
{
    if (!m_main || !m_client.isOnline() || m_options.conversation.isEmpty())
        return;
    const QByteArray wanted = std::exchange(m_options.conversation, {});
    m_main->openConversation(
        wanted == QByteArrayView(protocol::lobbyKey) ? wanted : m_client.conversations().openDirect(wanted));
}

} // namespace miniqq::client
