// SPDX-License-Identifier: MIT
#include "app/lab/lessons/lessonlibrary.h"

#include "app/lab/lessons/lessonfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

namespace miniqq::lab {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int maxFiles = 200;

struct LibraryWords
{
    Q_DECLARE_TR_FUNCTIONS(miniqq::lab::LessonLibrary)
};

LessonEntry readEntry(const QString &path, bool builtIn)
{
    const Result<Lesson> read = readLessonFile(path);
    if (read)
        return {path, builtIn, *read};
    return {path, builtIn, read.error()};
}

QStringList idsOf(const QList<LessonEntry> &entries)
{
    QStringList ids;
    for (const LessonEntry &entry : entries)
        ids.append(entry.id());
    return ids;
}

} // namespace

QString LessonEntry::problem() const
{
    const auto *error = std::get_if<Error>(&content);
    return error == nullptr ? QString() : error->text;
}

QString LessonEntry::id() const
{
    return lesson() == nullptr ? QFileInfo(file).completeBaseName() : lesson()->id;
}

QList<LessonEntry> builtInLessons()
{
    QList<LessonEntry> entries;
    const QDir folder(u":/lessons"_s);
    const QStringList files = folder.entryList({u"*.json"_s}, QDir::Files, QDir::Name);
    for (const QString &file : files)
        entries.append(readEntry(folder.filePath(file), true));
    return entries;
}

QList<LessonEntry> lessonsIn(const QString &folder, const QStringList &taken)
{
    QList<LessonEntry> entries;
    QStringList ids = taken;
    const QDir dir(folder);
    const QStringList files = dir.entryList({u"*.json"_s}, QDir::Files, QDir::Name);
    for (const QString &file : files.first(std::min<qsizetype>(files.size(), maxFiles))) {
        LessonEntry entry = readEntry(dir.filePath(file), false);
        if (entry.lesson() != nullptr && ids.contains(entry.id()))
            entry.content = Error{LibraryWords::tr("%1: id there is a lesson %2 already; choose another id.")
                                      .arg(file, entry.id())};
        ids.append(entry.id());
        entries.append(entry);
    }
    return entries;
}

QString ownLessonFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/miniqq/lessons"_s;
}

QList<LessonEntry> allLessons()
{
    QList<LessonEntry> entries = builtInLessons();
    entries += lessonsIn(ownLessonFolder(), idsOf(entries));
    return entries;
}

const LessonEntry *findLesson(const QList<LessonEntry> &lessons, const QString &name)
{
    bool isNumber = false;
    const int place = name.toInt(&isNumber);
    if (isNumber && place >= 1 && place <= lessons.size())
        return &lessons.at(place - 1);
    const auto found = std::find_if(lessons.constBegin(), lessons.constEnd(),
                                    [&name](const LessonEntry &entry) { return entry.id() == name; });
    return found == lessons.constEnd() ? nullptr : &*found;
}

} // namespace miniqq::lab
