// SPDX-License-Identifier: MIT
#pragma once

#include <QMenu>

namespace miniqq::ui {
class LanguageManager;
class ThemeManager;
} // namespace miniqq::ui

namespace miniqq::server {

/// Language and appearance of the server window. Remembered by whoever listens to the managers' signals.
class SettingsMenu final : public QMenu
{
    Q_OBJECT

public:
    SettingsMenu(ui::ThemeManager &themes, ui::LanguageManager &languages, QWidget *parent);
};

} // namespace miniqq::server
