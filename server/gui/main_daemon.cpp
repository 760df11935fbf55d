// SPDX-License-Identifier: MIT
// miniqq-serverd: the server without a window.
#include "common/base/terminationsignals.h"
#include "server/core/commandline.h"
#include "server/core/servercore.h"
#include "server/core/servicenotify.h"
#include "server/ctl/ctlclient.h"
#include "server/ctl/ctlserver.h"

#include <QCoreApplication>

namespace {

using namespace miniqq;
using namespace miniqq::server;

int run(QCoreApplication &app, const ServerConfig &config)
{
    tap::NullSink nobody;
    ServerCore core(config, nobody);
    core.setStatusInterval(0); // there is no window to show it in
    const CtlServer ctl(core);
    TerminationSignals termination;
    QObject::connect(&termination, &TerminationSignals::terminationRequested, &core, [&core] {
        notifyServiceManager("STOPPING=1");
        core.shutDown(QStringLiteral("The server is being stopped."));
    });
    QObject::connect(&core, &ServerCore::started, &core, [&core] {
        printNow(stdout, QStringLiteral("listening on %1\n").arg(core.status().listening.front().toText()));
        notifyServiceManager("READY=1");
    });
    QObject::connect(&core, &ServerCore::startFailed, &app, [&app](const Error &error) {
        printNow(stderr, QStringLiteral("miniqq-serverd: %1\n").arg(error.text));
        app.exit(1);
    });
    QObject::connect(&core, &ServerCore::stopped, &app, [&app] { app.exit(0); });
    core.start();
    return app.exec();
}

} // namespace

int main(int argc, char **argv)
{
    qSetMessagePattern(QStringLiteral("%{time yyyy-MM-ddThh:mm:ss.zzz} %{category} %{type}: %{message}"));
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("miniqq-serverd"));
    if (const std::optional<int> status = runCtl(QCoreApplication::arguments()))
        return *status;
    const std::variant<ServerConfig, int> start = CommandLine::settle(QCoreApplication::arguments());
    if (const int *status = std::get_if<int>(&start))
        return *status;
    return run(app, std::get<ServerConfig>(start));
}
