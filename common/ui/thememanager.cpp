// SPDX-License-Identifier: MIT
#include "common/ui/thememanager.h"

#include "common/ui/focusring.h"
#include "common/ui/ministyle.h"

#include <QApplication>
#include <QEvent>
#include <QScopedValueRollback>
#include <QWidget>

namespace miniqq::ui {

ThemeManager::ThemeManager(QApplication &app, QObject *parent)
    : QObject(parent)
    , m_app(app)
    , m_baseFont(QApplication::font())
    , m_monoFont(Theme::fixedFont())
{
    readSystemPalette();
    auto *style = new MiniStyle;
    m_style = style;
    QApplication::setStyle(style); // takes ownership
    m_focusRing = new FocusRing(this);
    connect(&app, &QApplication::focusChanged, m_focusRing, &FocusRing::moveTo);
    apply();
    app.installEventFilter(this);
}

ThemeManager::~ThemeManager() = default;

const Theme &ThemeManager::theme() const
{
    return m_style ? m_style->theme() : themeOf();
}

void ThemeManager::setMode(Mode mode)
{
    if (std::exchange(m_mode, mode) != mode)
        apply();
}

void ThemeManager::setTextScale(qreal scale)
{
    scale = qBound(0.8, scale, 2.0);
    if (!qFuzzyCompare(std::exchange(m_textScale, scale), scale))
        apply();
}

void ThemeManager::setAnimated(bool on)
{
    if (std::exchange(m_animated, on) != on)
        apply();
}

void ThemeManager::setBaseFont(const QFont &font)
{
    m_baseFont = font;
    apply();
}

bool ThemeManager::isDarkPalette(const QPalette &palette)
{
    return palette.color(QPalette::WindowText).lightness() > palette.color(QPalette::Window).lightness();
}

bool ThemeManager::wantsDark() const
{
    return m_mode == Mode::Dark || (m_mode == Mode::System && m_systemIsDark);
}

void ThemeManager::apply()
{
    if (!m_style)
        return;
    {
        const QScopedValueRollback guard(m_applying, true);
        Theme next = wantsDark() ? Theme::night() : Theme::light();
        next.setFonts(m_baseFont, m_monoFont, m_textScale);
        next.animated = m_animated;
        m_style->setTheme(next);
        QApplication::setPalette(next.palette());
        QApplication::setFont(next.font(FontRole::Body));
        // Sizes and fonts by role are not in palette or application font: let every widget ask again.
        const QWidgetList widgets = QApplication::allWidgets();
        for (QWidget *widget : widgets) {
            QEvent event(QEvent::StyleChange);
            QApplication::sendEvent(widget, &event);
        }
    }
    Q_EMIT themeChanged();
}

void ThemeManager::readSystemPalette()
{
    const QScopedValueRollback guard(m_applying, true);
    // Without a palette of ours the application shows the platform's: the only public way to read it in
    // Qt 6.4.
    QApplication::setPalette(QPalette());
    m_systemIsDark = isDarkPalette(QApplication::palette());
}

bool ThemeManager::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ThemeChange && !m_applying && watched->isWindowType()) {
        readSystemPalette();
        apply();
    }
    return QObject::eventFilter(watched, event);
}

} // namespace miniqq::ui
