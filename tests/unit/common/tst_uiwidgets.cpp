// SPDX-License-Identifier: MIT
#include "common/ui/banner.h"
#include "common/ui/button.h"
#include "common/ui/card.h"
#include "common/ui/emptystate.h"
#include "common/ui/iconbutton.h"
#include "common/ui/icons.h"
#include "common/ui/inputfield.h"
#include "common/ui/label.h"
#include "common/ui/language.h"
#include "common/ui/marks.h"
#include "common/ui/switch.h"
#include "common/ui/thememanager.h"

#include <QDir>
#include <QFocusFrame>
#include <QPainter>
#include <QSignalSpy>
#include <QTest>
#include <QTextDocument>
#include <QTimer>
#include <QVBoxLayout>

#include <memory>

using namespace miniqq::ui;
using namespace Qt::Literals::StringLiterals;

class tst_UiWidgets : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_themes = std::make_unique<ThemeManager>(*qApp);
        m_themes->setAnimated(false);
    }
    void cleanupTestCase() { m_themes.reset(); }
    void iconsAreTinted();
    void labelShowsMarkupLiterally();
    void elidedLabel();
    void busyButtonTakesNoClicks();
    void primaryButtonHasItsColour();
    void iconButtonIsNamed();
    void inputFieldError();
    void passwordEye();
    void searchFieldClears();
    void bannerOpensAndCloses();
    void bannerDismissesLater();
    void bannerAnnouncesNewsOnly();
    void tooltipsShowEveryLetter_data();
    void tooltipsShowEveryLetter();
    void badgeSpeaks();
    void sparklineKeepsSixtySamples();
    void keyValueRows();
    void switchToggles();
    void focusRingOnlyFromKeyboard();
    void languageSwitchesLive();
    void paintersLeaveNoTraces();

private:
    std::unique_ptr<ThemeManager> m_themes;
};

void tst_UiWidgets::iconsAreTinted()
{
    const QStringList names = QDir(u":/icons"_s).entryList({u"*.svg"_s});
    QVERIFY(names.size() >= 56);
    for (const QString &file : names) {
        const QString name = file.chopped(4);
        if (name.startsWith(u"app"))
            continue;
        const QImage image = iconPixmap(name, 24, Qt::red, 2).toImage();
        QCOMPARE(image.size(), QSize(48, 48));
        int inked = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                const QColor c = image.pixelColor(x, y);
                if (c.alpha() < 200)
                    continue;
                ++inked;
                QVERIFY2(c.red() > 240 && c.green() < 10, qPrintable(name));
            }
        }
        QVERIFY2(inked > 20, qPrintable(name));
    }
    QVERIFY(!appIcon().isNull());
    QVERIFY(!hasIcon(u"no-such-icon"_s));
}

void tst_UiWidgets::labelShowsMarkupLiterally()
{
    const Label plain(u"<b>x</b>"_s);
    QCOMPARE(plain.textFormat(), Qt::PlainText);
    Label wide(u"x"_s);
    QVERIFY(plain.sizeHint().width() > wide.sizeHint().width() * 3);
    m_themes->setMode(ThemeManager::Mode::Dark);
    wide.setColour(&Theme::text2);
    QCOMPARE(wide.palette().color(QPalette::WindowText), m_themes->theme().text2);
    m_themes->setMode(ThemeManager::Mode::Light);
    QCOMPARE(wide.palette().color(QPalette::WindowText), m_themes->theme().text2);
}

void tst_UiWidgets::elidedLabel()
{
    ElidedLabel label(u"a rather long text that will not fit"_s);
    label.resize(60, 20);
    QVERIFY(label.isElided());
    label.resize(label.sizeHint());
    QVERIFY(!label.isElided());
    QCOMPARE(label.accessibleName(), label.text());
}

void tst_UiWidgets::busyButtonTakesNoClicks()
{
    Button button(u"Sign in"_s, ButtonKind::Primary);
    button.show();
    QSignalSpy clicked(&button, &QPushButton::clicked);
    const QSize size = button.sizeHint();
    button.setBusy(true);
    QTest::mouseClick(&button, Qt::LeftButton);
    QTest::keyClick(&button, Qt::Key_Space);
    QCOMPARE(clicked.count(), 0);
    QCOMPARE(button.sizeHint(), size);
    button.setBusy(false);
    QTest::mouseClick(&button, Qt::LeftButton);
    QTest::keyClick(&button, Qt::Key_Space);
    QCOMPARE(clicked.count(), 2);
}

void tst_UiWidgets::primaryButtonHasItsColour()
{
    Button button(u"Send"_s, ButtonKind::Primary);
    button.resize(120, 32);
    QCOMPARE(button.grab().toImage().pixelColor(10, 16), m_themes->theme().accent);
    button.setKind(ButtonKind::Secondary);
    QCOMPARE(button.grab().toImage().pixelColor(10, 16), m_themes->theme().panel);
    button.setEnabled(false);
    QCOMPARE(button.grab().toImage().pixelColor(10, 16), m_themes->theme().tileFill());
}

void tst_UiWidgets::iconButtonIsNamed()
{
    IconButton button(u"search"_s, u"Search"_s);
    QCOMPARE(button.accessibleName(), u"Search"_s);
    QCOMPARE(button.toolTip(), u"Search"_s);
    button.setCount(3);
    QVERIFY(button.accessibleDescription().contains(u"3"_s));
    button.setCount(0);
    QVERIFY(button.accessibleDescription().isEmpty());
}

void tst_UiWidgets::inputFieldError()
{
    InputField field(u"plug"_s, u"Address"_s);
    field.show();
    QVERIFY(QTest::qWaitForWindowActive(&field));
    QCOMPARE(field.edit().accessibleName(), u"Address"_s);
    const int height = field.sizeHint().height();
    field.setError(u"no such port"_s);
    QVERIFY(field.sizeHint().height() > height);
    QVERIFY(field.edit().hasFocus());
    QCOMPARE(field.edit().accessibleDescription(), u"no such port"_s);
    QTest::keyClicks(&field.edit(), u"1"_s);
    QVERIFY(field.error().isEmpty()); // corrected, so no longer called wrong
}

void tst_UiWidgets::passwordEye()
{
    InputField field(u"lock"_s, u"Password"_s);
    field.setPassword(true);
    field.show();
    QCOMPARE(field.edit().echoMode(), QLineEdit::Password);
    auto *eye = field.findChild<IconButton *>();
    QVERIFY(eye);
    QTest::mouseClick(eye, Qt::LeftButton);
    QCOMPARE(field.edit().echoMode(), QLineEdit::Normal);
    QTest::mouseClick(eye, Qt::LeftButton);
    QCOMPARE(field.edit().echoMode(), QLineEdit::Password);
}

void tst_UiWidgets::searchFieldClears()
{
    SearchField field(u"Search"_s);
    field.show();
    field.setText(u"bob"_s);
    QVERIFY(field.findChild<IconButton *>()->isVisible());
    QTest::keyClick(&field, Qt::Key_Escape);
    QVERIFY(field.text().isEmpty());
    QVERIFY(!field.findChild<IconButton *>()->isVisible());
}

void tst_UiWidgets::bannerOpensAndCloses()
{
    QWidget host;
    auto *layout = new QVBoxLayout(&host);
    auto *banner = new Banner;
    layout->addWidget(banner);
    host.show();
    QVERIFY(!banner->isVisible());
    banner->open(Tone::Warn, u"Connection lost"_s, u"ETIMEDOUT"_s, true);
    QVERIFY(banner->isVisible());
    QCOMPARE(banner->height(), int(metric::bannerHeight));
    QCOMPARE(banner->accessibleName(), u"Connection lost"_s);
    Button *retry = banner->addAction(u"Retry"_s);
    QVERIFY(retry->isVisible()); // at once: whoever waits for the text finds what can be done as well
    QSignalSpy clicked(retry, &QPushButton::clicked);
    QTest::mouseClick(retry, Qt::LeftButton);
    QCOMPARE(clicked.count(), 1);
    banner->dismiss();
    QVERIFY(!banner->isVisible());
}

void tst_UiWidgets::bannerDismissesLater()
{
    Banner banner;
    banner.open(Tone::Ok, u"Back again"_s);
    banner.dismiss(1);
    QVERIFY(banner.isOpen());
    QTRY_VERIFY(!banner.isOpen());
    // A new cause in the meantime keeps it open.
    banner.open(Tone::Ok, u"Back again"_s);
    banner.dismiss(50);
    const auto *timer = banner.findChild<QTimer *>(QString(), Qt::FindDirectChildrenOnly);
    QVERIFY(timer->isActive());
    banner.open(Tone::Err, u"Lost again"_s);
    QVERIFY(!timer->isActive());
    QVERIFY(banner.isOpen());
}

void tst_UiWidgets::bannerAnnouncesNewsOnly()
{
    Banner banner;
    QStringList said;
    connect(&banner, &Banner::announced, &banner, [&said](const QString &text) { said << text; });
    banner.open(Tone::Warn, u"Next try in 3 s"_s, u"ETIMEDOUT"_s, true);
    banner.setText(u"Next try in 2 s"_s);
    QCOMPARE(banner.text(), u"Next try in 2 s"_s);
    QCOMPARE(banner.accessibleName(), u"Next try in 2 s"_s);
    QCOMPARE(said, QStringList{u"Next try in 3 s"_s});
    banner.open(Tone::Warn, u"Connecting"_s);
    banner.open(Tone::Warn, u"Connecting"_s); // the next step of the same
    banner.open(Tone::Err, u"Connecting"_s);  // another matter
    QCOMPARE(said.sliced(1), (QStringList{u"Connecting"_s, u"Connecting"_s}));
    banner.dismiss();
    banner.open(Tone::Err, u"Connecting"_s); // and once more after it was gone
    QCOMPARE(said.size(), 4);
}

void tst_UiWidgets::tooltipsShowEveryLetter_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("words") << u"alice"_s;
    QTest::newRow("ampersand") << u"Tom & Jerry"_s;
    QTest::newRow("address") << u"https://example.org/?a=1&lt=2&b=\"3\""_s;
    QTest::newRow("markup") << u"<b>bold</b> & <img src='http://192.0.2.1/x.png'>"_s;
    QTest::newRow("entity") << u"&lt;b&gt; is an entity"_s;
    QTest::newRow("no element") << u"same <subnet>, 1 < 2"_s;
    QTest::newRow("later line") << u"first & only\n<b>second</b>"_s;
}

void tst_UiWidgets::tooltipsShowEveryLetter()
{
    QFETCH(QString, text);
    IconButton button(u"copy"_s, text);
    // A tooltip is a label that guesses what it was given, just so.
    QString shown = button.toolTip();
    if (Qt::mightBeRichText(shown)) {
        QTextDocument document;
        document.setHtml(shown);
        shown = document.toPlainText();
    }
    QCOMPARE(shown, text);
}

void tst_UiWidgets::badgeSpeaks()
{
    Badge badge(Provenance::Derived, u"same <subnet>"_s);
    QCOMPARE(badge.accessibleName(), u"derived"_s);
    QCOMPARE(badge.accessibleDescription(), u"same <subnet>"_s);
    QVERIFY(badge.toolTip().contains(u"&lt;subnet&gt;"_s));
    const QSize pill = badge.sizeHint();
    badge.setBare(true);
    QVERIFY(badge.sizeHint().width() < pill.width());
}

void tst_UiWidgets::sparklineKeepsSixtySamples()
{
    Sparkline line;
    line.setUnit(u"ms"_s);
    QCOMPARE(line.accessibleName(), u"no samples yet"_s);
    for (int i = 0; i <= 100; ++i)
        line.append(i);
    QCOMPARE(line.accessibleName(), u"now 100, lowest 41, highest 100 ms"_s);
}

void tst_UiWidgets::keyValueRows()
{
    KeyValueRows rows;
    rows.setRow(u"state"_s, u"State"_s, {u"ESTABLISHED"_s});
    rows.setRow(u"path"_s, u"Path"_s, {u"same subnet"_s, Provenance::Derived});
    QCOMPARE(rows.value(u"state"_s), u"ESTABLISHED"_s);
    const int two = rows.sizeHint().height();
    rows.setRow(u"state"_s, u"State"_s, {u"CLOSED"_s});
    QCOMPARE(rows.value(u"state"_s), u"CLOSED"_s);
    QCOMPARE(rows.sizeHint().height(), two);
    rows.removeRow(u"path"_s);
    QVERIFY(rows.value(u"path"_s).isEmpty());
}

void tst_UiWidgets::switchToggles()
{
    Switch box(u"Animations"_s);
    box.show();
    QCOMPARE(box.position(), 0.0);
    QTest::keyClick(&box, Qt::Key_Space);
    QVERIFY(box.isChecked());
    QCOMPARE(box.position(), 1.0);
}

void tst_UiWidgets::focusRingOnlyFromKeyboard()
{
    QWidget host;
    auto *layout = new QVBoxLayout(&host);
    auto *first = new Button(u"One"_s);
    auto *second = new Button(u"Two"_s);
    layout->addWidget(first);
    layout->addWidget(second);
    host.show();
    QVERIFY(QTest::qWaitForWindowActive(&host));
    first->setFocus(Qt::MouseFocusReason);
    QVERIFY(!host.findChild<QFocusFrame *>());
    QTest::keyClick(first, Qt::Key_Tab);
    QVERIFY(second->hasFocus());
    auto *frame = host.findChild<QFocusFrame *>();
    QVERIFY(frame);
    QCOMPARE(frame->widget(), second);
    QTRY_VERIFY(frame->geometry().contains(second->geometry()));
}

void tst_UiWidgets::languageSwitchesLive()
{
    LanguageManager languages(*qApp);
    languages.setLanguage(LanguageManager::Language::English);
    Badge badge(Provenance::Observed);
    QCOMPARE(badge.accessibleName(), u"observed"_s);
    languages.setLanguage(LanguageManager::Language::Chinese);
    QTRY_COMPARE(badge.accessibleName(), u"实测"_s);
    languages.setLanguage(LanguageManager::Language::English);
    QTRY_COMPARE(badge.accessibleName(), u"observed"_s);
    QCOMPARE(LanguageManager::languageOf(QLocale(u"zh_TW"_s)), LanguageManager::Language::Chinese);
    QCOMPARE(LanguageManager::languageOf(QLocale(u"de_DE"_s)), LanguageManager::Language::English);
}

void tst_UiWidgets::paintersLeaveNoTraces()
{
    // Painters leave the painter as they found it.
    QImage image(200, 40, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::white);
    const Theme &theme = m_themes->theme();
    QPainter painter(&image);
    painter.setPen(Qt::magenta);
    const QFont font = painter.font();
    paintBadge(painter, image.rect(), Provenance::Observed, theme);
    paintCount(painter, image.rect(), 120, true, theme);
    paintTag(painter, image.rect(), u"private"_s, Tone::Warn, theme);
    paintTick(painter, image.rect(), TickState::Read, theme.text3, theme);
    const double samples[] = {1, 2, 3};
    paintSparkline(painter, image.rect(), samples, 0, theme);
    QCOMPARE(painter.pen().color(), QColor(Qt::magenta));
    QCOMPARE(painter.font(), font);
    QVERIFY(!painter.testRenderHint(QPainter::Antialiasing));
    QCOMPARE(countSize(0, theme), QSize());
    QVERIFY(countSize(120, theme).width() > countSize(9, theme).width());
}

QTEST_MAIN(tst_UiWidgets)
#include "tst_uiwidgets.moc"
