// SPDX-License-Identifier: MIT
#include "app/lab/ui/address/hopsview.h"

#include "common/ui/icons.h"
#include "common/ui/painters.h"

#include <QEvent>
#include <QPainter>

namespace miniqq::lab {

using namespace ui;

namespace {

constexpr int chainGap = 16; // between the machines and the table

QSize nodeSize(const Theme &theme, const QStringList &names)
{
    const QFontMetrics words(theme.font(FontRole::Caption, Strength::Strong));
    int widest = 64;
    for (const QString &name : names)
        widest = std::max(widest, words.horizontalAdvance(name));
    return {widest + 20, words.height() + 18};
}

QString hardwarePair(HardwareNumber from, HardwareNumber to)
{
    return QStringLiteral("%1 → %2").arg(hardwareText(from), hardwareText(to));
}

/// What the words of the table need.
struct Columns
{
    int link, frame, packet, ttl;
    int sum() const { return link + frame + packet + ttl; }
};

Columns columnsOf(const Theme &theme)
{
    const QFontMetrics code(theme.font(FontRole::Hex));
    const QFontMetrics head(theme.font(FontRole::Caption, Strength::Strong));
    return {head.horizontalAdvance(QStringLiteral("R1 → R2")), code.horizontalAdvance(hardwarePair(0, 0)),
            code.horizontalAdvance(QStringLiteral("192.0.2.200 → 203.0.113.9")),
            std::max(48, head.horizontalAdvance(QStringLiteral("TTL")) + 12)};
}

} // namespace

HopsView::HopsView(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setScene({});
}

void HopsView::setScene(const HopScene &scene)
{
    m_scene = scene;
    describe();
    updateGeometry();
    update();
}

void HopsView::describe()
{
    m_hops = m_scene.hops();
    m_names = m_scene.names();
    setAccessibleName(tr("The way of a packet"));
    QStringList parts;
    for (qsizetype at = 0; at < m_hops.size(); ++at) {
        const SceneHop &hop = m_hops[at];
        parts << tr("From %1 to %2: frame %3 to %4, packet %5 to %6, time to live %7")
                     .arg(m_names[at], m_names[at + 1], hardwareText(hop.frameFrom),
                          hardwareText(hop.frameTo), hop.packetFrom.toString(), hop.packetTo.toString(),
                          QString::number(hop.ttl));
    }
    setAccessibleDescription(parts.join(QStringLiteral(". ")));
}

int HopsView::lineHeight() const
{
    return QFontMetrics(themeOf(this).font(FontRole::Code)).height() + 8;
}

QSize HopsView::sizeHint() const
{
    const int chain = nodeSize(themeOf(this), m_names).height() + chainGap;
    return {640, chain + (m_scene.routers + 2) * lineHeight() + 4};
}

QSize HopsView::minimumSizeHint() const
{
    return {columnsOf(themeOf(this)).sum() + 24, sizeHint().height()};
}

bool HopsView::event(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        describe();
        update();
    } else if (event->type() == QEvent::StyleChange) {
        updateGeometry();
    }
    return QWidget::event(event);
}

void HopsView::paintChain(QPainter &painter) const
{
    const Theme &theme = themeOf(this);
    const int nodes = int(m_names.size());
    const QSize size = nodeSize(theme, m_names);
    const int nodeWidth = std::min(size.width(), width() / nodes - 8);
    const int nodeHeight = size.height();
    const int end = m_scene.endsAt();
    const auto left = [&](int node) { return (width() - nodeWidth) * node / (nodes - 1); };
    for (int node = 0; node + 1 < nodes; ++node) {
        const PainterScope scope(painter);
        const bool crossed = node < m_hops.size();
        painter.setPen(QPen(crossed ? theme.tChat : theme.line2, crossed ? 2.4 : 1.25,
                            crossed ? Qt::SolidLine : Qt::DashLine));
        const int y = nodeHeight / 2;
        painter.drawLine(left(node) + nodeWidth, y, left(node + 1), y);
    }
    for (int node = 0; node < nodes; ++node) {
        const QRect rect(left(node), 0, nodeWidth, nodeHeight);
        const bool router = node > 0 && node + 1 < nodes;
        const bool dies = router && node - 1 == end;
        paintPanel(painter, rect, router ? nodeHeight / 2.0 : metric::radiusControl,
                   dies ? theme.errSoft : theme.tileFill(), dies ? theme.err : theme.line2);
        painter.setFont(theme.font(FontRole::Caption, Strength::Strong));
        painter.setPen(dies ? theme.err : theme.text);
        painter.drawText(rect, Qt::AlignCenter,
                         painter.fontMetrics().elidedText(m_names[node], Qt::ElideRight, nodeWidth - 8));
    }
}

QString HopsView::shortName(int node) const
{
    const bool router = node > 0 && node + 1 < m_names.size();
    return router ? QStringLiteral("R%1").arg(node) : m_names[node];
}

void HopsView::paintTable(QPainter &painter) const
{
    const Theme &theme = themeOf(this);
    const int height = lineHeight();
    const int chainHeight = nodeSize(theme, m_names).height() + chainGap;
    // As wide as their words; what is left over goes between them.
    const Columns wants = columnsOf(theme);
    const int spare = std::max(0, width() - wants.sum()) / 3;
    int columns[5] = {0, 0, 0, width() - wants.ttl, width()};
    columns[1] = wants.link + spare;
    columns[2] = columns[1] + wants.frame + spare;
    const auto cell = [&](int line, int column) {
        return QRect(columns[column], chainHeight + line * height, columns[column + 1] - columns[column] - 8,
                     height);
    };
    const auto text = [&](int line, int column, const QString &words) {
        const QRect rect = cell(line, column);
        const auto align = column == 3 ? Qt::AlignRight : Qt::AlignLeft;
        painter.drawText(rect, align | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(words, Qt::ElideMiddle, rect.width()));
    };
    painter.setFont(theme.font(FontRole::Caption, Strength::Strong));
    painter.setPen(theme.text2);
    text(0, 0, tr("Link"));
    text(0, 1, tr("On the frame (changes)"));
    text(0, 2, tr("On the packet (stays)"));
    text(0, 3, tr("TTL"));
    painter.fillRect(0, chainHeight + height - 1, width(), 1, theme.line);
    for (qsizetype at = 0; at < m_hops.size(); ++at) {
        const SceneHop &hop = m_hops[at];
        const int line = int(at) + 1;
        painter.setFont(theme.font(FontRole::Caption));
        painter.setPen(theme.text2);
        text(line, 0, QStringLiteral("%1 → %2").arg(shortName(int(at)), shortName(int(at) + 1)));
        painter.setFont(theme.font(FontRole::Hex));
        painter.setPen(theme.accentText);
        text(line, 1, hardwarePair(hop.frameFrom, hop.frameTo));
        painter.setPen(theme.text);
        text(line, 2, QStringLiteral("%1 → %2").arg(hop.packetFrom.toString(), hop.packetTo.toString()));
        painter.setPen(hop.ttl == 1 && m_scene.endsAt() == int(at) ? theme.err : theme.text);
        text(line, 3, QString::number(hop.ttl));
    }
}

void HopsView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintChain(painter);
    paintTable(painter);
}

} // namespace miniqq::lab
