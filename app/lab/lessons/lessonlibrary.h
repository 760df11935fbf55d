// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/lessons/lesson.h"

#include <QList>

#include <variant>

namespace miniqq::lab {

/// A file of the library: a lesson, or the sentence that says what is wrong with it.
struct LessonEntry
{
    QString file; ///< ":/lessons/050-half-a-character.json", "/home/t/lessons/own.json"
    bool builtIn = false;
    std::variant<Lesson, Error> content;

    const Lesson *lesson() const { return std::get_if<Lesson>(&content); }
    /// Empty if there is nothing wrong.
    QString problem() const;
    /// The lesson's id, or of a broken one the file's name without folder and ending.
    QString id() const;
};

/// The built-in lessons, in teaching order.
QList<LessonEntry> builtInLessons();

/// The *.json of a folder, by name; at most 200. Empty if there is no such folder. A lesson whose id is in
/// `taken` already is broken. Reads files: not for the thread of a window when the folder may be slow.
QList<LessonEntry> lessonsIn(const QString &folder, const QStringList &taken = {});

/// Where a teacher's own lessons are looked for, by the messenger and the terminal program alike:
/// "miniqq/lessons" in the folder of the user's data.
QString ownLessonFolder();

/// Built-in lessons, then the teacher's own.
QList<LessonEntry> allLessons();

/// By its id, or by its place in the list from 1; nullptr if there is none.
const LessonEntry *findLesson(const QList<LessonEntry> &lessons, const QString &name);

} // namespace miniqq::lab
