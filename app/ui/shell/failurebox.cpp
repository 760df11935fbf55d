// SPDX-License-Identifier: MIT
#include "app/ui/shell/failurebox.h"

#include "common/ui/icons.h"
#include "common/ui/label.h"
#include "common/ui/painters.h"

#include <QPainter>
#include <QVBoxLayout>

namespace miniqq::client {
namespace {

constexpr int iconColumn = 42;

} // namespace

FailureBox::FailureBox(QWidget *parent)
    : QWidget(parent)
    , m_heading(new ui::Label({}, ui::FontRole::Body, ui::Strength::Strong, &ui::Theme::err, this))
    , m_advice(new ui::Label({}, ui::FontRole::Body, ui::Strength::Regular, &ui::Theme::text, this))
    , m_detail(new ui::Label({}, ui::FontRole::Micro, ui::Strength::Regular, &ui::Theme::text2, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(iconColumn, 10, 12, 10);
    column->setSpacing(2);
    for (ui::Label *label : {m_heading, m_advice, m_detail}) {
        label->setWordWrap(true);
        column->addWidget(label);
    }
    m_detail->setTextInteractionFlags(Qt::TextSelectableByMouse);
}

void FailureBox::setText(const QString &heading, const QString &advice, const QString &detail)
{
    m_heading->setText(heading);
    m_advice->setText(advice);
    m_detail->setText(detail);
    m_detail->setVisible(!detail.isEmpty());
    setAccessibleName(heading + QLatin1Char(' ') + advice);
}

QString FailureBox::heading() const
{
    return m_heading->text();
}

void FailureBox::paintEvent(QPaintEvent *)
{
    const ui::Theme &theme = ui::themeOf(this);
    QPainter painter(this);
    const ui::PainterScope scope(painter);
    ui::paintPanel(painter, rect(), ui::metric::radiusCard, theme.errSoft);
    ui::paintIcon(painter, QRectF(13, 10, 18, 18), QStringLiteral("warning"), theme.err);
}

} // namespace miniqq::client
