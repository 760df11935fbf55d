// SPDX-License-Identifier: MIT
#include "app/lab/ui/lessons/codebox.h"

#include "common/ui/icons.h"
#include "common/ui/painters.h"
#include "common/ui/theme.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QMenu>
#include <QPainter>
#include <QRegularExpression>
#include <QTextLayout>

namespace miniqq::lab {

using namespace ui;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int padding = 12;

/// Colours for a line of Python: enough for a lesson, not a parser.
QList<QTextLayout::FormatRange> formatsOf(const QString &line, const Theme &theme)
{
    static const QRegularExpression parts(
        uR"((?<comment>#.*$)|(?<text>[bf]?"[^"]*"|[bf]?'[^']*')|(?<word>\b(?:def|if|else|elif|while|for|in|not|and|or|return|break|continue|try|except|import|from|as|with|True|False|None|class|raise|pass|lambda)\b)|(?<number>\b\d+\b))"_s);
    QList<QTextLayout::FormatRange> formats;
    auto matches = parts.globalMatch(line);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        QTextLayout::FormatRange range;
        range.start = int(match.capturedStart());
        range.length = int(match.capturedLength());
        const QColor colour = match.hasCaptured(u"comment"_s) ? theme.text3
                              : match.hasCaptured(u"text"_s)  ? theme.ok
                              : match.hasCaptured(u"word"_s)  ? theme.accentText
                                                              : theme.sim;
        range.format.setForeground(colour);
        formats.append(range);
    }
    return formats;
}

/// Breaks a line to a width; its height.
qreal layOut(QTextLayout &layout, qreal width)
{
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    qreal height = 0;
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        line.setPosition({0, height});
        height += line.height() + 2;
    }
    layout.endLayout();
    return height;
}

} // namespace

CodeBox::CodeBox(QWidget *parent)
    : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void CodeBox::setLines(const QStringList &lines)
{
    m_lines = lines;
    setAccessibleName(lines.join(u'\n'));
    setVisible(!lines.isEmpty());
    updateGeometry();
    update();
}

int CodeBox::numberWidth() const
{
    const QFontMetrics metrics(themeOf(this).font(FontRole::Code));
    return metrics.horizontalAdvance(QString::number(m_lines.size())) + padding;
}

int CodeBox::heightForWidth(int width) const
{
    const Theme &theme = themeOf(this);
    qreal height = 2 * (padding - 3);
    for (const QString &line : m_lines) {
        QTextLayout layout(line.isEmpty() ? u" "_s : line, theme.font(FontRole::Code));
        height += layOut(layout, width - 2 * padding - numberWidth());
    }
    return int(height) + 1;
}

QSize CodeBox::sizeHint() const
{
    constexpr int usual = 256;
    return {usual, heightForWidth(std::max(usual, width()))};
}

void CodeBox::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    const PainterScope scope(painter);
    paintPanel(painter, rect(), metric::radiusControl, theme.sunken);
    qreal y = padding - 3;
    int number = 0;
    for (const QString &line : m_lines) {
        painter.setFont(theme.font(FontRole::Code));
        painter.setPen(theme.text3);
        QTextLayout numbers(QString::number(++number), theme.font(FontRole::Code));
        layOut(numbers, 100);
        numbers.draw(&painter, {qreal(padding), y});
        painter.setPen(theme.text);
        QTextLayout layout(line.isEmpty() ? u" "_s : line, theme.font(FontRole::Code));
        layout.setFormats(formatsOf(line, theme));
        const qreal height = layOut(layout, width() - 2 * padding - numberWidth());
        layout.draw(&painter, {qreal(padding + numberWidth()), y});
        y += height;
    }
}

void CodeBox::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(icon(u"copy"_s), tr("Copy the code"), this,
                    [this] { QGuiApplication::clipboard()->setText(m_lines.join(u'\n') + u'\n'); });
    menu->popup(event->globalPos());
}

} // namespace miniqq::lab
