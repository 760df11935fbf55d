// SPDX-License-Identifier: MIT
#include "common/ui/icons.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace miniqq::ui {

namespace {

QString pathOf(const QString &name)
{
    return QStringLiteral(":/icons/") + name + QStringLiteral(".svg");
}

QPixmap render(const QString &name, int size, const QColor &colour, qreal ratio)
{
    const int side = qMax(1, qRound(size * ratio));
    QPixmap pixmap(side, side);
    pixmap.fill(Qt::transparent);
    QSvgRenderer svg(pathOf(name));
    if (svg.isValid()) {
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        svg.render(&painter, QRectF(0, 0, side, side));
        if (colour.isValid()) {
            painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
            painter.fillRect(pixmap.rect(), colour);
        }
    }
    pixmap.setDevicePixelRatio(ratio);
    return pixmap;
}

class ThemedIconEngine : public QIconEngine
{
public:
    ThemedIconEngine(QString name, Theme::Token colour)
        : m_name(std::move(name))
        , m_colour(colour)
    {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        paintIcon(*painter, rect, m_name, colourFor(mode));
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State) override
    {
        return iconPixmap(m_name, qMin(size.width(), size.height()), colourFor(mode), 1);
    }
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        return iconPixmap(m_name, qRound(qMin(size.width(), size.height()) / scale), colourFor(mode), scale);
    }
    QIconEngine *clone() const override { return new ThemedIconEngine(m_name, m_colour); }
    bool isNull() override { return !hasIcon(m_name); }

private:
    QColor colourFor(QIcon::Mode mode) const
    {
        const Theme &theme = themeOf();
        return mode == QIcon::Disabled ? theme.disabled : theme.*m_colour;
    }

    QString m_name;
    Theme::Token m_colour;
};

} // namespace

QPixmap iconPixmap(const QString &name, int size, const QColor &colour, qreal ratio)
{
    const QString key = QStringLiteral("miniqq/%1/%2/%3/%4")
                            .arg(name)
                            .arg(size)
                            .arg(ratio)
                            .arg(colour.isValid() ? colour.name(QColor::HexArgb) : QStringLiteral("own"));
    QPixmap pixmap;
    if (!QPixmapCache::find(key, &pixmap)) {
        pixmap = render(name, size, colour, ratio);
        QPixmapCache::insert(key, pixmap);
    }
    return pixmap;
}

void paintIcon(QPainter &painter, const QRectF &rect, const QString &name, const QColor &colour)
{
    const int side = qFloor(qMin(rect.width(), rect.height()));
    if (side <= 0)
        return;
    const QPixmap pixmap = iconPixmap(name, side, colour, painter.device()->devicePixelRatioF());
    painter.drawPixmap(
        QPointF(qRound(rect.center().x() - side / 2.0), qRound(rect.center().y() - side / 2.0)), pixmap);
}

QIcon icon(const QString &name, Theme::Token colour)
{
    return QIcon(new ThemedIconEngine(name, colour));
}

QIcon appIcon()
{
    QIcon icon;
    for (const int size : {16, 20, 24})
        icon.addPixmap(iconPixmap(QStringLiteral("app-small"), size, {}, 1));
    for (const int size : {32, 48, 64, 128, 256})
        icon.addPixmap(iconPixmap(QStringLiteral("app"), size, {}, 1));
    return icon;
}

bool hasIcon(const QString &name)
{
    return QFile::exists(pathOf(name));
}

} // namespace miniqq::ui
