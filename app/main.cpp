// SPDX-License-Identifier: MIT
// miniqq: the messenger.
#include "app/core/client.h"
#include "app/store/profile.h"
#include "app/ui/shell/commandline.h"
#include "app/ui/shell/messenger.h"
#include "common/base/clock.h"
#include "common/tap/trafficlog.h"
#include "common/ui/appearance.h"
#include "common/ui/language.h"
#include "common/ui/programarguments.h"
#include "common/ui/thememanager.h"

#include <QApplication>

#include <cstdio>

using namespace miniqq;

int main(int argc, char **argv)
{
    ui::ProgramArguments arguments(argc, argv);
    QApplication application(arguments.count(), arguments.values());
    QCoreApplication::setApplicationName(QStringLiteral("miniqq"));
    QCoreApplication::setApplicationVersion(QStringLiteral(MINIQQ_VERSION));

    client::CommandLine commandLine(QCoreApplication::arguments());
    if (commandLine.exitCode()) {
        std::fputs(qPrintable(commandLine.message()), *commandLine.exitCode() == 0 ? stdout : stderr);
        return *commandLine.exitCode();
    }

    auto profile = commandLine.openProfile();
    if (!profile) {
        std::fprintf(stderr, "miniqq: %s\n", qPrintable(profile.error().text));
        return 1;
    }

    ui::ThemeManager themes(application);
    ui::LanguageManager languages(application);
    ui::keepAppearance((*profile)->settings(), themes, languages);

    const SystemClock clock;
    tap::TrafficLog traffic(clock, tap::Side::Client);
    traffic.setMode(tap::TrafficLog::Mode::Full);
    client::Client client(**profile, traffic, clock);
    client::Messenger messenger(client, traffic, clock, themes, languages, commandLine.startOptions());
    messenger.start();
    return QApplication::exec();
}
