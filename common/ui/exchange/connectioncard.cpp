// SPDX-License-Identifier: MIT
#include "common/ui/exchange/connectioncard.h"

#include "common/ui/format.h"
#include "common/ui/label.h"
#include "common/ui/marks.h"
#include "common/ui/strips.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

#include <chrono>

namespace miniqq::ui {

namespace {

// Bytes go both ways.
class BothWays : public QWidget
{
public:
    using QWidget::QWidget;
    QSize sizeHint() const override { return {26, 40}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = themeOf(this);
        QPainter painter(this);
        const PainterScope scope(painter);
        painter.setPen(QPen(theme.text2, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        const qreal right = width() - 2;
        const qreal y = height() / 2.0;
        painter.drawLine(QPointF(2, y - 3.5), QPointF(right, y - 3.5));
        painter.drawPolyline(QPolygonF{{right - 4, y - 7.5}, {right, y - 3.5}});
        painter.drawLine(QPointF(2, y + 3.5), QPointF(right, y + 3.5));
        painter.drawPolyline(QPolygonF{{6, y + 7.5}, {2, y + 3.5}});
    }
};

} // namespace

class ConnectionCard::End : public QWidget
{
public:
    explicit End(QWidget *parent)
        : QWidget(parent)
        , m_owner(new ElidedLabel({}, FontRole::Caption, Strength::Regular, &Theme::text2))
        , m_address(new ElidedLabel({}, FontRole::Code, Strength::Strong))
        , m_port(new Label({}, FontRole::Code, Strength::Regular, &Theme::accentText))
        , m_addressKind(new Tag)
        , m_portKind(new Tag)
    {
        auto *column = new QVBoxLayout(this);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(3);
        column->addWidget(m_owner);
        column->addWidget(m_address);
        // Each kind beside what it explains: side by side, two of them are wider than half a card.
        const auto addRow = [column](std::initializer_list<QWidget *> widgets) {
            auto *row = new QHBoxLayout;
            row->setSpacing(6);
            for (QWidget *widget : widgets)
                row->addWidget(widget);
            row->addStretch(1);
            column->addLayout(row);
        };
        addRow({m_port, m_portKind});
        addRow({m_addressKind});
        column->addStretch(1);
        m_address->setElideMode(Qt::ElideMiddle);
    }

    void setEndpoint(const CardEndpoint &end)
    {
        m_owner->setText(end.owner);
        m_address->setText(end.address.isEmpty() ? QStringLiteral("—") : end.address);
        m_port->setText(end.port == 0 ? QString() : QLatin1Char(':') + QString::number(end.port));
        m_addressKind->setText(end.addressKind);
        m_portKind->setText(end.portKind);
        m_addressKind->setVisible(!end.addressKind.isEmpty());
        m_portKind->setVisible(!end.portKind.isEmpty());
        setAccessibleName(end.owner);
        setAccessibleDescription(
            QStringLiteral("%1 %2, %3 %4")
                .arg(end.address, end.addressKind, QString::number(end.port), end.portKind));
    }

private:
    ElidedLabel *m_owner;
    ElidedLabel *m_address;
    Label *m_port;
    Tag *m_addressKind;
    Tag *m_portKind;
};

ConnectionCard::ConnectionCard(QWidget *parent)
    : Card({}, parent)
    , m_local(new End(this))
    , m_remote(new End(this))
    , m_rows(new KeyValueRows)
{
    auto *ends = new QHBoxLayout;
    ends->setSpacing(metric::grid);
    ends->addWidget(m_local, 1);
    ends->addWidget(new BothWays, 0, Qt::AlignVCenter);
    ends->addWidget(m_remote, 1);
    bodyLayout()->addLayout(ends);
    bodyLayout()->addSpacing(10);
    bodyLayout()->addWidget(new Separator);
    bodyLayout()->addSpacing(4);
    bodyLayout()->addWidget(m_rows);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    m_second.setInterval(std::chrono::seconds(1));
    m_second.callOnTimeout(this, &ConnectionCard::showState);
    retranslate();
}

void ConnectionCard::setData(const ConnectionCardData &values)
{
    m_data = values;
    m_told.start();
    retranslate();
}

void ConnectionCard::retranslate()
{
    setTitle(tr("My connection · TCP five-tuple"));
    setBadge(Provenance::Observed, tr("getsockname() and getpeername() of the socket"));
    m_local->setEndpoint(m_data.local);
    m_remote->setEndpoint(m_data.remote);
    showState();
    if (m_data.path.isEmpty())
        m_rows->removeRow(QStringLiteral("path"));
    else
        m_rows->setRow(QStringLiteral("path"), tr("Path"),
                       {m_data.path, Provenance::Derived, m_data.pathRule});
    if (m_data.tls.isEmpty())
        m_rows->removeRow(QStringLiteral("tls"));
    else
        m_rows->setRow(QStringLiteral("tls"), QStringLiteral("TLS"),
                       {m_data.tls, Provenance::Observed, m_data.tlsRule,
                        m_data.encrypted ? QStringLiteral("lock") : QStringLiteral("unlock"),
                        m_data.encrypted ? &Theme::ok : &Theme::warn});
    if (m_data.key.isEmpty()) {
        m_rows->removeRow(QStringLiteral("key"));
        return;
    }
    KeyValueRows::Value key{m_data.key, Provenance::Observed, m_data.keyRule};
    key.mono = true;
    m_rows->setRow(QStringLiteral("key"), tr("Server's key"), key);
}

void ConnectionCard::showState()
{
    if (m_data.state.isEmpty()) {
        m_rows->removeRow(QStringLiteral("state"));
        return;
    }
    QString text = m_data.state;
    if (m_data.openMs >= 0)
        text += QStringLiteral(" · ") + formatClockDuration(m_data.openMs + m_told.elapsed());
    KeyValueRows::Value value{text, Provenance::Observed, m_data.stateRule};
    value.mono = true;
    m_rows->setRow(QStringLiteral("state"), tr("State"), value);
}

void ConnectionCard::showEvent(QShowEvent *event)
{
    Card::showEvent(event);
    showState();
    m_second.start();
}

void ConnectionCard::hideEvent(QHideEvent *event)
{
    m_second.stop();
    Card::hideEvent(event);
}

void ConnectionCard::changeEvent(QEvent *event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace miniqq::ui
