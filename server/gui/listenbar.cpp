// SPDX-License-Identifier: MIT
#include "server/gui/listenbar.h"

#include "common/ui/button.h"
#include "common/ui/label.h"
#include "common/ui/painters.h"
#include "server/core/reachable.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QPainter>
#include <QSpinBox>

#include <algorithm>

namespace miniqq::server {
namespace {

constexpr int portMax = 65'535;

} // namespace

/// A green disc with a halo while listening, a hollow ring otherwise: told apart by shape, not by colour
/// alone.
class ListenBar::Lamp final : public QWidget
{
public:
    explicit Lamp(QWidget *parent)
        : QWidget(parent)
    {
        setFixedSize(20, 20);
    }

    void setLit(bool lit)
    {
        m_lit = lit;
        QWidget::update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const ui::Theme &theme = ui::themeOf(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QPointF centre = QRectF(rect()).center();
        if (m_lit) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(theme.okSoft);
            painter.drawEllipse(centre, 10, 10);
            painter.setBrush(theme.presence);
            painter.drawEllipse(centre, 6, 6);
        } else {
            painter.setPen(QPen(theme.control, 2));
            painter.drawEllipse(centre, 5, 5);
        }
    }

private:
    bool m_lit = false;
};

ListenBar::ListenBar(QWidget *parent)
    : QWidget(parent)
    , m_lamp(new Lamp(this))
    , m_word(new ui::Label({}, ui::FontRole::Heading, ui::Strength::Strong, &ui::Theme::text, this))
    , m_addressCaption(new ui::Label({}, ui::FontRole::Body, ui::Strength::Regular, &ui::Theme::text2, this))
    , m_address(new QComboBox(this))
    , m_portCaption(new ui::Label({}, ui::FontRole::Body, ui::Strength::Regular, &ui::Theme::text2, this))
    , m_port(new QSpinBox(this))
    , m_toggle(new ui::Button({}, ui::ButtonKind::Secondary, this))
    , m_join(new ui::Button(QStringLiteral("copy"), {}, ui::ButtonKind::Secondary, this))
    , m_shutDown(new ui::Button({}, ui::ButtonKind::Destructive, this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(10);
    row->addWidget(m_lamp);
    row->addWidget(m_word);
    row->addSpacing(14);
    row->addWidget(m_addressCaption);
    row->addWidget(m_address);
    row->addSpacing(4);
    row->addWidget(m_portCaption);
    row->addWidget(m_port);
    row->addSpacing(4);
    row->addWidget(m_toggle);
    row->addWidget(m_join);
    row->addStretch();
    row->addWidget(m_shutDown);

    m_address->setMinimumWidth(150);
    m_port->setRange(0, portMax);
    m_port->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_port->setMinimumWidth(76);
    m_addressCaption->setBuddy(m_address);
    m_portCaption->setBuddy(m_port);
    fillAddresses();

    connect(m_toggle, &QPushButton::clicked, this, [this] {
        if (m_listening)
            Q_EMIT stopRequested();
        else
            Q_EMIT startRequested(address(), port());
    });
    connect(m_join, &QPushButton::clicked, this, &ListenBar::joinTextRequested);
    connect(m_shutDown, &QPushButton::clicked, this, &ListenBar::shutDownRequested);
    retranslate();
}

void ListenBar::fillAddresses()
{
    // Everywhere, then each address of this computer: what a wildcard socket answers at is the list of what
    // can be bound.
    QStringList addresses{QStringLiteral("0.0.0.0"), QStringLiteral("::")};
    for (const ReachableAddress &own : reachableAddresses({Endpoint{QStringLiteral("::"), 0}}))
        addresses << own.endpoint.address;
    m_address->addItems(addresses);
}

void ListenBar::setTarget(const QString &address, quint16 port)
{
    const QString shown = address.isEmpty() ? QStringLiteral("::") : address;
    if (m_address->findText(shown) < 0)
        m_address->addItem(shown);
    m_address->setCurrentText(shown);
    m_port->setValue(port);
}

QString ListenBar::address() const
{
    return m_address->currentText();
}

quint16 ListenBar::port() const
{
    return quint16(m_port->value());
}

void ListenBar::setState(ServerCore::State state, const std::vector<Endpoint> &listening)
{
    m_state = state;
    m_listening = !listening.empty();
    if (m_listening)
        setTarget(listening.front().address, listening.front().port);
    update();
}

void ListenBar::update()
{
    const bool running = m_state == ServerCore::State::Running;
    m_lamp->setLit(m_listening);
    switch (m_state) {
    case ServerCore::State::Running:
        m_word->setText(m_listening ? tr("Listening") : tr("Not listening"));
        break;
    case ServerCore::State::Starting:
        m_word->setText(tr("Starting"));
        break;
    case ServerCore::State::ShuttingDown:
        m_word->setText(tr("Shutting down"));
        break;
    case ServerCore::State::Stopped:
        m_word->setText(tr("Stopped"));
        break;
    }
    m_toggle->setText(m_listening ? tr("Stop listening") : tr("Start listening"));
    m_toggle->setIconName(m_listening ? QStringLiteral("stop") : QStringLiteral("play"));
    m_toggle->setKind(m_listening ? ui::ButtonKind::Secondary : ui::ButtonKind::Primary);
    m_toggle->setEnabled(running || m_state == ServerCore::State::Stopped);
    m_address->setEnabled(!m_listening && m_toggle->isEnabled());
    m_port->setEnabled(!m_listening && m_toggle->isEnabled());
    styleFields();
    m_join->setEnabled(m_listening);
    m_shutDown->setEnabled(running || m_state == ServerCore::State::Starting);
}

void ListenBar::styleFields()
{
    // While listening the fields cannot be changed, but they are what people come to read.
    const ui::Theme &theme = ui::themeOf(this);
    for (QWidget *field : {static_cast<QWidget *>(m_address), static_cast<QWidget *>(m_port)}) {
        if (field->font() != theme.font(ui::FontRole::Code))
            field->setFont(theme.font(ui::FontRole::Code));
        QPalette palette = field->palette();
        const QColor shown = m_listening ? theme.text : theme.disabled;
        if (palette.color(QPalette::Disabled, QPalette::Text) == shown)
            continue;
        palette.setColor(QPalette::Disabled, QPalette::Text, shown);
        palette.setColor(QPalette::Disabled, QPalette::ButtonText, shown);
        field->setPalette(palette);
    }
}

void ListenBar::retranslate()
{
    m_addressCaption->setText(tr("Address"));
    m_portCaption->setText(tr("Port"));
    m_address->setAccessibleName(tr("Address to listen on"));
    m_port->setAccessibleName(tr("Port to listen on; 0 takes a free one"));
    m_port->setToolTip(tr("0 takes a free port"));
    m_join->setText(tr("Copy join text"));
    m_shutDown->setText(tr("Shut down"));
    update();
}

void ListenBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::StyleChange)
        styleFields();
    QWidget::changeEvent(event);
}

} // namespace miniqq::server
