// SPDX-License-Identifier: MIT
// miniqq-serverd: the server without a window.
#include "server/core/commandline.h"
#include "server/core/servercore.h"
#include "server/core/terminationsignals.h"

#include <QCoreApplication>

#include <cstdio>

namespace {

using namespace miniqq;
using namespace miniqq::server;

void print(FILE *stream, const QString &text)
{
    std::fputs(text.toLocal8Bit().constData(), stream);
    std::fflush(stream);
}

int run(QCoreApplication &app, const ServerConfig &config)
{
    tap::NullSink nobody;
    ServerCore core(config, nobody);
    core.setStatusInterval(0); // there is no window to show it in
    TerminationSignals termination;
    QObject::connect(&termination, &TerminationSignals::terminationRequested, &core,
                     [&core] { core.shutDown(QStringLiteral("The server is being stopped.")); });
    QObject::connect(&core, &ServerCore::started, &core, [&core] {
        print(stdout, QStringLiteral("listening on %1\n").arg(core.status().listening.front().toText()));
    });
    QObject::connect(&core, &ServerCore::startFailed, &app, [&app](const Error &error) {
        print(stderr, QStringLiteral("miniqq-serverd: %1\n").arg(error.text));
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
    const CommandLine::Outcome outcome = CommandLine::parse(QCoreApplication::arguments());
    if (const auto *text = std::get_if<CommandLine::Print>(&outcome)) {
        print(stdout, text->text);
        return 0;
    }
    if (const auto *refusal = std::get_if<CommandLine::Refuse>(&outcome)) {
        print(stderr, refusal->text + QLatin1Char('\n'));
        return refusal->status;
    }
    return run(app, std::get<CommandLine::Run>(outcome).config);
}
