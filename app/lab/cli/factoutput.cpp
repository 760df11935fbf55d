// SPDX-License-Identifier: MIT
#include "app/lab/cli/factoutput.h"

#include "common/protocol/jsonwriter.h"

#include <algorithm>
#include <cstring>
#include <numeric>

namespace miniqq::lab {
namespace {

using namespace Qt::Literals::StringLiterals;
using protocol::JsonWriter;

bool isWide(char32_t c)
{
    return (c >= 0x1100 && c <= 0x115f) || (c >= 0x2e80 && c <= 0xa4cf) || (c >= 0xac00 && c <= 0xd7a3) ||
           (c >= 0xf900 && c <= 0xfaff) || (c >= 0xfe30 && c <= 0xfe6f) || (c >= 0xff00 && c <= 0xff60) ||
           (c >= 0xffe0 && c <= 0xffe6) || (c >= 0x1f300 && c <= 0x1faff) || (c >= 0x20000 && c <= 0x3fffd);
}

/// Names of programs and machines are chosen by strangers: nothing of them may steer the terminal.
QString harmless(QString text)
{
    for (QChar &c : text) {
        if (c.category() == QChar::Other_Control || c.category() == QChar::Other_Format ||
            c == QChar::LineSeparator || c == QChar::ParagraphSeparator)
            c = QChar::ReplacementCharacter;
    }
    return text;
}

bool sameKeys(const Facts &a, const Facts &b)
{
    return a.size() == b.size() &&
           std::equal(a.begin(), a.end(), b.begin(),
                      [](const Fact &x, const Fact &y) { return std::strcmp(x.key, y.key) == 0; });
}

bool isFlat(const Facts &row)
{
    return std::none_of(row.begin(), row.end(), [](const Fact &fact) {
        return std::holds_alternative<std::vector<Facts>>(fact.value) ||
               std::holds_alternative<QStringList>(fact.value);
    });
}

bool isTable(const std::vector<Facts> &rows)
{
    return rows.size() > 1 && std::all_of(rows.begin(), rows.end(), [&rows](const Facts &row) {
               return isFlat(row) && sameKeys(row, rows.front());
           });
}

void writeTable(const std::vector<Facts> &rows, const QString &indent, QString &out)
{
    std::vector<QStringList> lines(1);
    for (const Fact &fact : rows.front()) {
        if (!fact.label.isEmpty())
            lines.front() << fact.label;
    }
    for (const Facts &row : rows) {
        QStringList line;
        for (const Fact &fact : row) {
            if (!fact.label.isEmpty())
                line << harmless(fact.text());
        }
        lines.push_back(std::move(line));
    }
    std::vector<qsizetype> widths(size_t(lines.front().size()));
    for (const QStringList &line : lines) {
        for (qsizetype at = 0; at < line.size(); ++at)
            widths[size_t(at)] = std::max(widths[size_t(at)], columnsOf(line[at]));
    }
    for (const QStringList &line : lines) {
        QString text = indent;
        for (qsizetype at = 0; at < line.size(); ++at)
            text += line[at] + QString(widths[size_t(at)] - columnsOf(line[at]) + 2, u' ');
        while (text.endsWith(u' '))
            text.chop(1);
        out += text + u'\n';
    }
}

void write(const Facts &facts, const QString &indent, QString &out)
{
    for (const Fact &fact : facts) {
        if (fact.label.isEmpty())
            continue;
        if (const auto *list = std::get_if<QStringList>(&fact.value)) {
            if (!list->isEmpty())
                out += indent + fact.label + u":\n"_s;
            for (const QString &line : *list)
                out += indent + u"  - "_s + harmless(line) + u'\n';
        } else if (const auto *rows = std::get_if<std::vector<Facts>>(&fact.value)) {
            if (!rows->empty())
                out += indent + fact.label + u":\n"_s;
            if (isTable(*rows)) {
                writeTable(*rows, indent + u"  "_s, out);
                continue;
            }
            for (const Facts &row : *rows) {
                QString lines;
                write(row, indent + u"    "_s, lines);
                lines[indent.size() + 2] = u'-'; // where a row begins
                out += lines;
            }
        } else {
            out += indent + fact.label + u": "_s + harmless(fact.text()) + u'\n';
        }
    }
}

void write(const Facts &facts, JsonWriter &json);

void write(const Fact &fact, JsonWriter &json)
{
    if (const auto *text = std::get_if<QString>(&fact.value)) {
        json.string(fact.key, text->toUtf8());
    } else if (const auto *number = std::get_if<qint64>(&fact.value)) {
        json.integer(fact.key, *number);
    } else if (const auto *truth = std::get_if<bool>(&fact.value)) {
        json.boolean(fact.key, *truth);
    } else if (const auto *list = std::get_if<QStringList>(&fact.value)) {
        json.beginArray(fact.key);
        for (const QString &line : *list)
            json.stringElement(line.toUtf8());
        json.endArray();
    } else if (const auto *rows = std::get_if<std::vector<Facts>>(&fact.value)) {
        json.beginArray(fact.key);
        for (const Facts &row : *rows)
            write(row, json);
        json.endArray();
    }
}

void write(const Facts &facts, JsonWriter &json)
{
    json.beginObject();
    for (const Fact &fact : facts)
        write(fact, json);
    json.endObject();
}

} // namespace

QString factText(const Facts &facts)
{
    QString out;
    write(facts, QString(), out);
    return out;
}

QByteArray factJson(const Facts &facts)
{
    JsonWriter json;
    write(facts, json);
    return json.take() + '\n';
}

qsizetype columnsOf(const QString &text)
{
    const QList<uint> characters = text.toUcs4();
    return std::accumulate(characters.begin(), characters.end(), qsizetype(0),
                           [](qsizetype sum, uint c) { return sum + (isWide(c) ? 2 : 1); });
}

} // namespace miniqq::lab
