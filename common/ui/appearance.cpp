// SPDX-License-Identifier: MIT
#include "common/ui/appearance.h"

#include "common/ui/language.h"
#include "common/ui/thememanager.h"

#include <QActionGroup>
#include <QCoreApplication>
#include <QMenu>
#include <QMetaEnum>
#include <QSettings>

#include <array>
#include <functional>

namespace miniqq::ui {
namespace {

using Language = LanguageManager::Language;
using Mode = ThemeManager::Mode;

constexpr std::array languages{Language::System, Language::English, Language::Chinese};
constexpr std::array modes{Mode::System, Mode::Light, Mode::Dark};
constexpr char languageKey[] = "appearance/language";
constexpr char modeKey[] = "appearance/theme";

class Words
{
    Q_DECLARE_TR_FUNCTIONS(miniqq::ui::Appearance)

public:
    static QString of(Language language)
    {
        switch (language) {
        case Language::System:
            break;
        case Language::English:
            return QStringLiteral(
                "English"); // each language in its own words: found by those who read no other
        case Language::Chinese:
            return QStringLiteral("简体中文");
        }
        return tr("System language");
    }

    static QString of(Mode mode)
    {
        switch (mode) {
        case Mode::System:
            break;
        case Mode::Light:
            return tr("Light");
        case Mode::Dark:
            return tr("Dark");
        }
        return tr("Follow the system");
    }
};

void addChoice(QMenu &menu, QActionGroup &group, const QString &text, bool current,
               const std::function<void()> &choose)
{
    QAction *action = menu.addAction(text);
    action->setCheckable(true);
    action->setChecked(current);
    group.addAction(action);
    QObject::connect(action, &QAction::triggered, &menu, choose);
}

template<class Enum>
Enum readEnum(const QSettings &settings, const char *key, Enum fallback)
{
    bool known = false;
    const QByteArray word = settings.value(QLatin1String(key)).toString().toLatin1();
    const int value = QMetaEnum::fromType<Enum>().keyToValue(word.constData(), &known);
    return known ? Enum(value) : fallback;
}

template<class Enum>
void writeEnum(QSettings &settings, const char *key, Enum value)
{
    settings.setValue(QLatin1String(key), QLatin1String(QMetaEnum::fromType<Enum>().valueToKey(int(value))));
}

} // namespace

void addLanguageChoices(QMenu &menu, LanguageManager &manager)
{
    auto *group = new QActionGroup(&menu);
    for (const Language language : languages)
        addChoice(menu, *group, Words::of(language), manager.language() == language,
                  [&manager, language] { manager.setLanguage(language); });
}

void addThemeChoices(QMenu &menu, ThemeManager &manager)
{
    auto *group = new QActionGroup(&menu);
    for (const Mode mode : modes)
        addChoice(menu, *group, Words::of(mode), manager.mode() == mode,
                  [&manager, mode] { manager.setMode(mode); });
}

QString languageWord(const LanguageManager &manager)
{
    return Words::of(manager.language());
}

QString themeWord(const ThemeManager &manager)
{
    return Words::of(manager.mode());
}

void keepAppearance(QSettings &settings, ThemeManager &themeManager, LanguageManager &languageManager)
{
    languageManager.setLanguage(readEnum(settings, languageKey, Language::System));
    themeManager.setMode(readEnum(settings, modeKey, Mode::System));
    QObject::connect(&languageManager, &LanguageManager::languageChanged, &languageManager,
                     [&] { writeEnum(settings, languageKey, languageManager.language()); });
    QObject::connect(&themeManager, &ThemeManager::themeChanged, &themeManager,
                     [&] { writeEnum(settings, modeKey, themeManager.mode()); });
}

} // namespace miniqq::ui
