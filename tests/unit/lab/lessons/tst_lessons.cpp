// SPDX-License-Identifier: MIT
// Every built-in lesson is complete in both languages, and does what it says.
#include "app/lab/lessons/lessonlibrary.h"
#include "lessonfixture.h"

#include <QRegularExpression>

using namespace miniqq;
using namespace miniqq::lab;

namespace {

void addLessons()
{
    QTest::addColumn<int>("place");
    const QList<LessonEntry> entries = builtInLessons();
    for (int place = 0; place < entries.size(); ++place)
        QTest::newRow(qPrintable(entries.at(place).id())) << place;
}

bool hasChinese(const QString &text)
{
    static const QRegularExpression han(QStringLiteral("\\p{Han}"));
    return han.match(text).hasMatch();
}

/// Neither side is empty, Chinese is Chinese and English is English (quotations aside).
void compareLanguages(const BothLanguages &text, bool mayBeSame = false)
{
    QVERIFY2(!text.en.trimmed().isEmpty(), qPrintable(text.zh));
    QVERIFY2(!text.zh.trimmed().isEmpty(), qPrintable(text.en));
    if (mayBeSame && text.en == text.zh)
        return;
    QVERIFY2(hasChinese(text.zh), qPrintable(text.zh));
    QVERIFY2(text.en.contains(QRegularExpression(QStringLiteral("[A-Za-z]"))), qPrintable(text.en));
}

} // namespace

class TestLessons : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theyAreAllThere()
    {
        const QStringList wanted = {QStringLiteral("sticky-messages"),
                                    QStringLiteral("cut-messages"),
                                    QStringLiteral("framing-cures-both"),
                                    QStringLiteral("half-a-character"),
                                    QStringLiteral("off-by-one-dialogue"),
                                    QStringLiteral("utf8-read-as-gbk"),
                                    QStringLiteral("one-client-at-a-time"),
                                    QStringLiteral("thread-per-client"),
                                    QStringLiteral("who-closes-first"),
                                    QStringLiteral("address-in-use"),
                                    QStringLiteral("reset-or-close"),
                                    QStringLiteral("half-close"),
                                    QStringLiteral("refused-or-silence"),
                                    QStringLiteral("the-backlog"),
                                    QStringLiteral("closing-the-listener"),
                                    QStringLiteral("local-or-everybody"),
                                    QStringLiteral("port-below-1024"),
                                    QStringLiteral("long-or-short"),
                                    QStringLiteral("partial-send"),
                                    QStringLiteral("nagle-and-delayed-ack"),
                                    QStringLiteral("udp-has-no-connection"),
                                    QStringLiteral("udp-truncation"),
                                    QStringLiteral("broadcast-needs-permission"),
                                    QStringLiteral("multicast-members-only"),
                                    QStringLiteral("http-is-just-text"),
                                    QStringLiteral("layer-by-layer"),
                                    QStringLiteral("telephone-or-post"),
                                    QStringLiteral("the-unnoticed-end"),
                                    QStringLiteral("who-is-who"),
                                    QStringLiteral("steps-of-a-connection"),
                                    QStringLiteral("kinds-of-sockets")};
        const QList<LessonEntry> entries = builtInLessons();
        QStringList ids;
        for (const LessonEntry &entry : entries) {
            QCOMPARE(entry.problem(), QString());
            QVERIFY(entry.builtIn);
            QVERIFY2(!ids.contains(entry.id()), qPrintable(entry.id()));
            ids.append(entry.id());
        }
        for (const QString &id : wanted)
            QVERIFY2(ids.contains(id), qPrintable(id));
    }

    void textsAreComplete_data() { addLessons(); }
    void textsAreComplete()
    {
        QFETCH(int, place);
        const Lesson lesson = *builtInLessons().at(place).lesson();
        compareLanguages(lesson.title);
        compareLanguages(lesson.subtitle, true);
        compareLanguages(lesson.question);
        compareLanguages(lesson.answer);
        compareLanguages(lesson.printed.text);
        QVERIFY(lesson.minutes >= 5 && lesson.minutes <= 20);
        int right = 0;
        for (const LessonChoice &choice : lesson.choices) {
            QVERIFY(!choice.text.en.isEmpty() && !choice.text.zh.isEmpty());
            right += choice.right ? 1 : 0;
        }
        QCOMPARE(right, 1);
        QVERIFY(lesson.choices.size() >= 3);
        for (const LessonEnd &end : lesson.ends)
            compareLanguages(end.title);
        for (const LessonCard &card : lesson.cards) {
            compareLanguages(card.title);
            compareLanguages(card.text);
        }
        QVERIFY(!lesson.views.isEmpty());
        QList<LessonProgram> programs{lesson.printed};
        if (lesson.repair)
            programs.append(*lesson.repair);
        for (const LessonProgram &program : programs) {
            compareLanguages(program.text);
            QVERIFY(!program.code.isEmpty());
            QCOMPARE(program.codeZh.size(), program.code.size());
            for (qsizetype line = 0; line < program.code.size(); ++line) {
                // The Python is the same, only remarks are translated.
                QCOMPARE(program.code.at(line).section(QLatin1Char('#'), 0, 0).trimmed(),
                         program.codeZh.at(line).section(QLatin1Char('#'), 0, 0).trimmed());
                QVERIFY(!hasChinese(program.code.at(line).section(QLatin1Char('#'), 1)));
            }
            for (const LessonStep &step : program.steps) {
                if (!step.say.isEmpty())
                    compareLanguages(step.say);
            }
        }
    }

    /// A character of the class has the shape a Chinese reader expects: full-width punctuation.
    void chineseIsPunctuatedAsChinese_data() { addLessons(); }
    void chineseIsPunctuatedAsChinese()
    {
        QFETCH(int, place);
        const Lesson lesson = *builtInLessons().at(place).lesson();
        static const QRegularExpression halfWidth(QStringLiteral("\\p{Han}[,;:?!]|[,;?!]\\p{Han}"));
        QString text = lesson.title.zh + lesson.question.zh + lesson.answer.zh + lesson.printed.text.zh;
        text.remove(QStringLiteral("好的,再见"))
            .remove(QStringLiteral("好的,")); // the tutorial's own sentence
        QVERIFY2(!halfWidth.match(text).hasMatch(), qPrintable(halfWidth.match(text).captured()));
    }

    void theyDoWhatTheySay_data()
    {
        QTest::addColumn<int>("place");
        QTest::addColumn<bool>("repair");
        const QList<LessonEntry> entries = builtInLessons();
        for (int place = 0; place < entries.size(); ++place) {
            const LessonEntry &entry = entries.at(place);
            QTest::newRow(qPrintable(entry.id())) << place << false;
            if (entry.lesson() != nullptr && entry.lesson()->repair)
                QTest::newRow(qPrintable(entry.id() + QStringLiteral(", mended"))) << place << true;
        }
    }
    void theyDoWhatTheySay()
    {
        QFETCH(int, place);
        QFETCH(bool, repair);
        const Lesson lesson = *builtInLessons().at(place).lesson();
        LessonFixture lab;
        const qsizetype before = LessonFixture::sockets();
        QVERIFY(lab.run(lesson, repair ? LessonRunner::Part::Repair : LessonRunner::Part::Printed));
        QVERIFY2(lab.outcome().held(), qPrintable(lab.outcome().text));
        QCOMPARE(lab.results.size(), (repair ? *lesson.repair : lesson.printed).steps.size());
        QCOMPARE(LessonFixture::sockets(), before);
        for (const StepResult &result : std::as_const(lab.results)) {
            QVERIFY(!result.called.isEmpty() && !result.outcome.isEmpty());
            QVERIFY(lesson.findEnd(result.end) != nullptr || result.action == Action::Wait);
        }
        // The ruler's two sockets are among those that were opened.
        if (!lesson.stream.isNull()) {
            for (const QString &name : {lesson.stream.from, lesson.stream.to})
                QVERIFY2(std::any_of(lab.opened.cbegin(), lab.opened.cend(),
                                     [&name](const QString &socket) { return socket == name; }),
                         qPrintable(name));
        }
    }

    /// Layers and metaphors: the parts that nobody can run are there in words (inventory items 67, 68).
    void whatCannotBeSeenIsMarkedAsDerived()
    {
        const QList<LessonEntry> entries = builtInLessons();
        const Lesson layers = *findLesson(entries, QStringLiteral("layer-by-layer"))->lesson();
        QList<LessonCard::Certainty> certainties;
        QString text;
        for (const LessonCard &card : layers.cards) {
            certainties.append(card.certainty);
            text += card.title.en + card.text.en;
        }
        using Certainty = LessonCard::Certainty;
        QCOMPARE(certainties, (QList<Certainty>{Certainty::Observed, Certainty::Derived, Certainty::Derived,
                                                Certainty::Derived, Certainty::None}));
        for (const char *word : {"SYN", "ACK", "PSH", "FIN", "RST", "URG", "ARP", "Four", "Five", "Seven"})
            QVERIFY2(text.contains(QLatin1String(word)), word);
    }

    void metaphorsAndWhereTheyEnd()
    {
        const QList<LessonEntry> entries = builtInLessons();
        const Lesson lesson = *findLesson(entries, QStringLiteral("telephone-or-post"))->lesson();
        QString titles;
        for (const LessonCard &card : lesson.cards) {
            titles += card.title.zh;
            QVERIFY2(card.text.zh.contains(QStringLiteral("成立：")) &&
                         card.text.zh.contains(QStringLiteral("不成立：")),
                     qPrintable(card.title.zh));
            QVERIFY2(card.text.en.contains(QStringLiteral("Holds:")) &&
                         card.text.en.contains(QStringLiteral("Does not hold:")),
                     qPrintable(card.title.en));
        }
        for (const QString &word :
             {QStringLiteral("打电话"), QStringLiteral("寄信"), QStringLiteral("邮政信箱"),
              QStringLiteral("门"), QStringLiteral("插座"), QStringLiteral("电话簿")})
            QVERIFY2(titles.contains(word), qPrintable(word));
    }

    void foundByNameAndPlace()
    {
        const QList<LessonEntry> entries = builtInLessons();
        QCOMPARE(findLesson(entries, QStringLiteral("1")), &entries.first());
        QCOMPARE(findLesson(entries, QStringLiteral("half-a-character"))->id(),
                 QStringLiteral("half-a-character"));
        QCOMPARE(findLesson(entries, QStringLiteral("0")), nullptr);
        QCOMPARE(findLesson(entries, QString::number(entries.size() + 1)), nullptr);
        QCOMPARE(findLesson(entries, QStringLiteral("no-such-lesson")), nullptr);
    }
};

QTEST_GUILESS_MAIN(TestLessons)
#include "tst_lessons.moc"
