// SPDX-License-Identifier: MIT
#include "server/gui/settingsmenu.h"

#include "common/ui/language.h"
#include "common/ui/thememanager.h"

#include <QActionGroup>

namespace miniqq::server {

SettingsMenu::SettingsMenu(ui::ThemeManager &themes, ui::LanguageManager &languages, QWidget *parent)
    : QMenu(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);

    const auto addChoice = [this](QActionGroup *group, const QString &text, bool current, auto choose) {
        QAction *action = addAction(text);
        action->setCheckable(true);
        action->setChecked(current);
        group->addAction(action);
        connect(action, &QAction::triggered, this, choose);
    };

    using Language = ui::LanguageManager::Language;
    auto *language = new QActionGroup(this);
    addSection(tr("Language"));
    const auto addLanguage = [&](const QString &text, Language value) {
        addChoice(language, text, languages.language() == value,
                  [&languages, value] { languages.setLanguage(value); });
    };
    addLanguage(tr("Follow the system"), Language::System);
    addLanguage(QStringLiteral("English"), Language::English);
    addLanguage(QStringLiteral("简体中文"), Language::Chinese);

    using Mode = ui::ThemeManager::Mode;
    auto *appearance = new QActionGroup(this);
    addSection(tr("Appearance"));
    const auto addMode = [&](const QString &text, Mode value) {
        addChoice(appearance, text, themes.mode() == value, [&themes, value] { themes.setMode(value); });
    };
    addMode(tr("Follow the system"), Mode::System);
    addMode(tr("Light"), Mode::Light);
    addMode(tr("Dark"), Mode::Dark);
}

} // namespace miniqq::server
