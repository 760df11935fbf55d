// SPDX-License-Identifier: MIT
#include "app/ui/shell/connectionfoot.h"

#include "common/ui/icons.h"
#include "common/ui/label.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>

namespace miniqq::client {

/// A closed lock, an open one, or a plug while there is no connection.
class ConnectionFoot::Lock final : public QWidget
{
public:
    explicit Lock(QWidget *parent)
        : QWidget(parent)
    {
        setFixedSize(16, 16);
    }

    void setIcon(const QString &name, ui::Theme::Token colour)
    {
        m_name = name;
        m_colour = colour;
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        ui::paintIcon(painter, rect(), m_name, ui::themeOf(this).*m_colour);
    }

private:
    QString m_name = QStringLiteral("plug");
    ui::Theme::Token m_colour = &ui::Theme::text3;
};

ConnectionFoot::ConnectionFoot(QWidget *parent)
    : StatusStrip(parent)
    , m_lock(new Lock(this))
    , m_text(new ui::ElidedLabel({}, ui::FontRole::Caption, ui::Strength::Regular, &ui::Theme::text2, this))
    , m_rtt(new ui::Label({}, ui::FontRole::Code, ui::Strength::Regular, &ui::Theme::text2, this))
{
    addWidget(m_lock);
    row()->addWidget(m_text, 1);
    addWidget(m_rtt);
    showInfo();
}

void ConnectionFoot::setInfo(const ConnectionInfo &info)
{
    m_info = info;
    showInfo();
}

QString ConnectionFoot::stateText() const
{
    switch (m_info.state) {
    case ConnectionState::Offline:
    case ConnectionState::Refused:
        return tr("Offline");
    case ConnectionState::WaitingToReconnect:
        return tr("Waiting to try again");
    case ConnectionState::CertificateChanged:
        return tr("Waiting for your decision");
    default:
        return tr("Connecting…");
    }
}

QString ConnectionFoot::text() const
{
    return m_text->text();
}

void ConnectionFoot::showInfo()
{
    const bool signedIn = isSignedIn(m_info.state);
    const QString server = m_info.serverName.isEmpty() ? m_info.server.toText() : m_info.serverName;
    if (!signedIn) {
        m_lock->setIcon(QStringLiteral("plug"), &ui::Theme::text3);
        m_text->setText(stateText());
    } else if (m_info.isEncrypted()) {
        m_lock->setIcon(QStringLiteral("lock"), &ui::Theme::ok);
        m_text->setText(tr("Connected · %1").arg(server));
    } else {
        m_lock->setIcon(QStringLiteral("unlock"), &ui::Theme::warn);
        m_text->setText(tr("Not encrypted · %1").arg(server));
    }
    m_text->setColour(signedIn && !m_info.isEncrypted() ? &ui::Theme::warn : &ui::Theme::text2);
    const std::optional<qint64> rtt = m_info.kernelRttUs ? m_info.kernelRttUs : m_info.pingRttUs;
    m_rtt->setVisible(signedIn && rtt.has_value());
    if (rtt)
        m_rtt->setText(QString::number(double(*rtt) / 1000.0, 'f', 1) + QStringLiteral(" ms"));
    m_rtt->setToolTip(tr("Round trip time"));
}

void ConnectionFoot::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        showInfo();
    StatusStrip::changeEvent(event);
}

} // namespace miniqq::client
