// SPDX-License-Identifier: MIT
#include "common/ui/avatarpainter.h"

#include <QImage>
#include <QPainter>
#include <QTest>

using namespace miniqq::ui;
using namespace Qt::Literals::StringLiterals;

class tst_Avatar : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void colourIndex_data();
    void colourIndex();
    void letter_data();
    void letter();
    void paintsTheColour();
};

void tst_Avatar::colourIndex_data()
{
    QTest::addColumn<QString>("account");
    QTest::addColumn<int>("index");
    // FNV-1a, 32 bit, modulo 8, computed from the published offset basis and prime.
    QTest::newRow("empty: the offset basis 0x811c9dc5") << QString() << 5;
    QTest::newRow("a: 0xe40c292c") << u"a"_s << 4;
    QTest::newRow("upper case counts as lower") << u"A"_s << 4;
    QTest::newRow("foobar: 0xbf9cf968") << u"foobar"_s << 0;
    QTest::newRow("FooBar") << u"FooBar"_s << 0;
}

void tst_Avatar::colourIndex()
{
    QFETCH(QString, account);
    QFETCH(int, index);
    QCOMPARE(avatarColourIndex(account), index);
}

void tst_Avatar::letter_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("letter");
    QTest::newRow("latin") << u"bob"_s << u"B"_s;
    QTest::newRow("chinese") << u"小明"_s << u"小"_s;
    QTest::newRow("outside the basic plane") << u"𠮷野"_s << u"𠮷"_s;
    QTest::newRow("combining mark") << u"e\u0301va"_s << u"E\u0301"_s;
    QTest::newRow("family of emoji") << u"👩‍🏫 Carol"_s << u"👩‍🏫"_s;
    QTest::newRow("flag") << u"🇨🇳 team"_s << u"🇨🇳"_s;
    QTest::newRow("leading space") << u"  x"_s << u"X"_s;
    QTest::newRow("nothing") << u"   "_s << u"?"_s;
}

void tst_Avatar::letter()
{
    QFETCH(QString, name);
    QFETCH(QString, letter);
    QCOMPARE(avatarLetter(name), letter);
}

void tst_Avatar::paintsTheColour()
{
    const Theme theme = Theme::light();
    QImage image(40, 40, QImage::Format_ARGB32_Premultiplied);
    image.fill(theme.panel);
    QPainter painter(&image);
    paintAvatar(painter, image.rect(), {u"alice"_s, u"Alice"_s, AvatarKind::Person, PresenceDot::Online},
                theme.panel, theme);
    painter.end();
    QCOMPARE(image.pixelColor(20, 3), avatarColour(u"alice"));
    QCOMPARE(image.pixelColor(0, 0), theme.panel);
    QCOMPARE(image.pixelColor(35, 35), theme.presence);
}

QTEST_MAIN(tst_Avatar)
#include "tst_avatar.moc"
