// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

class QMenu;
class QSettings;

namespace miniqq::ui {

class LanguageManager;
class ThemeManager;

/// Choices of language and appearance, alike in both programs. The managers must outlive the menu.
void addLanguageChoices(QMenu &menu, LanguageManager &languages);
void addThemeChoices(QMenu &menu, ThemeManager &themes);

/// The choice in force, as its menu calls it.
QString languageWord(const LanguageManager &languages);
QString themeWord(const ThemeManager &themes);

/// Takes over what `settings` hold and writes every later change there; `settings` must outlive both
/// managers.
void keepAppearance(QSettings &settings, ThemeManager &themes, LanguageManager &languages);

} // namespace miniqq::ui
