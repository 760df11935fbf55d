// SPDX-License-Identifier: MIT
// Where things are and how large they are; how they look is in ministyle.cpp.
#include "common/ui/ministyle.h"

#include "common/ui/stylepainters.h"

#include <QPlainTextEdit>
#include <QStyleHintReturn>
#include <QStyleOption>
#include <QTextEdit>
#include <QWidget>

namespace miniqq::ui {

namespace sp = stylepaint;

QRect MiniStyle::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    switch (element) {
    case SE_LineEditContents: {
        const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
        return frame && frame->lineWidth > 0 ? option->rect.adjusted(10, 2, -10, -2) : option->rect;
    }
    default:
        return QProxyStyle::subElementRect(element, option, widget);
    }
}

QRect MiniStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl sub,
                                const QWidget *widget) const
{
    const QRect r = option->rect;
    if (control == CC_ComboBox) {
        if (sub == SC_ComboBoxEditField)
            return visualRect(option->direction, r, r.adjusted(10, 2, -30, -2));
        if (sub == SC_ComboBoxArrow)
            return visualRect(option->direction, r, QRect(r.right() - 29, r.top(), 30, r.height()));
        if (sub == SC_ComboBoxListBoxPopup)
            return r.adjusted(0, 4, 0, 4);
    }
    if (control == CC_SpinBox) {
        const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(option);
        const int buttons = spin && spin->buttonSymbols == QAbstractSpinBox::NoButtons ? 0 : 24;
        const QRect column(r.right() - buttons - 3, r.top() + 3, buttons, r.height() - 6);
        if (sub == SC_SpinBoxEditField)
            return visualRect(option->direction, r, r.adjusted(8, 2, -buttons - 4, -2));
        if (sub == SC_SpinBoxUp)
            return visualRect(option->direction, r, column.adjusted(0, 0, 0, -column.height() / 2));
        if (sub == SC_SpinBoxDown)
            return visualRect(option->direction, r, column.adjusted(0, column.height() / 2, 0, 0));
    }
    if (control == CC_ScrollBar) {
        // No arrows: the groove is the whole bar.
        const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option);
        if (sub == SC_ScrollBarAddLine || sub == SC_ScrollBarSubLine)
            return {};
        if (sub == SC_ScrollBarGroove)
            return r;
        if (bar) {
            const bool horizontal = bar->orientation == Qt::Horizontal;
            const int length = horizontal ? r.width() : r.height();
            const qint64 range = qint64(bar->maximum) - bar->minimum;
            const qint64 whole = range + bar->pageStep;
            int thumb = whole > 0 && range > 0 ? int(qint64(length) * bar->pageStep / whole) : length;
            thumb = qBound(qMin(32, length), thumb, length);
            const int at = sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition,
                                                   length - thumb, bar->upsideDown);
            QRect part;
            if (sub == SC_ScrollBarSlider)
                part = QRect(at, 0, thumb, 0);
            else if (sub == SC_ScrollBarSubPage)
                part = QRect(0, 0, at, 0);
            else if (sub == SC_ScrollBarAddPage)
                part = QRect(at + thumb, 0, length - at - thumb, 0);
            else
                return r;
            return horizontal ? visualRect(option->direction, r,
                                           QRect(r.left() + part.x(), r.top(), part.width(), r.height()))
                              : QRect(r.left(), r.top() + part.x(), r.width(), part.width());
        }
    }
    return QProxyStyle::subControlRect(control, option, sub, widget);
}

int MiniStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_ScrollBarExtent:
        return 12;
    case PM_ScrollBarSliderMin:
        return 32;
    case PM_ScrollView_ScrollBarSpacing:
    case PM_ScrollView_ScrollBarOverlap:
        return 0;
    case PM_SplitterWidth:
        return 1; // Qt widens the grip of such a thin handle itself
    case PM_IndicatorWidth:
        return sp::switchWidth;
    case PM_IndicatorHeight:
        return sp::switchHeight;
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return 18;
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return 8;
    case PM_SliderThickness:
    case PM_SliderLength:
        return 20;
    case PM_SliderControlThickness:
        return 16;
    case PM_FocusFrameHMargin:
    case PM_FocusFrameVMargin:
        return 4;
    case PM_TabBarTabHSpace:
        return 24;
    case PM_TabBarTabVSpace:
        return 20;
    case PM_TabBarBaseHeight:
    case PM_TabBarBaseOverlap:
    case PM_TabBarTabShiftHorizontal:
    case PM_TabBarTabShiftVertical:
        return 0;
    case PM_MenuHMargin:
        return 0;
    case PM_MenuVMargin:
        return 4;
    case PM_MenuPanelWidth:
        return 1;
    case PM_ToolTipLabelFrameWidth:
        return 7;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    case PM_DefaultFrameWidth:
        return qobject_cast<const QTextEdit *>(widget) || qobject_cast<const QPlainTextEdit *>(widget) ? 6
                                                                                                       : 1;
    case PM_HeaderMargin:
        return 8;
    case PM_TreeViewIndentation:
        return 16;
    case PM_TextCursorWidth:
        return 1;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

QSize MiniStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                  const QWidget *widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    switch (type) {
    case CT_PushButton:
        return {size.width() + 26, qMax(int(metric::buttonNormal), size.height() + 8)};
    case CT_LineEdit:
        return {size.width() + 16, qMax(int(metric::inputHeight), size.height() + 12)};
    case CT_ComboBox:
        return {size.width() + 44, qMax(int(metric::buttonNormal), size.height() + 10)};
    case CT_SpinBox: // `size` is that of its line edit, which is higher than a spin box has to be
        return {size.width() + 36, qMax(int(metric::buttonNormal), option->fontMetrics.height() + 12)};
    case CT_HeaderSection:
        result.setHeight(qMax(int(metric::tableHeadHeight), result.height()));
        return result;
    case CT_TabBarTab: {
        const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option);
        if (tab) {
            // Room for the bold weight of the selected tab, so that tabs do not move when one is chosen.
            const int regular = QFontMetrics(m_theme.font(FontRole::Body)).horizontalAdvance(tab->text);
            const int strong =
                QFontMetrics(m_theme.font(FontRole::Body, Strength::Strong)).horizontalAdvance(tab->text);
            result.rwidth() += qMax(0, strong - regular);
        }
        result.setHeight(qMax(int(metric::tabBarHeight), result.height()));
        return result;
    }
    case CT_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option))
            return sp::menuItemSize(*item, m_theme);
        return result;
    case CT_ItemViewItem:
        result.setHeight(qMax(result.height(), 28));
        return result;
    default:
        return result;
    }
}

int MiniStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                         QStyleHintReturn *returnData) const
{
    switch (hint) {
    case SH_Widget_Animation_Duration:
        return m_theme.motion(metric::motionFast);
    case SH_FocusFrame_Mask:
        return 0;
    case SH_FocusFrame_AboveWidget:
        return 1;
    case SH_ComboBox_Popup:
        return 0;
    case SH_ComboBox_ListMouseTracking:
    case SH_Menu_MouseTracking:
        return 1;
    case SH_ScrollBar_LeftClickAbsolutePosition:
        return 0;
    case SH_ToolTipLabel_Opacity:
        return 255;
    case SH_TabBar_PreferNoArrows:
        return 1;
    case SH_EtchDisabledText:
    case SH_UnderlineShortcut:
    case SH_DialogButtonBox_ButtonsHaveIcons:
    case SH_ItemView_ShowDecorationSelected:
        return hint == SH_ItemView_ShowDecorationSelected;
    case SH_ScrollView_FrameOnlyAroundContents:
        return 0;
    case SH_Table_GridLineColor:
        return int(m_theme.line.rgba());
    default:
        return QProxyStyle::styleHint(hint, option, widget, returnData);
    }
}

} // namespace miniqq::ui
