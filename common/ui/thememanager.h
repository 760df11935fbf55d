// SPDX-License-Identifier: MIT
#pragma once

#include "common/ui/theme.h"

#include <QObject>
#include <QPointer>

class QApplication;

namespace miniqq::ui {

class FocusRing;
class MiniStyle;

/// Decides which theme is shown and gives it to the application's style. One per program, made in main()
/// after QApplication and before any widget; lives in the GUI thread. Widgets do not need it: they ask
/// themeOf().
class ThemeManager : public QObject
{
    Q_OBJECT
public:
    enum class Mode { System, Light, Dark };
    Q_ENUM(Mode)

    /// Remembers the system's palette and font, then installs MiniStyle.
    explicit ThemeManager(QApplication &app, QObject *parent = nullptr);
    ~ThemeManager() override;

    const Theme &theme() const;

    Mode mode() const { return m_mode; }
    void setMode(Mode mode);
    /// Text size relative to the system's, 0.8 ... 2.
    qreal textScale() const { return m_textScale; }
    void setTextScale(qreal scale);
    bool isAnimated() const { return m_animated; }
    void setAnimated(bool on);
    /// The font everything is derived from instead of the system's.
    void setBaseFont(const QFont &font);

    /// True if `palette` writes light text on a dark ground.
    static bool isDarkPalette(const QPalette &palette);

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void themeChanged();

private:
    void apply();
    void readSystemPalette();
    bool wantsDark() const;

    QApplication &m_app;
    QPointer<MiniStyle> m_style;
    QPointer<FocusRing> m_focusRing;
    QFont m_baseFont;
    QFont m_monoFont;
    Mode m_mode = Mode::System;
    qreal m_textScale = 1.0;
    bool m_systemIsDark = false;
    bool m_animated = true;
    bool m_applying = false;
};

} // namespace miniqq::ui
