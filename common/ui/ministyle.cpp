// SPDX-License-Identifier: MIT
#include "common/ui/ministyle.h"

#include "common/ui/painters.h"
#include "common/ui/stylepainters.h"

#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QApplication>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTabBar>
#include <QTextEdit>

namespace miniqq::ui {

namespace sp = stylepaint;

namespace {

bool isTextEdit(const QWidget *widget)
{
    return qobject_cast<const QTextEdit *>(widget) || qobject_cast<const QPlainTextEdit *>(widget);
}

bool isPopup(const QWidget *widget)
{
    return widget && (widget->windowFlags() & Qt::WindowType_Mask) == Qt::Popup;
}

} // namespace

const Theme &themeOf(const QWidget *widget)
{
    const QStyle *style = widget ? widget->style() : QApplication::style();
    if (const auto *mini = qobject_cast<const MiniStyle *>(style))
        return mini->theme();
    if (const auto *mini = qobject_cast<const MiniStyle *>(QApplication::style()))
        return mini->theme();
    static const Theme fallback = Theme::light(); // a program without the style: still legible
    return fallback;
}

MiniStyle::MiniStyle()
    : QProxyStyle(QStringLiteral("Fusion"))
    , m_theme(Theme::light())
{}

void MiniStyle::setTheme(const Theme &theme)
{
    m_theme = theme;
}

void MiniStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QPushButton *>(widget) || qobject_cast<QComboBox *>(widget) ||
        qobject_cast<QScrollBar *>(widget) || qobject_cast<QTabBar *>(widget) ||
        qobject_cast<QLineEdit *>(widget) || qobject_cast<QHeaderView *>(widget))
        widget->setAttribute(Qt::WA_Hover);
    if (qobject_cast<QTabBar *>(widget))
        widget->setProperty("drawBase", false);
    if (auto *view = qobject_cast<QAbstractItemView *>(widget))
        view->viewport()->setAttribute(Qt::WA_Hover);
    if (isTextEdit(widget)) {
        // The rounded frame paints the ground, so the square viewport must not.
        static_cast<QAbstractScrollArea *>(widget)->viewport()->setAutoFillBackground(false);
        widget->installEventFilter(this);
    }
}

bool MiniStyle::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) {
        if (auto *widget = qobject_cast<QWidget *>(watched))
            widget->update();
    }
    return QProxyStyle::eventFilter(watched, event);
}

void MiniStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                              const QWidget *widget) const
{
    switch (element) {
    case PE_PanelLineEdit:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
            frame && frame->lineWidth > 0)
            sp::inputFrame(*option, *painter, widget, m_theme);
        return;
    case PE_FrameLineEdit:
        return;
    case PE_Frame:
        if (isTextEdit(widget))
            sp::inputFrame(*option, *painter, widget, m_theme);
        else
            paintPanel(*painter, option->rect, isPopup(widget) ? 0 : metric::radiusControl, {},
                       isPopup(widget) ? m_theme.line2 : m_theme.line);
        return;
    case PE_FrameMenu:
        paintPanel(*painter, option->rect, 0, {}, m_theme.line2);
        return;
    case PE_PanelMenu:
        painter->fillRect(option->rect, m_theme.raised);
        return;
    case PE_PanelTipLabel:
        paintPanel(*painter, option->rect, 0, m_theme.raised, m_theme.line2);
        return;
    case PE_FrameGroupBox:
        paintPanel(*painter, option->rect, metric::radiusCard, {}, m_theme.line);
        return;
    case PE_FrameTabBarBase:
        painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1),
                          m_theme.line);
        return;
    case PE_FrameTabWidget:
        painter->fillRect(QRect(option->rect.left(), option->rect.top(), option->rect.width(), 1),
                          m_theme.line);
        return;
    case PE_PanelScrollAreaCorner:
        painter->fillRect(option->rect, m_theme.canvas);
        return;
    case PE_FrameFocusRect:
        if (option->state.testFlag(State_KeyboardFocusChange))
            paintFocus(*painter, QRectF(option->rect).adjusted(1, 1, -1, -1), metric::radiusControl, m_theme);
        return;
    case PE_IndicatorCheckBox:
        sp::switchIndicator(*option, *painter, widget, m_theme);
        return;
    case PE_IndicatorItemViewItemCheck:
        sp::checkIndicator(*option, *painter, m_theme);
        return;
    case PE_IndicatorRadioButton:
        sp::radioIndicator(*option, *painter, m_theme);
        return;
    case PE_PanelButtonTool:
        sp::toolButtonPanel(*option, *painter, m_theme);
        return;
    case PE_PanelItemViewItem:
    case PE_PanelItemViewRow:
        if (const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option))
            sp::itemRow(*item, *painter, widget, m_theme);
        return;
    case PE_IndicatorBranch:
        sp::branch(*option, *painter, m_theme);
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void MiniStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                            const QWidget *widget) const
{
    switch (element) {
    case CE_PushButton:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option))
            sp::pushButton(*button, *painter, widget, m_theme);
        return;
    case CE_ProgressBar:
        if (const auto *bar = qstyleoption_cast<const QStyleOptionProgressBar *>(option))
            sp::progressBar(*bar, *painter, m_theme);
        return;
    case CE_Splitter:
        sp::splitter(*option, *painter, m_theme);
        return;
    case CE_TabBarTabShape:
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option))
            sp::tabShape(*tab, *painter, m_theme);
        return;
    case CE_TabBarTabLabel:
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option))
            sp::tabLabel(*tab, *painter, widget, *proxy(), m_theme);
        return;
    case CE_Header: // the label has all of the section: its distances and the arrow of sorting are its own
        drawControl(CE_HeaderSection, option, painter, widget);
        drawControl(CE_HeaderLabel, option, painter, widget);
        return;
    case CE_HeaderSection:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option))
            sp::headerSection(*header, *painter, m_theme);
        return;
    case CE_HeaderLabel:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option))
            sp::headerLabel(*header, *painter, m_theme);
        return;
    case CE_HeaderEmptyArea:
        painter->fillRect(option->rect, m_theme.panel);
        painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1),
                          m_theme.line);
        return;
    case CE_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option))
            sp::menuItem(*item, *painter, m_theme);
        return;
    case CE_MenuEmptyArea:
        painter->fillRect(option->rect, m_theme.raised);
        return;
    case CE_FocusFrame:
        paintFocus(*painter, option->rect, metric::radiusControl + 3, m_theme);
        return;
    case CE_ItemViewItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option)) {
            // Selection is a quiet fill, so the text on it keeps its colour.
            QStyleOptionViewItem copy(*item);
            copy.palette.setBrush(QPalette::HighlightedText, copy.palette.brush(QPalette::Text));
            QProxyStyle::drawControl(element, &copy, painter, widget);
        }
        return;
    default:
        QProxyStyle::drawControl(element, option, painter, widget);
    }
}

void MiniStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                                   QPainter *painter, const QWidget *widget) const
{
    switch (control) {
    case CC_ComboBox:
        if (const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option))
            sp::comboBox(*combo, *painter, widget, m_theme);
        return;
    case CC_SpinBox:
        if (const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(option))
            sp::spinBox(*spin, *painter, widget, *proxy(), m_theme);
        return;
    case CC_ScrollBar:
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option))
            sp::scrollBar(*bar, *painter, widget, *proxy(), m_theme);
        return;
    case CC_Slider:
        if (const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(option))
            sp::slider(*slider, *painter, widget, *proxy(), m_theme);
        return;
    default:
        QProxyStyle::drawComplexControl(control, option, painter, widget);
    }
}

} // namespace miniqq::ui
