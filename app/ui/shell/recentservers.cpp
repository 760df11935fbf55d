// SPDX-License-Identifier: MIT
#include "app/ui/shell/recentservers.h"

#include "common/ui/icons.h"
#include "common/ui/painters.h"

#include <QPainter>
#include <QVBoxLayout>

namespace miniqq::client {
namespace {

constexpr int rowHeight = 44;
constexpr int maxRows = 3;
constexpr int tileSide = 32;

} // namespace

class RecentServers::Row final : public QAbstractButton
{
public:
    Row(const ServerAddress &server, QWidget *parent)
        : QAbstractButton(parent)
        , m_server(server)
    {
        setCheckable(true);
        setText(server.host);
        setAccessibleName(server.toText());
        ServerAddress shown = server;
        shown.tls = true; // the lock says it
        m_endpoint = shown.toText();
        setFixedHeight(rowHeight);
        setAttribute(Qt::WA_Hover);
        setCursor(Qt::PointingHandCursor);
    }

    const ServerAddress &server() const { return m_server; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const ui::Theme &theme = ui::themeOf(this);
        QPainter painter(this);
        const ui::PainterScope scope(painter);
        if (isChecked() || underMouse())
            ui::paintPanel(painter, rect(), ui::metric::radiusCard,
                           isChecked() ? theme.selected : theme.hover);
        if (hasFocus())
            ui::paintFocus(painter, rect(), ui::metric::radiusCard, theme);

        const QRectF tile(10, (height() - tileSide) / 2.0, tileSide, tileSide);
        ui::paintPanel(painter, tile, ui::metric::radiusControl,
                       isChecked() ? theme.accent : theme.tileFill());
        ui::paintIcon(painter, tile.adjusted(7, 7, -7, -7), QStringLiteral("clock"),
                      isChecked() ? theme.onAccent : theme.text2);

        const QRect text = rect().adjusted(54, 0, -40, 0);
        const QFont &font = theme.font(ui::FontRole::Code, ui::Strength::Strong);
        painter.setPen(theme.text);
        painter.setFont(font);
        painter.drawText(text, int(Qt::AlignVCenter) | int(Qt::AlignLeft) | int(Qt::TextSingleLine),
                         QFontMetrics(font).elidedText(m_endpoint, Qt::ElideMiddle, text.width()));
        ui::paintIcon(painter, QRectF(width() - 30, (height() - 16) / 2.0, 16, 16),
                      m_server.tls ? QStringLiteral("lock") : QStringLiteral("unlock"),
                      m_server.tls ? theme.ok : theme.warn);
    }

private:
    ServerAddress m_server;
    QString m_endpoint;
};

RecentServers::RecentServers(QWidget *parent)
    : QWidget(parent)
    , m_rows(new QVBoxLayout(this))
{
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(2);
}

void RecentServers::setServers(const QList<ServerAddress> &servers)
{
    qDeleteAll(m_list);
    m_list.clear();
    for (const ServerAddress &server : servers.first(std::min<qsizetype>(servers.size(), maxRows))) {
        auto *row = new Row(server, this);
        connect(row, &QAbstractButton::clicked, this, [this, server] { Q_EMIT chosen(server); });
        m_rows->addWidget(row);
        m_list.append(row);
    }
    setVisible(!m_list.isEmpty());
}

QList<QWidget *> RecentServers::tabStops() const
{
    return {m_list.begin(), m_list.end()};
}

void RecentServers::setCurrent(const ServerAddress &server)
{
    for (Row *row : std::as_const(m_list))
        row->setChecked(row->server() == server);
}

} // namespace miniqq::client
