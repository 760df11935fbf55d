// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QTranslator>

class QCoreApplication;

namespace miniqq::ui {

/// Installs the translations of the program and of Qt itself. Switching at run time sends LanguageChange to
/// every widget; widgets set their texts again in changeEvent().
class LanguageManager : public QObject
{
    Q_OBJECT
public:
    enum class Language { System, English, Chinese };
    Q_ENUM(Language)

    /// Starts with the system's language.
    explicit LanguageManager(QCoreApplication &app, QObject *parent = nullptr);
    ~LanguageManager() override;

    Language language() const { return m_language; }
    void setLanguage(Language language);
    /// What is shown now: English or Chinese, never System.
    Language shown() const { return m_shown; }

    /// Chinese for every Chinese locale, else English.
    static Language languageOf(const QLocale &locale);

Q_SIGNALS:
    void languageChanged();

private:
    void install();

    QCoreApplication &m_app;
    QTranslator m_own;
    QTranslator m_qt;
    Language m_language = Language::System;
    Language m_shown = Language::English;
};

} // namespace miniqq::ui
