// SPDX-License-Identifier: MIT
#pragma once

#include "common/ui/theme.h"

#include <QProxyStyle>

namespace miniqq::ui {

/// Fusion with flat fills, radius 8, a 2 px focus ring, switches and thin scroll bars. Owns the theme in use.
class MiniStyle : public QProxyStyle
{
    Q_OBJECT
public:
    MiniStyle();

    const Theme &theme() const { return m_theme; }
    void setTheme(const Theme &theme);

    using QProxyStyle::polish;
    void polish(QWidget *widget) override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                            const QWidget *widget) const override;
    QRect subElementRect(SubElement element, const QStyleOption *option,
                         const QWidget *widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl sub,
                         const QWidget *widget) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                           const QWidget *widget) const override;
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *returnData) const override;

    /// Frames of text edits change with the focus, which Qt alone would not repaint.
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    Theme m_theme;
};

} // namespace miniqq::ui
