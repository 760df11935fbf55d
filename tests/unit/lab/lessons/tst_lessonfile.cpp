// SPDX-License-Identifier: MIT
// What can be wrong with a lesson file, and what its author is told.
#include "app/lab/lessons/lessonlibrary.h"
#include "lessonfixture.h"

#include <QRandomGenerator>
#include <QTemporaryDir>

using namespace miniqq;
using namespace miniqq::lab;

namespace {

/// The good lesson with one text replaced by another.
QByteArray changed(const char *from, const QByteArray &to)
{
    QByteArray file = lessonWith(R"({"do": "open", "on": "server"}, {"do": "close", "on": "server"})");
    Q_ASSERT(file.contains(from));
    return file.replace(from, to);
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

} // namespace

class TestLessonFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWholeLesson()
    {
        const Result<Lesson> read = readLesson(
            lessonWith(
                connectedSteps() +
                    R"({"do": "send", "on": "client", "text": "你好", "frame": "length", "say": {"en": "now", "zh": "现在"}},
                              {"do": "recv", "on": "server.talk", "size": 5, "limit": 700,
                               "expect": {"hex": "00 00 00 04 c4", "ms-at-most": 900}})",
                R"("minutes": 7, "stream": {"from": "client", "to": "server.talk", "encoding": "gbk"},
                          "cards": [{"title": "ACK", "text": {"en": "x", "zh": "中"}, "certainty": "derived"}],)"),
            QStringLiteral("own.json"));
        QVERIFY2(read, qPrintable(read ? QString() : read.error().text));
        QCOMPARE(read->id, QStringLiteral("test"));
        QCOMPARE(read->minutes, 7);
        QCOMPARE(read->title.in(QLocale::Chinese), QStringLiteral("测试"));
        QCOMPARE(read->title.in(QLocale::German), QStringLiteral("Test"));
        QCOMPARE(read->choices.size(), 2);
        QVERIFY(read->choices.at(1).right && !read->choices.at(0).right);
        QCOMPARE(read->ends.at(2).transport, LessonEnd::Transport::Udp);
        QCOMPARE(read->cards.at(0).certainty, LessonCard::Certainty::Derived);
        QVERIFY(!read->repair);
        QCOMPARE(read->printed.codeIn(QLocale::Chinese), QStringList{QStringLiteral("pass")});
        const LessonStep send = read->printed.steps.at(6);
        QCOMPARE(send.data, QByteArray::fromHex("00000004c4e3bac3")); // framed, in the stream's encoding
        QCOMPARE(send.text, QStringLiteral("你好"));
        QCOMPARE(send.say.zh, QStringLiteral("现在"));
        const LessonStep receive = read->printed.steps.at(7);
        QCOMPARE(receive.end(), QStringLiteral("server"));
        QCOMPARE(receive.limitMs, 700);
        QCOMPARE(receive.size, 5);
        QCOMPARE(*receive.expect.bytes, QByteArray::fromHex("00000004c4"));
        QCOMPARE(*receive.expect.msAtMost, 900);
        QVERIFY(!receive.expect.msAtLeast);
    }

    void brokenHeads_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QString>("said"); // the file's name and the place, and what must be in the sentence
        const auto row = [](const char *name, const QByteArray &file, const char *said) {
            QTest::newRow(name) << file << QString::fromUtf8(said);
        };
        row("nothing", "", "own.json: line 1, column 1");
        row("no JSON", "{\"format\": 1,\n \"id\": }", "own.json: line 2, column 9");
        row("a list", "[1, 2]", "own.json: must hold one object");
        row("GBK", "{\"id\": \"\xc4\xe3\"}", "own.json: is not UTF-8");
        row("too large", QByteArray(maxLessonBytes + 1, ' '), "own.json: is larger than 256 KiB");
        row("deep", QByteArray(5000, '['), "own.json: line 1");
        row("no format", changed(R"("format": 1,)", ""), "own.json: format is missing");
        row("later format", changed(R"("format": 1,)", R"("format": 2,)"),
            "format must be a whole number from 1 to 1, not 2");
        row("no id", changed(R"("id": "test",)", ""), "id is missing");
        row("id with spaces", changed(R"("id": "test")", R"("id": "My lesson")"),
            "id must be of lower-case letters");
        row("id a number", changed(R"("id": "test")", R"("id": 7)"), "id must be a text in quotes, not 7");
        row("one language", changed(R"({"en": "Test", "zh": "测试"})", R"({"en": "Test"})"),
            "title.zh is missing");
        row("no language", changed(R"({"en": "Test", "zh": "测试"})", R"("Test")"),
            "title must have both languages");
        row("empty text", changed(R"("zh": "测试")", R"("zh": "  ")"), "title.zh is empty");
        row("long title", changed(R"("zh": "测试")", "\"zh\": \"" + QByteArray(81, 'x') + "\""),
            "title.zh is too long: 81 characters, at most 80");
        row("unknown field", changed(R"("format": 1,)", R"("format": 1, "tilte": "x",)"),
            "tilte is not known here; known are answer,");
        row("no choice", changed(R"("right": true)", R"("right": false)"), "choices 0 answers are marked");
        row("right in quotes", changed(R"("right": true)", R"("right": "true")"),
            R"(choices[1].right must be true or false, without quotes, not "true")");
        row("two right", changed(R"("zh": "甲"})", R"("zh": "甲", "right": true})"),
            "choices 2 answers are marked");
        row("one answer", changed(R"({"en": "a", "zh": "甲"}, )", ""), "choices must hold at least two");
        row("no ends", changed(R"("ends": [)", R"("ends": [], "x": [)"), "ends is empty");
        row("unknown role", changed(R"("role": "client")", R"("role": "friend")"),
            R"(ends[1].role must be one of server, client, peer, not "friend")");
        row("same end", changed(R"("name": "client")", R"("name": "server")"),
            "ends[1].name there are two ends");
        row("end's name", changed(R"("name": "client")", R"("name": "Client 1")"),
            "ends[1].name must be of lower-case");
        row("unknown view", changed(R"("views": ["lane"])", R"("views": ["lamp"])"),
            "views must be some of ruler,");
        row("minutes", changed(R"("format": 1,)", R"("format": 1, "minutes": 0.5,)"),
            "minutes must be a whole number from 1 to 240, not 0.5");
        row("code no list", changed(R"(["pass"])", R"("pass")"), "code must be a list of texts");
        row("code in one language", changed(R"(["pass"])", R"([{"en": "pass"}])"), "code[0].zh is missing");
        row("code no texts", changed(R"(["pass"])", R"([["pass"]])"),
            "code[0] must be a text in quotes, not a list");
        row("stream", changed(R"("views")", R"("stream": {"from": "client", "to": "server"}, "views")"),
            "steps make no socket client, which stream speaks of");
        row("encoding",
            changed(R"("views")",
                    R"("stream": {"from": "server", "to": "server", "encoding": "gb"}, "views")"),
            "stream.encoding there is no encoding gb here; there are utf-8, gbk");
        row("repair",
            changed(R"("views")", R"("repair": {"text": {"en": "x", "zh": "中"}, "code": ["x"]}, "views")"),
            "repair.steps is missing");
        row("repair's step",
            changed(R"("views")", R"("repair": {"text": {"en": "x", "zh": "中"}, "code": ["x"],
            "steps": [{"do": "close", "on": "server"}]}, "views")"),
            "repair.steps[0].on there is no socket server yet");
        row("many steps",
            lessonWith(QByteArray(R"({"do": "wait", "ms": 1},)").repeated(200) +
                       R"({"do": "wait", "ms": 1})"),
            "steps has 201 entries; at most 200");
    }
    void brokenHeads() { compareMistake(); }

    void brokenSteps_data()
    {
        QTest::addColumn<QByteArray>("step"); // the seventh; server, client and server.talk are connected
        QTest::addColumn<QString>("said");
        const auto row = [](const char *step, const char *said) {
            QTest::newRow(step) << QByteArray(step) << QString::fromUtf8(said);
        };
        row(R"("recv")", "steps[6] must be an object {…}, not \"recv\"");
        row(R"({"on": "client"})", "steps[6].do is missing");
        row(R"({"do": "reveive", "on": "client"})", "steps[6].do must be one of open, bind,");
        row(R"({"do": "recv"})", "steps[6].on is missing");
        row(R"({"do": "recv", "on": "clint"})", "steps[6].on there is no end clint");
        row(R"({"do": "recv", "on": "client.b"})", "steps[6].on there is no socket client.b yet");
        row(R"({"do": "recv", "on": "Client"})", "steps[6].on must be the name of an end");
        row(R"({"do": "recv", "on": "client", "size": 0})",
            "steps[6].size must be a whole number from 1 to 65536, not 0");
        row(R"({"do": "recv", "on": "client", "size": "five"})",
            "steps[6].size must be a whole number from 1 to 65536, not \"five\"");
        row(R"({"do": "recv", "on": "client", "sise": 5})",
            "steps[6].sise is not known here; known are await, do,");
        row(R"({"do": "recv", "on": "client", "until": "total"})", "steps[6].total is missing");
        row(R"({"do": "recv", "on": "client", "limit": 5})",
            "steps[6].limit must be a whole number from 10 to 60000");
        row(R"({"do": "recv", "on": "client", "expect": 5})", "steps[6].expect must be an object");
        row(R"({"do": "recv", "on": "client", "expect": {"error": "EGAIN"}})",
            "steps[6].expect.error must be the name of an error");
        row(R"({"do": "recv", "on": "client", "expect": {"hex": "c4 e"}})",
            "steps[6].expect.hex must be bytes");
        row(R"({"do": "recv", "on": "client", "expect": {"pieces": [1, -1]}})",
            "steps[6].expect.pieces must be a list of 1 to 1000");
        row(R"({"do": "recv", "on": "client", "expect": {"state": "LISTEN"}})",
            "steps[6].expect.state is not known here");
        row(R"({"do": "recv", "on": "client", "expect": {"otherwise": {"en": "x"}}})",
            "steps[6].expect.otherwise.zh is missing");
        row(R"({"do": "state", "on": "client", "expect": {"state": "WAITING"}})",
            "steps[6].expect.state must be one of ESTABLISHED");
        row(R"({"do": "state", "on": "client"})", "steps[6].expect is missing");
        row(R"({"do": "open", "on": "client"})", "steps[6].on there is a socket client already");
        row(R"({"do": "open", "on": "client.b", "type": "tcp"})", "steps[6].type must be one of stream,");
        row(R"({"do": "accept", "on": "server"})", "steps[6].as is missing");
        row(R"({"do": "accept", "on": "server", "as": "client"})",
            "steps[6].as there is a socket client already");
        row(R"({"do": "send", "on": "client"})", "steps[6] says what to send once: text, hex or count");
        row(R"({"do": "send", "on": "client", "text": "a", "count": 3})", "steps[6] says what to send once");
        row(R"({"do": "send", "on": "client", "hex": "abc"})", "steps[6].hex must be bytes");
        row(R"({"do": "send", "on": "client", "text": "€", "encoding": "gbk"})",
            "steps[6].text character € (U+20AC, number 1 of the text) does not exist in gbk");
        row(R"({"do": "send", "on": "client", "count": 9999999})",
            "steps[6].count must be a whole number from 1 to 4194304");
        const char large[] = R"({"do": "send", "on": "client", "count": 4194304},)";
        QTest::newRow("much in all") << QByteArray(large).repeated(4) +
                                            R"({"do": "send", "on": "client", "text": "x"})"
                                     << QStringLiteral(
                                            "steps[10] makes the steps send more than 16 MiB in all");
        row(R"({"do": "send", "on": "client", "text": "a", "reader": "peer"})",
            "steps[6].reader peer is no open socket then");
        row(R"({"do": "setsockopt", "on": "client", "option": "SO_REUSE"})",
            "steps[6].option must be one of SO_REUSEADDR,");
        row(R"({"do": "connect", "on": "client", "to": "localhost:80"})",
            "steps[6].to must be a socket's name (server)");
        row(R"({"do": "connect", "on": "client", "to": "127.0.0.1:70000"})",
            "steps[6].to must be a socket's name (server)");
        row(R"({"do": "connect", "on": "client", "to": "peer"})", "steps[6].to there is no socket peer yet");
        row(R"({"do": "connect", "on": "client", "to": "192.0.2.1:80"})",
            "steps[6].to 192.0.2.1 reaches beyond this machine");
        row(R"({"do": "bind", "on": "client", "at": "0.0.0.0:0"})",
            "steps[6].at 0.0.0.0 reaches beyond this machine");
        row(R"({"do": "bind", "on": "client", "at": "[::]:0"})",
            "steps[6].at :: reaches beyond this machine");
        row(R"({"do": "open", "on": "peer"}, {"do": "sendto", "on": "peer", "to": "239.1.2.3:9", "text": "a"})",
            "steps[7].to would leave this machine: let peer do multicast-from");
        row(R"({"do": "open", "on": "peer"}, {"do": "sendto", "on": "peer", "to": "255.255.255.255:9", "text": "a"})",
            "steps[7].to 255.255.255.255 reaches beyond");
        row(R"({"do": "open", "on": "peer"}, {"do": "join", "on": "peer", "group": "127.0.0.1:0"})",
            "steps[7].group must be a group");
        row(R"({"do": "open", "on": "peer"}, {"do": "join", "on": "peer", "group": "239.1.2.3:0", "interface": "eth0"})",
            "steps[7].interface must be lo");
        row(R"({"do": "close", "on": "client"}, {"do": "recv", "on": "client"})",
            "steps[7].on client has been closed by then");
        row(R"({"do": "wait"})", "steps[6].ms is missing");
        row(R"({"do": "wait", "ms": 100000})", "steps[6].ms must be a whole number from 1 to 60000");
        row(R"({"do": "start", "on": "server.b"})", "steps[6].service is missing");
        row(R"({"do": "start", "on": "server.b", "service": "ftp"})",
            "steps[6].service must be one of echo,");
        row(R"({"do": "start", "on": "server.b", "service": "echo", "engine": "fast"})",
            "steps[6].engine must be one of iterative,");
        row(R"({"do": "start", "on": "server.b", "service": "echo", "replies": ["a"]})",
            "steps[6].replies is not known here");
        row(R"({"do": "start", "on": "server.b", "service": "echo"}, {"do": "recv", "on": "server.b"})",
            "steps[7].on server.b is a service");
        row(R"({"do": "output", "on": "client"})",
            "steps[6].on client is a socket; this step is for services");
        row(R"({"do": "frames", "on": "client"})", "steps[6].by is missing");
        row(R"({"do": "close", "on": "client", "say": "bye"})", "steps[6].say must have both languages");
    }
    void brokenSteps()
    {
        QFETCH(QByteArray, step);
        m_file = lessonWith(connectedSteps() + step);
        compareMistake();
    }

    void loopbackUnlessSaid() // what is refused above is allowed to who says so
    {
        for (
            const char *steps :
            {R"({"do": "open", "on": "server"}, {"do": "bind", "on": "server", "at": "0.0.0.0:0"})",
             R"({"do": "open", "on": "peer"}, {"do": "sendto", "on": "peer", "to": "239.1.2.3:9", "text": "a"})"}) {
            QVERIFY(!readLesson(lessonWith(steps), {}));
            const Result<Lesson> read = readLesson(lessonWith(steps, R"("beyond-loopback": true,)"), {});
            QVERIFY2(read, steps);
            QVERIFY(read->beyondLoopback);
        }
    }

    void everyCutOfAFileIsAMistake() // and none crashes
    {
        const QByteArray whole =
            lessonWith(connectedSteps() + R"({"do": "recv", "on": "client", "expect": {"end": true}})");
        QVERIFY(readLesson(whole, {}));
        for (qsizetype size = 0; size < whole.size(); ++size)
            QVERIFY2(!readLesson(whole.first(size), {}), qPrintable(QString::number(size)));
    }

    void noDamageCrashes() // seeded: the same damage every time
    {
        const QByteArray whole =
            lessonWith(connectedSteps() +
                       R"({"do": "recv", "on": "client", "expect": {"pieces": [1, 2], "hex": "00"}})");
        QRandomGenerator random(20);
        const QByteArray likely = "{}[]\",:0-9eE.\\u";
        for (int round = 0; round < 5000; ++round) {
            QByteArray damaged = whole;
            for (int times = random.bounded(1, 4); times > 0; --times)
                damaged[random.bounded(int(damaged.size()))] = likely.at(random.bounded(int(likely.size())));
            const Result<Lesson> read = readLesson(damaged, {});
            QVERIFY(read || !read.error().text.isEmpty());
        }
    }

    void filesThatCannotBeRead()
    {
        QTemporaryDir folder;
        const Result<Lesson> none = readLessonFile(folder.filePath(QStringLiteral("none.json")));
        QVERIFY(!none);
        QVERIFY2(none.error().text.contains(QStringLiteral("cannot be opened")),
                 qPrintable(none.error().text));
        const Result<Lesson> directory = readLessonFile(folder.path());
        QVERIFY(!directory);
        QVERIFY2(directory.error().text.contains(QStringLiteral("is a folder")),
                 qPrintable(directory.error().text));
    }

    void aTeachersFolder() // a broken file is listed with its sentence, the others go on
    {
        QTemporaryDir folder;
        write(folder.filePath(QStringLiteral("2.json")), lessonWith(R"({"do": "wait", "ms": 1})"));
        write(folder.filePath(QStringLiteral("1.json")), "{");
        write(folder.filePath(QStringLiteral("3.json")), lessonWith(R"({"do": "wait", "ms": 1})"));
        write(folder.filePath(QStringLiteral("4.json")),
              lessonWith(R"({"do": "wait", "ms": 1})").replace("\"id\": \"test\"", "\"id\": \"taken\""));
        write(folder.filePath(QStringLiteral("notes.txt")), "not looked at");
        const QList<LessonEntry> entries = lessonsIn(folder.path(), {QStringLiteral("taken")});
        QCOMPARE(entries.size(), 4);
        QCOMPARE(entries.at(0).lesson(), nullptr);
        QCOMPARE(entries.at(0).id(), QStringLiteral("1"));
        QVERIFY2(entries.at(0).problem().startsWith(QStringLiteral("1.json: line 1")),
                 qPrintable(entries.at(0).problem()));
        QCOMPARE(entries.at(1).id(), QStringLiteral("test"));
        QVERIFY(!entries.at(1).builtIn);
        QVERIFY2(entries.at(2).problem().contains(QStringLiteral("there is a lesson test already")),
                 qPrintable(entries.at(2).problem()));
        QVERIFY2(entries.at(3).problem().contains(QStringLiteral("there is a lesson taken already")),
                 qPrintable(entries.at(3).problem()));
        QVERIFY(lessonsIn(folder.filePath(QStringLiteral("none"))).isEmpty());
    }

private:
    void compareMistake()
    {
        QFETCH(QString, said);
        if (m_file.isNull()) {
            QFETCH(QByteArray, file);
            m_file = file;
        }
        const Result<Lesson> read = readLesson(std::exchange(m_file, {}), QStringLiteral("own.json"));
        QVERIFY(!read);
        QVERIFY2(read.error().text.startsWith(QStringLiteral("own.json: ")), qPrintable(read.error().text));
        QVERIFY2(read.error().text.contains(said), qPrintable(read.error().text));
        QVERIFY(!read.error().text.contains(QLatin1Char('\n')));
    }

    QByteArray m_file;
};

QTEST_GUILESS_MAIN(TestLessonFile)
#include "tst_lessonfile.moc"
