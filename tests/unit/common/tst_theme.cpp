// SPDX-License-Identifier: MIT
#include "common/ui/theme.h"
#include "common/ui/thememanager.h"

#include <QLabel>
#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace miniqq::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

double channel(int value)
{
    const double share = value / 255.0;
    return share <= 0.03928 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &c)
{
    return 0.2126 * channel(c.red()) + 0.7152 * channel(c.green()) + 0.0722 * channel(c.blue());
}

// WCAG 2.1, 1.4.3
double contrast(const QColor &a, const QColor &b)
{
    const double x = luminance(a);
    const double y = luminance(b);
    return (qMax(x, y) + 0.05) / (qMin(x, y) + 0.05);
}

QString nameOf(Theme::Token token)
{
    for (const Theme::TokenInfo &info : Theme::tokens()) {
        if (info.token == token)
            return QString::fromLatin1(info.name);
    }
    return {};
}

} // namespace

class tst_Theme : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void contrastKnownValues();
    void contrastIsKept_data();
    void contrastIsKept();
    void everyTokenIsSet();
    void fontsFollowOneSize();
    void paletteRoles();
    void managerSwitchesWidgets();
    void managerReadsTheSystem();
};

void tst_Theme::contrastKnownValues()
{
    QVERIFY(qAbs(contrast(Qt::black, Qt::white) - 21.0) < 0.01);
    QVERIFY(qAbs(contrast(QColor(0x77, 0x77, 0x77), Qt::white) - 4.48) < 0.01);
}

void tst_Theme::contrastIsKept_data()
{
    QTest::addColumn<QColor>("ink");
    QTest::addColumn<QColor>("ground");
    QTest::addColumn<double>("least");
    const auto add = [](bool dark, Theme::Token ink, Theme::Token ground, double least) {
        const Theme theme = dark ? Theme::night() : Theme::light();
        const QString name = nameOf(ink) + u" on "_s + nameOf(ground) + (dark ? u" (dark)"_s : u" (light)"_s);
        QTest::newRow(qPrintable(name)) << theme.*ink << theme.*ground << least;
    };
    for (const bool dark : {false, true}) {
        for (const Theme::Token ink : {&Theme::text, &Theme::text2, &Theme::text3, &Theme::accentText}) {
            for (const Theme::Token ground : {&Theme::canvas, &Theme::panel, &Theme::rail, &Theme::sunken,
                                              &Theme::selected, &Theme::hover, &Theme::raised})
                add(dark, ink, ground, 4.6);
        }
        add(dark, &Theme::onAccent, &Theme::accent, 4.8);
        add(dark, &Theme::onAccent, &Theme::countMuted, 4.5);
        add(dark, &Theme::bubbleOutText, &Theme::bubbleOut, 7.0);
        add(dark, &Theme::bubbleOutMeta, &Theme::bubbleOut, 5.2);
        add(dark, &Theme::text, &Theme::bubbleIn, 7.0);
        add(dark, &Theme::obs, &Theme::okSoft, 4.8);
        add(dark, &Theme::der, &Theme::warnSoft, 4.8);
        add(dark, &Theme::sim, &Theme::simSoft, 4.8);
        add(dark, &Theme::err, &Theme::errSoft, 4.8);
        add(dark, &Theme::control, &Theme::panel, 3.2);
        add(dark, &Theme::presence, &Theme::panel, 3.2);
        add(dark, &Theme::focus, &Theme::panel, 3.2);
        for (const Theme::Token ink :
             {&Theme::tChat, &Theme::tAck, &Theme::tSession, &Theme::tFile, &Theme::tCtl, &Theme::tErr}) {
            add(dark, ink, &Theme::panel, 4.5);
        }
    }
}

void tst_Theme::contrastIsKept()
{
    QFETCH(QColor, ink);
    QFETCH(QColor, ground);
    QFETCH(double, least);
    const double found = contrast(ink, ground);
    QVERIFY2(found >= least, qPrintable(u"%1 is below %2"_s.arg(found).arg(least)));
}

void tst_Theme::everyTokenIsSet()
{
    const Theme light = Theme::light();
    const Theme dark = Theme::night();
    QVERIFY(!light.dark);
    QVERIFY(dark.dark);
    for (const Theme::TokenInfo &info : Theme::tokens()) {
        QVERIFY2((light.*info.token).isValid(), info.name);
        QVERIFY2((dark.*info.token).isValid(), info.name);
    }
    // A colour member that nobody added to the table would be invalid: count them by size.
    const auto *first = reinterpret_cast<const char *>(&light.canvas);
    const auto *last = reinterpret_cast<const char *>(&light.absent);
    QCOMPARE(size_t(last - first) / sizeof(QColor) + 1, Theme::tokens().size());
}

void tst_Theme::fontsFollowOneSize()
{
    Theme theme = Theme::light();
    QFont base;
    base.setPointSizeF(10);
    theme.setFonts(base, Theme::fixedFont());
    QCOMPARE(theme.font(FontRole::Body).pointSizeF(), 10.0);
    QCOMPARE(theme.font(FontRole::Display).pointSizeF(), 20.0);
    QVERIFY(qAbs(theme.font(FontRole::Micro).pointSizeF() - 10.0 * 11 / 13) < 0.02);
    QCOMPARE(theme.font(FontRole::Body, Strength::Strong).weight(), QFont::DemiBold);
    theme.setFonts(base, Theme::fixedFont(), 1.5);
    QCOMPARE(theme.font(FontRole::Body).pointSizeF(), 15.0);
    base.setPixelSize(13);
    theme.setFonts(base, Theme::fixedFont());
    QCOMPARE(theme.font(FontRole::Title).pixelSize(), 20);
}

void tst_Theme::paletteRoles()
{
    const Theme theme = Theme::night();
    const QPalette palette = theme.palette();
    QCOMPARE(palette.color(QPalette::Window), theme.canvas);
    QCOMPARE(palette.color(QPalette::Base), theme.panel);
    QCOMPARE(palette.color(QPalette::Highlight), theme.accent);
    QCOMPARE(palette.color(QPalette::Disabled, QPalette::ButtonText), theme.disabled);
    QVERIFY(ThemeManager::isDarkPalette(palette));
    QVERIFY(!ThemeManager::isDarkPalette(Theme::light().palette()));
}

void tst_Theme::managerSwitchesWidgets()
{
    ThemeManager themes(*qApp);
    QWidget widget;
    widget.show();
    QSignalSpy changed(&themes, &ThemeManager::themeChanged);
    themes.setMode(ThemeManager::Mode::Light);
    const bool wasDark = themeOf(&widget).dark;
    QVERIFY(!wasDark);
    themes.setMode(ThemeManager::Mode::Dark);
    QVERIFY(themeOf(&widget).dark);
    QVERIFY(themeOf().dark);
    QCOMPARE(QApplication::palette().color(QPalette::Window), Theme::night().canvas);
    QCOMPARE(QWidget().palette().color(QPalette::Window), Theme::night().canvas);
    QTRY_COMPARE(widget.palette().color(QPalette::Window), Theme::night().canvas);
    themes.setMode(ThemeManager::Mode::Dark);
    const auto before = changed.count();
    const qreal size = QFontInfo(themeOf(&widget).font(FontRole::Body)).pointSizeF();
    themes.setTextScale(1.5);
    QCOMPARE(changed.count(), before + 1);
    QVERIFY(QFontInfo(themeOf(&widget).font(FontRole::Body)).pointSizeF() > size * 1.3);
    themes.setAnimated(false);
    QCOMPARE(themeOf(&widget).motion(180), 0);
}

void tst_Theme::managerReadsTheSystem()
{
    // The platform of the tests has a light palette.
    ThemeManager themes(*qApp);
    themes.setMode(ThemeManager::Mode::System);
    QVERIFY(!themes.theme().dark);
    themes.setMode(ThemeManager::Mode::Dark);
    QEvent event(QEvent::ThemeChange);
    QWidget window;
    window.show();
    QSignalSpy changed(&themes, &ThemeManager::themeChanged);
    QCoreApplication::sendEvent(window.windowHandle(), &event);
    QCOMPARE(changed.count(), 1);
    QVERIFY(themes.theme().dark); // the user's choice stays
    themes.setMode(ThemeManager::Mode::System);
    QVERIFY(!themes.theme().dark);
}

QTEST_MAIN(tst_Theme)
#include "tst_theme.moc"
