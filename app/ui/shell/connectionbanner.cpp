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
{
    m_countdown.setInterval(1000);
    connect(&m_countdown, &QTimer::timeout, this, &ConnectionBanner::showWaiting);
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
        showWaiting();
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
        const FailureText words = FailureWords::of(m_client.lastFailure(), m_client.server());
        m_banner.clearActions();
        m_banner.open(ui::Tone::Err, words.heading, m_client.lastFailure().detail);
        const ui::Button *again = m_banner.addAction(tr("Connect again"));
        connect(again, &QPushButton::clicked, &m_client, &Client::reconnectNow);
    } else if (state == ConnectionState::Offline) {
        m_banner.dismiss();
    } else if (m_broken && state < ConnectionState::Online) {
        m_banner.clearActions();
        m_banner.open(ui::Tone::Warn, tr("Connecting…"), tr("Messages you write wait in the outbox."), true);
    }
}

void ConnectionBanner::showWaiting()
{
    const qint64 ms = m_client.connectionInfo().nextTryMs - m_client.clock().wallMs();
    const int seconds = int(std::max<qint64>(0, (ms + 999) / 1000));
    const QString text = tr("The connection broke; next try in %n second(s)", nullptr, seconds);
    if (m_banner.isOpen() && m_banner.text() == text)
        return;
    m_banner.clearActions();
    m_banner.open(ui::Tone::Warn, text, tr("Messages you write wait in the outbox."), true);
    const ui::Button *now = m_banner.addAction(tr("Try now"));
    connect(now, &QPushButton::clicked, &m_client, &Client::reconnectNow);
}

} // namespace miniqq::client
