// SPDX-License-Identifier: MIT
#include "app/ui/shell/connectionbanner.h"

#include "app/core/client.h"
#include "app/ui/shell/failuretext.h"
#include "common/ui/banner.h"
#include "common/ui/button.h"

namespace miniqq::client {
namespace {

constexpr int backAgainMs = 2000;

} // namespace

ConnectionBanner::ConnectionBanner(Client &client, ui::Banner &banner, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_banner(banner)
    , m_countdown(this)
{
    m_countdown.setInterval(1000);
    connect(&m_countdown, &QTimer::timeout, this, [this] { m_banner.setText(waitingText()); });
    connect(&client, &Client::stateChanged, this, &ConnectionBanner::showState);
    showState();
}

void ConnectionBanner::retranslate()
{
    showState();
}

void ConnectionBanner::showState()
{
    const ConnectionState state = m_client.state();
    if (state == ConnectionState::WaitingToReconnect) {
        m_broken = true;
        // One button for the whole wait: the focus and a press of the mouse outlive the ticks.
        m_banner.clearActions();
        const ui::Button *now = m_banner.addAction(tr("Try now"));
        connect(now, &QPushButton::clicked, &m_client, &Client::reconnectNow);
        m_banner.open(ui::Tone::Warn, waitingText(), tr("Your messages wait in the outbox."), true);
        m_countdown.start();
        return;
    }
    m_countdown.stop();
    if (state == ConnectionState::Online) {
        if (!m_broken)
            return;
        m_broken = false;
        m_banner.clearActions();
        m_banner.open(ui::Tone::Ok, tr("Connected again"), tr("Everything missed has been fetched."));
        m_banner.dismiss(backAgainMs);
    } else if (state == ConnectionState::Refused) {
        m_broken = true;
        showRefused();
    } else if (state == ConnectionState::CertificateChanged) {
        m_broken = true;
        m_banner.clearActions();
        m_banner.open(ui::Tone::Warn, tr("The server identifies itself differently than before"),
                      tr("Nothing is sent until you have decided."));
    } else if (state == ConnectionState::Offline) {
        m_broken = false;
        m_banner.dismiss();
    } else if (m_broken && state < ConnectionState::Online) {
        m_banner.clearActions();
        m_banner.open(ui::Tone::Warn, tr("Connecting…"), tr("Your messages wait in the outbox."), true);
    }
}

void ConnectionBanner::showRefused()
{
    const SignInFailure failure = m_client.lastFailure();
    const FailureText words = FailureWords::of(failure, m_client.server());
    // What the operator wrote is the cause; in all other cases the next step helps more than the sentence
    // behind it.
    const bool operatorSpoke = failure.kind == SignInFailure::Kind::Kicked && !failure.detail.isEmpty();
    m_banner.clearActions();
    m_banner.open(ui::Tone::Err, words.heading, operatorSpoke ? failure.detail : words.advice);
    if (failure.kind == SignInFailure::Kind::TokenExpired ||
        failure.kind == SignInFailure::Kind::BadPassword) {
        // Trying again cannot help: it takes the password, and that is typed in the sign-in window.
        const ui::Button *password = m_banner.addAction(tr("Sign in…"));
        connect(password, &QPushButton::clicked, &m_client, &Client::signOut);
        return;
    }
    const ui::Button *again = m_banner.addAction(tr("Connect again"));
    connect(again, &QPushButton::clicked, &m_client, &Client::reconnectNow);
}

QString ConnectionBanner::waitingText() const
{
    const int seconds = int((m_client.connectionInfo().nextTryInMs + 999) / 1000);
    return tr("Connection lost, next try in %n s", nullptr, seconds);
}

} // namespace miniqq::client
