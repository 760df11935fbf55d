// SPDX-License-Identifier: MIT
#include "app/lab/lessons/fieldreader.h"

#include <QJsonArray>

#include <cmath>

namespace miniqq::lab {
namespace {

using namespace Qt::Literals::StringLiterals;

/// A value as it is named in a sentence.
QString named(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Null:
        return u"null"_s;
    case QJsonValue::Bool:
        return value.toBool() ? u"true"_s : u"false"_s;
    case QJsonValue::Double:
        return QString::number(value.toDouble(), 'g', 15);
    case QJsonValue::String: {
        const QString text = value.toString();
        return u'"' + (text.size() > 40 ? QString(text.first(39) + u'…') : text) + u'"';
    }
    case QJsonValue::Array:
        return LessonFileWords::tr("a list");
    case QJsonValue::Object:
        return LessonFileWords::tr("an object {…}");
    case QJsonValue::Undefined:
        break;
    }
    return LessonFileWords::tr("nothing");
}

bool isWhole(const QJsonValue &value)
{
    return value.isDouble() && std::trunc(value.toDouble()) == value.toDouble();
}

} // namespace

QString FieldReader::placeOf(const char *key) const
{
    return m_place.isEmpty() ? QString::fromUtf8(key) : QString(m_place + u'.' + QString::fromUtf8(key));
}

void FieldReader::report(const QString &place, const QString &text)
{
    if (m_problem.isNull())
        m_problem = {place, text};
}

void FieldReader::fail(const char *key, const QString &text)
{
    report(placeOf(key), text);
}

void FieldReader::failHere(const QString &text)
{
    report(m_place, text);
}

QJsonValue FieldReader::take(const char *key, Need need)
{
    const QString name = QString::fromLatin1(key);
    if (!m_known.contains(name))
        m_known.append(name);
    const QJsonValue value = m_object.value(name);
    if (value.isUndefined() && need == Need::Required)
        fail(key, LessonFileWords::tr("is missing; write it."));
    return value;
}

QString FieldReader::text(const char *key, Need need, int most)
{
    const QJsonValue value = take(key, need);
    if (value.isUndefined())
        return {};
    if (!value.isString())
        fail(key, LessonFileWords::tr("must be a text in quotes, not %1.").arg(named(value)));
    const QString text = value.toString();
    if (text.size() > most)
        fail(key, LessonFileWords::tr("is too long: %1 characters, at most %2 are allowed. Shorten it.")
                      .arg(text.size())
                      .arg(most));
    if (need == Need::Required && text.trimmed().isEmpty())
        fail(key, LessonFileWords::tr("is empty; write something there."));
    return text.first(std::min(text.size(), qsizetype(most)));
}

int FieldReader::choice(const char *key, Need need, const QStringList &words)
{
    const QString word = text(key, need, 100);
    if (!has(key))
        return 0;
    const qsizetype index = words.indexOf(word);
    if (index < 0)
        fail(key, LessonFileWords::tr("must be one of %1, not %2.").arg(words.join(u", "_s), named(word)));
    return int(std::max<qsizetype>(index, 0));
}

int FieldReader::number(const char *key, int byDefault, int least, int most)
{
    const QJsonValue value = take(key, Need::Optional);
    if (value.isUndefined())
        return byDefault;
    const double number = value.toDouble();
    if (!isWhole(value) || number < least || number > most) {
        fail(key, LessonFileWords::tr("must be a whole number from %1 to %2, not %3.")
                      .arg(QString::number(least), QString::number(most), named(value)));
        return byDefault;
    }
    return int(number);
}

int FieldReader::requiredNumber(const char *key, int least, int most)
{
    take(key, Need::Required);
    return number(key, least, least, most);
}

bool FieldReader::flag(const char *key, bool byDefault)
{
    const QJsonValue value = take(key, Need::Optional);
    if (!value.isUndefined() && !value.isBool())
        fail(key, LessonFileWords::tr("must be true or false, without quotes, not %1.").arg(named(value)));
    return value.toBool(byDefault);
}

BothLanguages FieldReader::both(const char *key, Need need, int most, bool plain)
{
    const QJsonValue value = take(key, need);
    if (value.isUndefined())
        return {};
    if (plain && value.isString()) {
        const QString same = text(key, need, most);
        return {same, same};
    }
    if (!value.isObject()) {
        fail(key, LessonFileWords::tr("must have both languages, {\"en\": …, \"zh\": …}, not %1.")
                      .arg(named(value)));
        return {};
    }
    FieldReader reader = object(key);
    const BothLanguages texts{reader.text("en", Need::Required, most),
                              reader.text("zh", Need::Required, most)};
    reader.finish();
    return texts;
}

QJsonArray FieldReader::textList(const char *key, Need need, int most)
{
    const QJsonValue value = take(key, need);
    if (value.isUndefined())
        return {};
    if (!value.isArray())
        fail(key, LessonFileWords::tr("must be a list of texts, [\"…\", \"…\"], not %1.").arg(named(value)));
    const QJsonArray array = value.toArray();
    if (array.size() > most)
        fail(key, LessonFileWords::tr("has %1 entries; at most %2 are allowed. Leave some out.")
                      .arg(array.size())
                      .arg(most));
    return array;
}

QString FieldReader::lineAt(const QString &place, const QJsonValue &value, int mostCharacters)
{
    const QString line = value.toString();
    if (!value.isString())
        report(place, LessonFileWords::tr("must be a text in quotes, not %1.").arg(named(value)));
    else if (line.size() > mostCharacters)
        report(place, LessonFileWords::tr("is too long: %1 characters, at most %2 are allowed. Shorten it.")
                          .arg(line.size())
                          .arg(mostCharacters));
    return line;
}

QStringList FieldReader::texts(const char *key, Need need, int mostTexts, int mostCharacters)
{
    const QJsonArray array = textList(key, need, mostTexts);
    QStringList texts;
    for (qsizetype i = 0; i < array.size() && !failed(); ++i)
        texts.append(lineAt(placeOf(key) + u"[%1]"_s.arg(i), array.at(i), mostCharacters));
    return texts;
}

QList<BothLanguages> FieldReader::lines(const char *key, int mostLines, int mostCharacters)
{
    const QJsonArray array = textList(key, Need::Required, mostLines);
    QList<BothLanguages> lines;
    for (qsizetype i = 0; i < array.size() && !failed(); ++i) {
        const QString place = placeOf(key) + u"[%1]"_s.arg(i);
        if (!array.at(i).isObject()) {
            const QString same = lineAt(place, array.at(i), mostCharacters);
            lines.append({same, same});
            continue;
        }
        FieldReader line(array.at(i).toObject(), place, m_problem);
        lines.append({line.text("en", Need::Required, mostCharacters),
                      line.text("zh", Need::Required, mostCharacters)});
        line.finish();
    }
    return lines;
}

QList<qint64> FieldReader::numbers(const char *key, int mostNumbers)
{
    const QJsonValue value = take(key, Need::Optional);
    if (value.isUndefined())
        return {};
    const QJsonArray array = value.toArray();
    bool right = value.isArray() && !array.isEmpty() && array.size() <= mostNumbers;
    QList<qint64> numbers;
    for (const QJsonValue &entry : array) {
        right = right && isWhole(entry) && entry.toDouble() >= 0 && entry.toDouble() <= 1e9;
        numbers.append(right ? qint64(entry.toDouble()) : 0);
    }
    if (!right)
        fail(key, LessonFileWords::tr("must be a list of 1 to %1 whole numbers from 0 up, not %2.")
                      .arg(QString::number(mostNumbers), named(value)));
    return numbers;
}

FieldReader FieldReader::object(const char *key)
{
    const QJsonValue value = take(key, Need::Optional);
    if (!value.isUndefined() && !value.isObject())
        fail(key, LessonFileWords::tr("must be an object {…}, not %1.").arg(named(value)));
    return {value.toObject(), placeOf(key), m_problem};
}

std::vector<FieldReader> FieldReader::objects(const char *key, Need need, int most)
{
    const QJsonValue value = take(key, need);
    const QJsonArray array = value.toArray();
    if (!value.isUndefined() && !value.isArray())
        fail(key, LessonFileWords::tr("must be a list of objects, [{…}, {…}], not %1.").arg(named(value)));
    else if (need == Need::Required && array.isEmpty())
        fail(key, LessonFileWords::tr("is empty; write something there."));
    if (array.size() > most)
        fail(key, LessonFileWords::tr("has %1 entries; at most %2 are allowed. Leave some out.")
                      .arg(array.size())
                      .arg(most));
    std::vector<FieldReader> readers;
    for (qsizetype i = 0; i < array.size() && !failed(); ++i) {
        const QString place = placeOf(key) + u"[%1]"_s.arg(i);
        if (!array.at(i).isObject())
            report(place, LessonFileWords::tr("must be an object {…}, not %1.").arg(named(array.at(i))));
        readers.emplace_back(array.at(i).toObject(), place, m_problem);
    }
    return readers;
}

void FieldReader::finish()
{
    const QStringList keys = m_object.keys();
    for (const QString &key : keys) {
        if (!m_known.contains(key)) {
            QStringList known = m_known;
            known.sort();
            report(placeOf(key.left(40).toUtf8().constData()),
                   LessonFileWords::tr("is not known here; known are %1. Correct or remove it.")
                       .arg(known.join(u", "_s)));
            return;
        }
    }
}

} // namespace miniqq::lab
