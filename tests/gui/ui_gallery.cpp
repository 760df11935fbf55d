// SPDX-License-Identifier: MIT
// Renders every component, light and dark, into one picture: ui_gallery [output.png [light|dark]] [--zh]
#include "gallerypage.h"

#include "common/ui/language.h"
#include "common/ui/thememanager.h"

#include <QApplication>
#include <QPainter>
#include <QTimer>

#include <cstdio>

using namespace miniqq::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

QImage shot(ThemeManager &themes, ThemeManager::Mode mode, QWidget &page)
{
    themes.setMode(mode);
    page.ensurePolished();
    QCoreApplication::sendPostedEvents();
    return page.grab().toImage();
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    QFont font(u"Noto Sans"_s);
    font.setPixelSize(13);
    QApplication::setFont(font);
    ThemeManager themes(app);
    themes.setAnimated(false);
    LanguageManager languages(app);
    if (app.arguments().contains(u"--zh"_s))
        languages.setLanguage(LanguageManager::Language::Chinese);
    GalleryPage page;
    page.resize(1260, 900);
    page.show();
    const QImage light = shot(themes, ThemeManager::Mode::Light, page);
    const QImage dark = shot(themes, ThemeManager::Mode::Dark, page);
    QImage both(light.width(), light.height() + dark.height(), QImage::Format_RGB32);
    QPainter painter(&both);
    painter.drawImage(0, 0, light);
    painter.drawImage(0, light.height(), dark);
    painter.end();
    const QString file = app.arguments().value(1);
    const QString which = app.arguments().value(2);
    const QImage &picture = which == u"light"_s ? light : which == u"dark"_s ? dark : both;
    if (!file.isEmpty() && !file.startsWith(u'-') && !picture.save(file)) {
        std::fprintf(stderr, "cannot write %s\n", qPrintable(file));
        return 1;
    }
    const Theme day = Theme::light();
    const Theme night = Theme::night();
    if (light.pixelColor(2, 2) != day.canvas || dark.pixelColor(2, 2) != night.canvas) {
        std::fprintf(stderr, "the page does not follow the theme\n");
        return 1;
    }
    return 0;
}
