// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/lessons/bothlanguages.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

#include <vector>

namespace miniqq::lab {

/// The words of lesson files' mistakes.
struct LessonFileWords
{
    Q_DECLARE_TR_FUNCTIONS(miniqq::lab::LessonFile)
};

/// The first mistake found in a lesson file; later ones often follow from it.
struct ReadProblem
{
    QString place; ///< "steps[3].size"
    QString text;

    bool isNull() const { return text.isEmpty(); }
};

enum class Need { Required, Optional };

/// Reads the fields of one JSON object strictly: type, length, range, and nothing that is not known. The
/// first mistake is kept in the problem that all readers of a file share; after it, reading goes on with
/// harmless values.
class FieldReader
{
public:
    FieldReader(const QJsonObject &object, const QString &place, ReadProblem &problem)
        : m_object(object)
        , m_place(place)
        , m_problem(problem)
    {}

    bool has(const char *key) const { return m_object.contains(QLatin1String(key)); }
    const QString &place() const { return m_place; }
    /// "steps[3].size"
    QString placeOf(const char *key) const;

    /// Not longer than `most` characters; required ones are not empty.
    QString text(const char *key, Need need, int most);
    /// One of these words; the index of it, 0 if it is not there.
    int choice(const char *key, Need need, const QStringList &words);
    int number(const char *key, int byDefault, int least, int most);
    int requiredNumber(const char *key, int least, int most);
    bool flag(const char *key, bool byDefault);
    /// {"en": ..., "zh": ...}; both are there and not empty. Or one text that is the same in both, if
    /// `plain`: names of calls are not translated.
    BothLanguages both(const char *key, Need need, int most, bool plain = false);
    /// A list of texts; one that people read is in both languages, as above.
    QList<BothLanguages> lines(const char *key, int mostLines, int mostCharacters);
    QStringList texts(const char *key, Need need, int mostTexts, int mostCharacters);
    QList<qint64> numbers(const char *key, int mostNumbers);
    FieldReader object(const char *key);
    std::vector<FieldReader> objects(const char *key, Need need, int most);

    void fail(const char *key, const QString &text);
    void failHere(const QString &text);
    bool failed() const { return !m_problem.isNull(); }
    /// Nothing may be there that was not asked for.
    void finish();

private:
    QString lineAt(const QString &place, const QJsonValue &value, int mostCharacters);
    QJsonArray textList(const char *key, Need need, int most);
    QJsonValue take(const char *key, Need need);
    void report(const QString &place, const QString &text);

    QJsonObject m_object;
    QString m_place;
    ReadProblem &m_problem;
    QStringList m_known;
};

} // namespace miniqq::lab
