// SPDX-License-Identifier: MIT
// miniqq-server: the server as a desktop program. Takes the options of miniqq-serverd.
#include "common/base/clock.h"
#include "common/base/terminationsignals.h"
#include "common/tap/trafficlog.h"
#include "common/ui/appearance.h"
#include "common/ui/language.h"
#include "common/ui/programarguments.h"
#include "common/ui/thememanager.h"
#include "server/core/commandline.h"
#include "server/core/servercore.h"
#include "server/ctl/ctlclient.h"
#include "server/ctl/ctlserver.h"
#include "server/gui/serverwindow.h"

#include <QApplication>
#include <QSettings>

namespace {

using namespace miniqq;
using namespace miniqq::server;

constexpr char geometryKey[] = "window/geometry";

int run(QApplication &app, const ServerConfig &config)
{
    QSettings settings(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("miniqq"),
                       QStringLiteral("server"));
    ui::ThemeManager themes(app);
    ui::LanguageManager languages(app);
    ui::keepAppearance(settings, themes, languages);

    const SystemClock clock;
    tap::TrafficLog traffic(clock, tap::Side::Server);
    traffic.setMode(tap::TrafficLog::Mode::Full);
    TerminationSignals termination;
    ServerCore core(config, traffic);
    const CtlServer ctl(core);
    QObject::connect(&core, &ServerCore::started, &core, [&core] {
        printNow(stdout, QStringLiteral("listening on %1\n").arg(core.status().listening.front().toText()));
    });
    core.start(); // before the window, which then says from the beginning that it is starting

    ServerWindow window(core, traffic, themes, languages);
    QObject::connect(&termination, &TerminationSignals::terminationRequested, &window, &QWidget::close);
    window.restoreGeometry(settings.value(QLatin1String(geometryKey)).toByteArray());
    QObject::connect(&app, &QCoreApplication::aboutToQuit, &window, [&settings, &window] {
        settings.setValue(QLatin1String(geometryKey), window.saveGeometry());
    });
    window.show();
    return QApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    if (argc > 1 && qstrcmp(argv[1], "ctl") == 0) { // needs no display
        const QCoreApplication terminal(argc, argv);
        return runCtl(QCoreApplication::arguments()).value_or(0);
    }
    ui::ProgramArguments arguments(argc, argv);
    QApplication app(arguments.count(), arguments.values());
    QCoreApplication::setApplicationName(QStringLiteral("miniqq-server"));
    const std::variant<ServerConfig, int> start = CommandLine::settle(QCoreApplication::arguments());
    if (const int *status = std::get_if<int>(&start))
        return *status;
    return run(app, std::get<ServerConfig>(start));
}
