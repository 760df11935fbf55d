// SPDX-License-Identifier: MIT
#pragma once

#include <QLocale>
#include <QString>

namespace miniqq::lab {

/// A text of a lesson in the two languages of the program.
struct BothLanguages
{
    QString en;
    QString zh;

    /// English for every language but Chinese.
    QString in(QLocale::Language language) const { return language == QLocale::Chinese ? zh : en; }
    bool isEmpty() const { return en.isEmpty() && zh.isEmpty(); }
};

} // namespace miniqq::lab
