// SPDX-License-Identifier: MIT
#include "common/protocol/filename.h"

#include <QTest>

using miniqq::protocol::safeFileName;
using namespace Qt::Literals::StringLiterals;

/// Rows A41 to A45 of the abuse table. The fuzzer's promises hold for every name; here are the names
/// themselves.
class TestFileName : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void names_data()
    {
        QTest::addColumn<QString>("given");
        QTest::addColumn<QString>("safe");
        const auto row = [](const char *name, const QString &given, const QString &safe) {
            QTest::newRow(name) << given << safe;
        };
        row("ordinary", u"notes 2026.txt"_s, u"notes 2026.txt"_s);
        row("Chinese", u"网络课.pdf"_s, u"网络课.pdf"_s);
        row("parents", u"../../.bashrc"_s, u"bashrc"_s);
        row("absolute", u"/etc/passwd"_s, u"passwd"_s);
        row("backslashes", u"..\\..\\x"_s, u"x"_s);
        row("only separators", u"///"_s, u"file"_s);
        row("empty", QString(), u"file"_s);
        row("dots", u".."_s, u"file"_s);
        row("trailing", u"a.exe. . "_s, u"a.exe"_s);
        row("device", u"nul"_s, u"_nul"_s);
        row("device with extension", u"Com1.txt"_s, u"_Com1.txt"_s);
        row("device with space", u"AUX .txt"_s, u"_AUX .txt"_s);
        row("no device", u"console.txt"_s, u"console.txt"_s);
        row("stream", u"a.txt:evil.exe"_s, u"a.txt_evil.exe"_s);
        row("control", u"a\u0001b\u007f\u0085.txt"_s, u"ab.txt"_s);
        row("bidi", u"photo\u202Egnp.exe"_s, u"photognp.exe"_s);
        row("isolates", u"\u2066a\u2069.txt"_s, u"a.txt"_s);
        row("look-alike separators", u"a\u2215b\u2044c\uFF0Fd"_s, u"a_b_c_d"_s);
        row("hidden extension", u"cat.jpg                .exe"_s, u"cat.jpg .exe"_s);
        row("no-break space", u"a\u00a0\u3000b"_s, u"a b"_s);
        row("Khmer and Mongolian fillers", u"a\u17B4b\u17B5\u180Bc\u180D\u180E\u180F.txt"_s, u"abc.txt"_s);
        row("percent", u"%2e%2e%2f"_s, u"%2e%2e%2f"_s);
        row("composed", u"e\u0301.txt"_s, u"\u00e9.txt"_s);
        row("a pile of marks", QString(u"a"_s + QString(20, QChar(0x0335))),
            QString(u"a"_s + QString(4, QChar(0x0335))));
    }
    void names()
    {
        QFETCH(QString, given);
        QFETCH(QString, safe);
        QCOMPARE(QString::fromUtf8(safeFileName(given.toUtf8())), safe);
        QCOMPARE(safeFileName(safe.toUtf8()), safe.toUtf8());
    }

    void notUtf8()
    {
        QCOMPARE(safeFileName("\xff\xfe"
                              "a\xc0\xaf.txt"),
                 QByteArray("a.txt"));
        QCOMPARE(safeFileName(QByteArrayView("a\0b.txt", 7)), QByteArray("ab.txt"));
    }

    void longNamesKeepTheirExtension()
    {
        const QByteArray name = safeFileName(QByteArray(QByteArray(300, 'a') + ".tar.gz"));
        QCOMPARE(name, QByteArray(252, 'a') + ".gz");
        const QByteArray chinese = safeFileName(QByteArray(QString(200, QChar(0x7f51)).toUtf8() + ".pdf"));
        QCOMPARE(chinese, QString(83, QChar(0x7f51)).toUtf8() + ".pdf");
        QCOMPARE(safeFileName(QByteArray("a." + QByteArray(300, 'x'))).size(), qsizetype(255));
    }

    void cuttingMakesNoDevice()
    {
        QCOMPARE(safeFileName("NULxxxx.abcdefghijkl", 16), QByteArray("_NU.abcdefghijkl"));
        QCOMPARE(safeFileName("com1xxxxxx.abcdefghijk", 16), QByteArray("_com.abcdefghijk"));
        QCOMPARE(safeFileName("NULxxxx.abcdefghijkl", 255), QByteArray("NULxxxx.abcdefghijkl"));
    }

    void cutsBetweenCharacters()
    {
        // The mark belongs to the letter before it: both stay, or both go.
        const QByteArray name = QByteArray(14, 'a') + "x\xcc\xb5";
        QCOMPARE(safeFileName(name, 16), QByteArray(14, 'a'));
        QCOMPARE(safeFileName(name, 17), name);
    }
};

QTEST_GUILESS_MAIN(TestFileName)
#include "tst_filename.moc"
