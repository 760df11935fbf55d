// SPDX-License-Identifier: MIT
// Characters and broken bytes one by one, against golden tables that Python wrote.
#include "goldentables.h"

#include "app/lab/core/textcodec.h"

#include <QTest>

using namespace miniqq::lab;

namespace {

struct Parts
{
    QString text;       // U+FFFD for what is broken
    QByteArrayList bad; // "begin-end:reason"
    QByteArray pending; // what begins a character at the end
    qsizetype missing = 0;
    bool failed = false; // a part is broken whatever follows
};

Parts partsOf(Encoding encoding, QByteArrayView bytes)
{
    CharacterReader reader(encoding);
    Parts parts;
    for (qsizetype at = 0; at < bytes.size();) {
        const CharacterStep step = reader.next(bytes.sliced(at));
        if (step.outcome != CharacterStep::Character)
            parts.bad.append(QByteArray::number(at) + '-' + QByteArray::number(at + step.length) + ':' +
                             step.reason);
        if (step.outcome == CharacterStep::Incomplete) {
            parts.pending = bytes.sliced(at).toByteArray();
            parts.missing = step.missing;
        }
        parts.failed = parts.failed || step.outcome == CharacterStep::Broken;
        parts.text += step.outcome == CharacterStep::Character ? step.text : QString(QChar(0xfffd));
        at += step.length;
    }
    return parts;
}

/// What tst_labtext keeps: the two characters that changed places.
bool isNewerThanPython(const QByteArray &bytes)
{
    return bytes == "\xa8\xbc" || bytes == "\x81\x35\xf4\x37";
}

} // namespace

class TestCharacterReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void streamsAreReadAsPythonReadsThem()
    {
        const QByteArrayList lines = linesOf("streams.tsv");
        QCOMPARE(lines.size(), 1000);
        for (const QByteArray &line : lines) {
            const QByteArrayList columns = line.split('\t');
            QCOMPARE(columns.size(), 5);
            const auto encoding = encodingFromName(QString::fromLatin1(columns[0]));
            QVERIFY(encoding.ok());
            const Parts parts = partsOf(*encoding, QByteArray::fromHex(columns[1]));
            const auto but = [&line](const QByteArray &got) { return QByteArray(line + " but " + got); };
            QVERIFY2(escaped(parts.text) == columns[2], but(escaped(parts.text)).constData());
            QVERIFY2(parts.bad.join(';') == columns[3], but(parts.bad.join(';')).constData());
            if (columns[4] != "!") {
                QVERIFY2(parts.pending.toHex() == columns[4], but(parts.pending.toHex()).constData());
                QCOMPARE(parts.pending.isEmpty(), parts.missing == 0);
            } else {
                QVERIFY2(parts.failed, line.constData());
            }
        }
    }

    void everyCharacterOfGb18030()
    {
        const QByteArrayList lines = linesOf("gb18030.txt");
        QCOMPARE(lines.size(), 126 + 80);
        int characters = 0;
        for (const QByteArray &line : lines) {
            const QByteArrayList columns{line.left(line.indexOf(' ')), line.mid(line.indexOf(' ') + 1)};
            const QByteArray begin = QByteArray::fromHex(columns[0]);
            const QList<uint> row = QString::fromUtf8(columns[1]).toUcs4();
            const int first = begin.size() == 1 ? 0x40 : 0x81;
            QCOMPARE(row.size(), 0xff - first);
            for (int next = first; next < 0xff; ++next) {
                QByteArray bytes = begin + char(next);
                if (begin.size() == 2)
                    bytes += char(0x30 + next % 10);
                const uint expected = row[next - first];
                if (isNewerThanPython(bytes))
                    continue;
                const auto text = decodeStrict(Encoding::Gb18030, bytes);
                QVERIFY2(text.ok() == (expected != '.'), bytes.toHex().constData());
                if (!text)
                    continue;
                QVERIFY2(*text == QString::fromUcs4(reinterpret_cast<const char32_t *>(&expected), 1),
                         bytes.toHex().constData());
                const auto back = encodeStrict(Encoding::Gb18030, *text);
                QVERIFY2(back.ok() && *back == bytes, bytes.toHex().constData());
                ++characters;
            }
        }
        QVERIFY(characters > 23'940 + 4'000);
    }

    void goodCharactersFollowBadOnes_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("text");
        QTest::newRow("gbk") << QByteArray("\x81\x7f\xc4\xe3\xba\xc3") << QStringLiteral("\ufffd\x7f你好");
        QTest::newRow("gb18030") << QByteArray("\x84\x31\xa5\x30\xc4\xe3")
                                 << QStringLiteral("\ufffd1\ufffd0你");
    }
    void goodCharactersFollowBadOnes()
    {
        QFETCH(QByteArray, bytes);
        const Encoding encoding = *encodingFromName(QString::fromLatin1(QTest::currentDataTag()));
        QTEST(TextDecoder(encoding).feed(bytes), "text");
    }

    void tellsHowManyBytesAreMissing_data()
    {
        QTest::addColumn<QString>("encoding");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<qsizetype>("missing");
        const auto row = [](const char *encoding, const char *hex, qsizetype missing) {
            QTest::addRow("%s %s", encoding, hex)
                << QString::fromLatin1(encoding) << QByteArray::fromHex(hex) << missing;
        };
        row("utf-8", "c3", 1);
        row("utf-8", "e4", 2);
        row("utf-8", "e4bd", 1);
        row("utf-8", "f0", 3);
        row("utf-8", "f09f98", 1);
        row("gbk", "c2", 1);
        row("gb18030", "c2", 1);
        row("gb18030", "8130", 2);
        row("gb18030", "813081", 1);
        row("utf-16-le", "c2", 1);
        row("utf-16-le", "3dd8", 2);
        row("utf-16-le", "3dd800", 1);
    }
    void tellsHowManyBytesAreMissing()
    {
        QFETCH(QString, encoding);
        QFETCH(QByteArray, bytes);
        const CharacterStep step = CharacterReader(*encodingFromName(encoding)).next(bytes);
        QCOMPARE(step.outcome, CharacterStep::Incomplete);
        QCOMPARE(step.length, bytes.size());
        QTEST(step.missing, "missing");
    }
};

QTEST_GUILESS_MAIN(TestCharacterReader)
#include "tst_characterreader.moc"
