// SPDX-License-Identifier: MIT
#include "app/lab/lessons/lessonfile.h"

#include "app/lab/lessons/stepreader.h"
#include "app/lab/lessons/stepwords.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QStringDecoder>

namespace miniqq::lab {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int formatVersion = 1;
constexpr int maxTitle = 80;
constexpr int maxSentence = 600;
constexpr int maxText = 4000;
constexpr int maxSteps = 200;
constexpr int maxCodeLines = 60;
constexpr int maxCodeColumns = 100;

Error mistake(const QString &fileName, const QString &place, const QString &text)
{
    return {place.isEmpty() ? u"%1: %2"_s.arg(fileName, text) : u"%1: %2 %3"_s.arg(fileName, place, text)};
}

/// "line 12, column 5"
QString lineAndColumn(const QByteArray &bytes, qsizetype offset)
{
    const QByteArrayView before = QByteArrayView(bytes).first(std::clamp<qsizetype>(offset, 0, bytes.size()));
    const qsizetype line = before.count('\n') + 1;
    const qsizetype column = QString::fromUtf8(before.sliced(before.lastIndexOf('\n') + 1)).size() + 1;
    return LessonFileWords::tr("line %1, column %2").arg(line).arg(column);
}

Lesson readHead(FieldReader &fields)
{
    Lesson lesson;
    fields.requiredNumber("format", formatVersion, formatVersion);
    lesson.id = fields.text("id", Need::Required, 60);
    static const QRegularExpression form(u"^[a-z0-9]+(-[a-z0-9]+)*$"_s);
    if (!form.match(lesson.id).hasMatch())
        fields.fail("id", LessonFileWords::tr(
                              "must be of lower-case letters, digits and hyphens, like half-a-character."));
    lesson.minutes = fields.number("minutes", 10, 1, 240);
    lesson.title = fields.both("title", Need::Required, maxTitle);
    lesson.subtitle = fields.both("subtitle", Need::Optional, maxTitle, true);
    lesson.beyondLoopback = fields.flag("beyond-loopback", false);
    return lesson;
}

void readQuestion(FieldReader &fields, Lesson &lesson)
{
    lesson.question = fields.both("question", Need::Required, maxSentence);
    int right = 0;
    for (FieldReader &choice : fields.objects("choices", Need::Required, 6)) {
        LessonChoice read;
        read.text = {choice.text("en", Need::Required, maxSentence),
                     choice.text("zh", Need::Required, maxSentence)};
        read.right = choice.flag("right", false);
        choice.finish();
        right += read.right ? 1 : 0;
        lesson.choices.append(read);
    }
    if (lesson.choices.size() < 2)
        fields.fail("choices", LessonFileWords::tr("must hold at least two answers to choose from."));
    else if (right != 1)
        fields.fail(
            "choices",
            LessonFileWords::tr("%1 answers are marked \"right\": true; mark exactly one.").arg(right));
    lesson.answer = fields.both("answer", Need::Required, maxText);
}

void readEnds(FieldReader &fields, Lesson &lesson)
{
    for (FieldReader &end : fields.objects("ends", Need::Required, 6)) {
        LessonEnd read;
        read.name = end.text("name", Need::Required, 30);
        if (!isSocketName(read.name) || read.name.contains(u'.'))
            end.fail("name",
                     LessonFileWords::tr("must be of lower-case letters, digits and hyphens, like server."));
        else if (lesson.findEnd(read.name) != nullptr)
            end.fail("name",
                     LessonFileWords::tr("there are two ends of the name %1; rename one.").arg(read.name));
        read.role =
            LessonEnd::Role(end.choice("role", Need::Required, {u"server"_s, u"client"_s, u"peer"_s}));
        read.transport = LessonEnd::Transport(end.choice("transport", Need::Optional, {u"tcp"_s, u"udp"_s}));
        read.title = end.both("title", Need::Required, maxTitle, true);
        end.finish();
        lesson.ends.append(read);
    }
}

void readViews(FieldReader &fields, Lesson &lesson)
{
    const QStringList words{u"ruler"_s, u"bench"_s, u"exchange"_s, u"lane"_s, u"tuples"_s, u"ports"_s};
    const QStringList views = fields.texts("views", Need::Required, int(words.size()), 20);
    for (const QString &view : views) {
        if (!words.contains(view))
            fields.fail("views",
                        LessonFileWords::tr("must be some of %1, not %2.").arg(words.join(u", "_s), view));
        lesson.views.append(LessonView(std::max<qsizetype>(words.indexOf(view), 0)));
    }
    if (!fields.has("stream"))
        return;
    FieldReader stream = fields.object("stream");
    lesson.stream.from = stream.text("from", Need::Required, 60);
    lesson.stream.to = stream.text("to", Need::Required, 60);
    const Result<Encoding> encoding = stream.has("encoding")
                                          ? encodingFromName(stream.text("encoding", Need::Required, 40))
                                          : Encoding::Utf8;
    if (!encoding)
        stream.fail("encoding", encoding.error().text);
    else
        lesson.stream.encoding = *encoding;
    stream.finish();
}

void readCards(FieldReader &fields, Lesson &lesson)
{
    for (FieldReader &card : fields.objects("cards", Need::Optional, 20)) {
        LessonCard read;
        read.title = card.both("title", Need::Required, maxTitle, true);
        read.text = card.both("text", Need::Required, maxText);
        read.certainty = LessonCard::Certainty(
            card.choice("certainty", Need::Optional, {u"none"_s, u"observed"_s, u"derived"_s}));
        card.finish();
        lesson.cards.append(read);
    }
}

LessonProgram readProgram(FieldReader &fields, const Lesson &lesson)
{
    LessonProgram program;
    program.text = fields.both("text", Need::Required, maxText);
    for (const BothLanguages &line : fields.lines("code", maxCodeLines, maxCodeColumns)) {
        program.code.append(line.en);
        program.codeZh.append(line.zh);
    }
    StepReader reader(lesson);
    for (FieldReader &step : fields.objects("steps", Need::Required, maxSteps))
        program.steps.append(reader.read(step));
    for (const QString &socket : {lesson.stream.from, lesson.stream.to}) {
        if (!socket.isEmpty() && !reader.knows(socket))
            fields.fail("steps",
                        LessonFileWords::tr("make no socket %1, which stream speaks of; correct one of them.")
                            .arg(socket));
    }
    return program;
}

} // namespace

Result<Lesson> readLesson(const QByteArray &bytes, const QString &fileName)
{
    if (bytes.size() > maxLessonBytes)
        return mistake(fileName, {},
                       LessonFileWords::tr("is larger than %1 KiB, so it is no lesson. Choose another file.")
                           .arg(maxLessonBytes / 1024));
    if (!bytes.isValidUtf8())
        return mistake(fileName, {}, LessonFileWords::tr("is not UTF-8. Save it as UTF-8 in the editor."));
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &error);
    if (error.error != QJsonParseError::NoError)
        return mistake(fileName, lineAndColumn(bytes, error.offset),
                       LessonFileWords::tr(
                           "this is not JSON (%1). Look for a comma, quote or bracket too many or too few "
                           "there or just before.")
                           .arg(error.errorString()));
    if (!document.isObject())
        return mistake(fileName, {},
                       LessonFileWords::tr("must hold one object {…}. Begin it with a curly bracket."));

    ReadProblem problem;
    FieldReader fields(document.object(), {}, problem);
    Lesson lesson = readHead(fields);
    readEnds(fields, lesson);
    readViews(fields, lesson);
    readQuestion(fields, lesson);
    readCards(fields, lesson);
    lesson.printed = readProgram(fields, lesson);
    if (fields.has("repair")) {
        FieldReader repair = fields.object("repair");
        lesson.repair = readProgram(repair, lesson);
        repair.finish();
    }
    fields.finish();
    if (!problem.isNull())
        return mistake(fileName, problem.place, problem.text);
    return lesson;
}

Result<Lesson> readLessonFile(const QString &path)
{
    const QString name = QFileInfo(path).fileName();
    QFile file(path);
    if (QFileInfo(path).isDir())
        return mistake(name, {}, LessonFileWords::tr("is a folder. Name a file."));
    if (!file.open(QIODevice::ReadOnly))
        return mistake(path, {},
                       LessonFileWords::tr("cannot be opened: %1. Check the name.").arg(file.errorString()));
    const QByteArray bytes = file.read(maxLessonBytes + 1);
    if (file.error() != QFileDevice::NoError)
        return mistake(name, {}, LessonFileWords::tr("cannot be read: %1.").arg(file.errorString()));
    return readLesson(bytes, name);
}

} // namespace miniqq::lab
