// SPDX-License-Identifier: MIT
#include "app/ui/shell/appearancestrip.h"

#include "app/ui/shell/choicebutton.h"
#include "common/ui/appearance.h"
#include "common/ui/language.h"
#include "common/ui/thememanager.h"

#include <QEvent>
#include <QMenu>

namespace miniqq::client {
namespace {

/// Opens `menu`, filled anew, above `button`.
void popUpAbove(QWidget &button, QMenu &menu)
{
    menu.setAttribute(Qt::WA_DeleteOnClose);
    menu.popup(button.mapToGlobal(QPoint(0, -menu.sizeHint().height())));
}

} // namespace

AppearanceStrip::AppearanceStrip(ui::ThemeManager &themes, ui::LanguageManager &languages, QWidget *parent)
    : StatusStrip(parent)
    , m_themes(themes)
    , m_languages(languages)
    , m_language(new ChoiceButton(QStringLiteral("language"), this))
    , m_appearance(new ChoiceButton(QStringLiteral("sun"), this))
{
    addWidget(m_language);
    addStretch();
    addWidget(m_appearance);
    connect(m_language, &QAbstractButton::clicked, this, [this] {
        auto *menu = new QMenu(this);
        ui::addLanguageChoices(*menu, m_languages);
        popUpAbove(*m_language, *menu);
    });
    connect(m_appearance, &QAbstractButton::clicked, this, [this] {
        auto *menu = new QMenu(this);
        ui::addThemeChoices(*menu, m_themes);
        popUpAbove(*m_appearance, *menu);
    });
    connect(&themes, &ui::ThemeManager::themeChanged, this, &AppearanceStrip::retranslate);
    retranslate();
}

void AppearanceStrip::retranslate()
{
    m_language->setText(ui::languageWord(m_languages));
    m_appearance->setText(ui::themeWord(m_themes));
    m_language->updateGeometry();
    m_appearance->updateGeometry();
    m_appearance->setIconName(m_themes.theme().dark ? QStringLiteral("moon") : QStringLiteral("sun"));
}

void AppearanceStrip::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    StatusStrip::changeEvent(event);
}

} // namespace miniqq::client
