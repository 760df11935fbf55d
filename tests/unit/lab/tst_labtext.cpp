// SPDX-License-Identifier: MIT
// Python's repr and codecs, against golden tables that Python wrote.
#include "goldentables.h"

#include "app/lab/core/pythontext.h"
#include "app/lab/core/textcodec.h"

#include <QTest>

using namespace miniqq;
using namespace miniqq::lab;

class TestLabText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reprIsPythons()
    {
        const QByteArrayList lines = linesOf("repr.tsv");
        QVERIFY(lines.size() > 256);
        for (const QByteArray &line : lines) {
            const qsizetype tab = line.indexOf('\t');
            QCOMPARE(pythonRepr(QByteArray::fromHex(line.first(tab))), line.mid(tab + 1));
        }
    }

    void decodingIsPythons()
    {
        const QByteArrayList lines = linesOf("decode.tsv");
        QVERIFY(lines.size() > 1000);
        for (const QByteArray &line : lines) {
            const QByteArrayList parts = line.split('\t');
            const auto encoding = encodingFromName(QString::fromLatin1(parts[0]));
            QVERIFY(encoding.ok());
            const auto text = decodeStrict(*encoding, QByteArray::fromHex(parts[1]));
            const QByteArray got = escaped(text ? *text : text.error().toText());
            QCOMPARE(parts[0] + " " + parts[1] + " " + got, parts[0] + " " + parts[1] + " " + parts[2]);
        }
    }

    void everyCharacterOfGbk()
    {
        const QByteArrayList lines = linesOf("gbk.txt");
        QCOMPARE(lines.size(), 0xff - 0x81);
        int characters = 0;
        for (const QByteArray &line : lines) {
            const QByteArray lead = QByteArray::fromHex(line.first(2));
            const QString row = QString::fromUtf8(line.mid(3));
            QCOMPARE(row.size(), 0xff - 0x40);
            for (int trail = 0x40; trail < 0xff; ++trail) {
                const QChar expected = row[trail - 0x40];
                const QByteArray bytes = lead + char(trail);
                const auto text = decodeStrict(Encoding::Gbk, bytes);
                QCOMPARE(text.ok(), expected != QLatin1Char('.'));
                if (!text)
                    continue;
                QCOMPARE(*text, expected);
                const auto back = encodeStrict(Encoding::Gbk, *text);
                QVERIFY2(back.ok(), bytes.toHex().constData());
                QCOMPARE(*back, bytes);
                ++characters;
            }
        }
        QCOMPARE(characters, 21'791); // as many as Python's codec has
    }

    void whatAnEncodingCannotCarry()
    {
        const QString euro = QStringLiteral("5 €");
        const QString smile = QStringLiteral("😀");
        QVERIFY(!encodeStrict(Encoding::Gbk, euro).ok());
        QVERIFY(encodeStrict(Encoding::Gbk, euro).error().text.contains(QStringLiteral("U+20AC, number 3")));
        QVERIFY(!encodeStrict(Encoding::Gbk, smile).ok());
        QVERIFY(!encodeStrict(Encoding::Latin1, QStringLiteral("你")).ok());
        QCOMPARE(*encodeStrict(Encoding::Gb18030, euro + smile), QByteArray::fromHex("3520a2e39439fc36"));
        QCOMPARE(*encodeStrict(Encoding::Latin1, QStringLiteral("é")), "\xe9");
        QCOMPARE(*encodeStrict(Encoding::Utf8, smile), QByteArray::fromHex("f09f9880"));
    }

    void sameBytesInManyEncodings()
    {
        const QByteArray gbk = *encodeStrict(Encoding::Gbk, QStringLiteral("你好"));
        QCOMPARE(gbk, QByteArray::fromHex("c4e3bac3"));
        TextDecoder utf8(Encoding::Utf8);
        QCOMPARE(utf8.feed(gbk), QStringLiteral("\ufffd\ufffd")); // the last byte may begin a character
        QCOMPARE(utf8.pending(), "\xc3");
        QCOMPARE(utf8.finish(), QStringLiteral("\ufffd"));
        QCOMPARE(utf8.finish(), QString());
        QCOMPARE(TextDecoder(Encoding::Latin1).feed(gbk), QStringLiteral("ÄãºÃ"));
        QCOMPARE(TextDecoder(Encoding::Gbk).feed(QStringLiteral("你好").toUtf8()), QStringLiteral("浣犲ソ"));
        QCOMPARE(TextDecoder(Encoding::Gbk).feed(QStringLiteral("\ufffd\ufffd").toUtf8()),
                 QStringLiteral("锟斤拷"));
    }

    void aCharacterMayBeCut_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"utf-8", "gbk", "gb18030"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void aCharacterMayBeCut()
    {
        QFETCH(QString, name);
        const Encoding encoding = *encodingFromName(name);
        const QString text = encoding == Encoding::Gbk ? QStringLiteral("a你好,吗") : QStringLiteral("a你€😀");
        const QByteArray bytes = *encodeStrict(encoding, text);
        for (qsizetype size = 1; size < bytes.size(); ++size) {
            TextDecoder decoder(encoding);
            QString all;
            for (qsizetype at = 0; at < bytes.size(); at += size) {
                all += decoder.feed(QByteArrayView(bytes).sliced(at, std::min(size, bytes.size() - at)));
                QVERIFY(!decoder.problem());
            }
            QCOMPARE(all, text);
            QVERIFY(decoder.pending().isEmpty());
        }
    }

    /// Python's codec is GB 18030-2000, where this was still a private character; ours follows the edition of
    /// 2005.
    void whereWeAreNewerThanPython()
    {
        QCOMPARE(*decodeStrict(Encoding::Gb18030, "\xa8\xbc"), QStringLiteral("\u1e3f"));
        QCOMPARE(*decodeStrict(Encoding::Gb18030, "\x81\x35\xf4\x37"), QStringLiteral("\ue7c7"));
    }

    void namesOfEncodings()
    {
        QCOMPARE(*encodingFromName(QStringLiteral("UTF-8")), Encoding::Utf8);
        QCOMPARE(*encodingFromName(QStringLiteral("GBK")), Encoding::Gbk);
        QCOMPARE(*encodingFromName(QStringLiteral("Latin-1")), Encoding::Latin1);
        const auto none = encodingFromName(QStringLiteral("klingon"));
        QVERIFY(!none.ok());
        QVERIFY(none.error().text.contains(QStringLiteral("klingon")));
        QVERIFY(none.error().text.contains(QStringLiteral("gb18030")));
    }
};

QTEST_GUILESS_MAIN(TestLabText)
#include "tst_labtext.moc"
