// SPDX-License-Identifier: MIT
#include "app/lab/ui/address/tagflow.h"

#include "common/ui/painters.h"

#include <QPainter>

namespace miniqq::lab {

using namespace ui;

namespace {
constexpr int gap = 6;
}

TagFlow::TagFlow(QWidget *parent)
    : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void TagFlow::setTags(const QStringList &tags)
{
    m_tags = tags;
    setAccessibleName(tags.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

QList<QRect> TagFlow::places(int width) const
{
    const Theme &theme = themeOf(this);
    QList<QRect> found;
    QPoint at;
    for (const QString &tag : m_tags) {
        const QSize size = tagSize(tag, theme);
        if (at.x() > 0 && at.x() + size.width() > width)
            at = {0, at.y() + size.height() + 4};
        found << QRect(at, size);
        at.rx() += size.width() + gap;
    }
    return found;
}

QSize TagFlow::sizeHint() const
{
    const QList<QRect> all = places(QWIDGETSIZE_MAX);
    return all.isEmpty() ? QSize(0, 0) : QSize(all.last().right() + 1, all.last().bottom() + 1);
}

int TagFlow::heightForWidth(int width) const
{
    const QList<QRect> all = places(width);
    return all.isEmpty() ? 0 : all.last().bottom() + 1;
}

void TagFlow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QList<QRect> all = places(width());
    for (qsizetype i = 0; i < all.size(); ++i)
        paintTag(painter, all[i], m_tags[i], Tone::Neutral, themeOf(this));
}

} // namespace miniqq::lab
