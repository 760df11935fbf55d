// SPDX-License-Identifier: MIT
#include "common/ui/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

namespace miniqq::ui {

LanguageManager::LanguageManager(QCoreApplication &app, QObject *parent)
    : QObject(parent)
    , m_app(app)
{
    install();
}

LanguageManager::~LanguageManager()
{
    m_app.removeTranslator(&m_own);
    m_app.removeTranslator(&m_qt);
}

LanguageManager::Language LanguageManager::languageOf(const QLocale &locale)
{
    return locale.language() == QLocale::Chinese ? Language::Chinese : Language::English;
}

void LanguageManager::setLanguage(Language language)
{
    if (std::exchange(m_language, language) == language)
        return;
    install();
    Q_EMIT languageChanged();
}

void LanguageManager::install()
{
    const Language before = m_shown;
    m_shown = m_language == Language::System ? languageOf(QLocale::system()) : m_language;
    if (before == m_shown && !m_own.isEmpty())
        return;
    m_app.removeTranslator(&m_own);
    m_app.removeTranslator(&m_qt);
    const bool chinese = m_shown == Language::Chinese;
    const QString name = chinese ? QStringLiteral("zh_CN") : QStringLiteral("en");
    // English has a file as well: it holds the plural forms of counted texts.
    if (m_own.load(QStringLiteral(":/i18n/miniqq_") + name + QStringLiteral(".qm")))
        m_app.installTranslator(&m_own);
    // Texts of Qt's own dialogs; where the distribution does not install them, they stay English.
    if (chinese &&
        m_qt.load(QStringLiteral("qtbase_zh_CN"), QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        m_app.installTranslator(&m_qt);
}

} // namespace miniqq::ui
