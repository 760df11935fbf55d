// SPDX-License-Identifier: MIT
// Renders a tab of the Network Lab as it is on this machine: labpage_gallery TAB [output.png] [dark] [--zh]
// [--large] [1280x800] [recording.jsonl]
#include "app/lab/ui/page/labpage.h"
#include "app/lab/ui/page/recordingspage.h"
#include "common/base/clock.h"
#include "common/tap/trafficlog.h"
#include "common/ui/language.h"
#include "common/ui/thememanager.h"

#include <QApplication>
#include <QScrollArea>
#include <QTimer>

#include <cstdio>

using namespace miniqq;
using namespace Qt::Literals::StringLiterals;

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    QFont font(u"Noto Sans"_s);
    font.setPixelSize(13);
    QApplication::setFont(font);
    ui::ThemeManager themes(app);
    themes.setAnimated(false);
    const QStringList arguments = QApplication::arguments();
    themes.setMode(arguments.contains(u"dark"_s) ? ui::ThemeManager::Mode::Dark
                                                 : ui::ThemeManager::Mode::Light);
    if (arguments.contains(u"--large"_s))
        themes.setTextScale(1.5);
    ui::LanguageManager languages(app);
    languages.setLanguage(arguments.contains(u"--zh"_s) ? ui::LanguageManager::Language::Chinese
                                                        : ui::LanguageManager::Language::English);

    const SystemClock clock;
    tap::TrafficLog log(clock, tap::Side::Client);
    lab::LabPage page(log, clock);
    const QString tab = arguments.value(1, page.tabs().first());
    if (!page.tabs().contains(tab)) {
        std::fprintf(stderr, "there is no tab %s; there are: %s\n", qPrintable(tab),
                     qPrintable(page.tabs().join(u", "_s)));
        return 2;
    }
    page.setTab(tab);
    QSize size(1216, 800);
    QString file;
    QString recording;
    for (const QString &argument : arguments.mid(2)) {
        const QStringList sides = argument.split(u'x');
        if (sides.size() == 2 && sides[0].toInt() > 0 && sides[1].toInt() > 0)
            size = {sides[0].toInt(), sides[1].toInt()};
        else if (argument.endsWith(u".png"_s))
            file = argument;
        else if (argument.endsWith(u".jsonl"_s))
            recording = argument;
    }
    page.resize(size);
    page.show();
    if (auto *recordings = qobject_cast<lab::RecordingsPage *>(page.content());
        recordings && !recording.isEmpty())
        recordings->open(recording);
    // What the system is asked for comes from threads; a second is plenty.
    QTimer::singleShot(file.isEmpty() ? 200 : 1200, &app, [&] {
        if (!page.content() || (!file.isEmpty() && !page.grab().save(file))) {
            std::fprintf(stderr, "nothing to see, or cannot write %s\n", qPrintable(file));
            QApplication::exit(1);
            return;
        }
        QApplication::exit(0);
    });
    return QApplication::exec();
}
