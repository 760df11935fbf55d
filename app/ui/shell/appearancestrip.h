// SPDX-License-Identifier: MIT
#pragma once

#include "common/ui/strips.h"

namespace miniqq::ui {
class LanguageManager;
class ThemeManager;
} // namespace miniqq::ui

namespace miniqq::client {

class ChoiceButton;

/// The foot of the sign-in window: language at the left, appearance at the right.
class AppearanceStrip final : public ui::StatusStrip
{
    Q_OBJECT

public:
    AppearanceStrip(ui::ThemeManager &themes, ui::LanguageManager &languages, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    ui::ThemeManager &m_themes;
    ui::LanguageManager &m_languages;
    ChoiceButton *m_language;
    ChoiceButton *m_appearance;
};

} // namespace miniqq::client
