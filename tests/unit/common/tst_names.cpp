// SPDX-License-Identifier: MIT
#include "common/protocol/names.h"

#include <QTest>

using namespace miniqq::protocol;

class TestNames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void canonical_data()
    {
        QTest::addColumn<QByteArray>("written");
        QTest::addColumn<QByteArray>("canonical"); // empty: refused
        const auto row = [](const char *written, const char *canonical) {
            QTest::newRow(*written ? written : "empty") << QByteArray(written) << QByteArray(canonical);
        };
        row("alice", "alice");
        row("Alice", "alice");
        row("ADMIN", "admin");
        row("a", "a");
        row("7up", "7up");
        row("a.b-c_d", "a.b-c_d");
        row("小明", "小明");
        row("小明7", "小明7");
        row("ａｌｉｃｅ", "alice"); // full width
        row("ﬁ", "fi");
        row("㐀", "㐀");
        row("abcdefghijklmnopqrstuvwxyz012345", "abcdefghijklmnopqrstuvwxyz012345");
        row("", "");
        row("abcdefghijklmnopqrstuvwxyz0123456", "");
        row("_a", "");
        row("-a", "");
        row(".a", "");
        row("a b", "");
        row("admin ", "");
        row("a:b", "");
        row("a/b", "");
        row("a@b", "");
        row("Аdmin", ""); // a Cyrillic A
        row("é", "");
        row("a\u200b", "");
        row("a\u202e", "");
        row("a\n", "");
        row("ガ", "");
        row("👋", "");
    }
    void canonical()
    {
        QFETCH(QByteArray, written);
        QFETCH(QByteArray, canonical);
        const auto result = canonicalAccountName(written);
        QCOMPARE(result.ok(), !canonical.isEmpty());
        if (!result) {
            QVERIFY(!result.error().text.isEmpty());
            return;
        }
        QCOMPARE(*result, canonical);
        QCOMPARE(*canonicalAccountName(*result), canonical); // stays what it is
    }

    void skeletons()
    {
        QCOMPARE(nameSkeleton("bob"), nameSkeleton("b0b"));
        QCOMPARE(nameSkeleton("alice"), nameSkeleton("al1ce"));
        QCOMPARE(nameSkeleton("alice"), nameSkeleton("allce"));
        QCOMPARE(nameSkeleton("modern"), nameSkeleton("modem"));
        QCOMPARE(nameSkeleton("vvill"), nameSkeleton("will"));
        QVERIFY(nameSkeleton("alice") != nameSkeleton("bob"));
        QVERIFY(nameSkeleton("小明") != nameSkeleton("小朋"));
    }

    void display_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<bool>("allowed");
        const auto row = [](const char *what, const QByteArray &name, bool allowed) {
            QTest::newRow(what) << name << allowed;
        };
        row("latin", "Alice B.", true);
        row("chinese", "小明", true);
        row("arabic", "أحمد", true);
        row("emoji", "👩‍👩‍👧", true);
        row("accents", "Nguyễn", true);
        row("markup is text", "<b>x</b>", true);
        row("40 characters", QByteArray("你").repeated(40), true);
        row("41 characters", QByteArray("a").repeated(41), false);
        row("empty", "", false);
        row("spaces", "   ", false);
        row("line break", "a\nb", false);
        row("C1", "a\xc2\x85", false);
        row("override", "a\u202eb", false);
        row("isolate", "a\u2066b", false);
        row("left-to-right mark", "a\u200e", false);
        row("zero-width joiner alone", "\u200d", false);
        row("zero-width spaces", "\u200b\u200b", false);
        row("hangul filler", "\u3164", false);
        row("a mark alone", "\u0301", false);
        row("4 marks", "a" + QByteArray("\u0301").repeated(4), true);
        row("5 marks", "a" + QByteArray("\u0301").repeated(5), false);
        row("500 marks", "a" + QByteArray("\u0301").repeated(500), false);
    }
    void display()
    {
        QFETCH(QByteArray, name);
        QFETCH(bool, allowed);
        const QByteArray wrong = displayNameViolation(name);
        QVERIFY2(wrong.isEmpty() == allowed, wrong.constData());
    }
};

QTEST_GUILESS_MAIN(TestNames)
#include "tst_names.moc"
