// SPDX-License-Identifier: MIT
#include "server/core/commandline.h"

#include <QCommandLineParser>
#include <QFileInfo>

namespace miniqq::server {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int usageStatus = 2;
constexpr int configStatus = 1;

} // namespace

CommandLine::Outcome CommandLine::parse(const QStringList &arguments)
{
    const QString program = QFileInfo(arguments.value(0)).fileName();
    const QCommandLineOption listen(
        u"listen"_s, u"Listen there; port 0 takes a free one. Default 0.0.0.0:6477."_s, u"ADDR:PORT"_s);
    const QCommandLineOption data(
        u"data"_s, u"Keep everything in this folder. Default %1."_s.arg(ServerConfig::defaultDataDir()),
        u"DIR"_s);
    const QCommandLineOption plain(u"plain"_s,
                                   u"Without TLS: anyone on the way can read and change all of it."_s);
    const QCommandLineOption ioThreads(
        u"io-threads"_s,
        u"Threads for connections. Default %1; with 1, the one that decides everything serves them too."_s
            .arg(ServerConfig::defaultIoThreads()),
        u"N"_s);
    const QCommandLineOption config(u"config"_s, u"Read settings from this file first."_s, u"FILE"_s);
    const QCommandLineOption name(u"name"_s, u"What clients show as this server's name."_s, u"NAME"_s);
    const QCommandLineOption version(u"version"_s, u"Say the version and end."_s);
    const QCommandLineOption help({u"h"_s, u"help"_s}, u"Say this and end."_s);

    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"The MiniQQ server. \"%1 ctl --help\" says how to ask and command one that runs."_s.arg(program));
    parser.addOptions({listen, data, plain, ioThreads, config, name, version, help});
    const auto refuse = [&](const QString &text, int status) {
        return Refuse{program + u": " + text, status};
    };
    if (!parser.parse(arguments))
        return refuse(parser.errorText() + u" Try --help.", usageStatus);
    if (parser.isSet(help))
        return Print{parser.helpText()};
    if (parser.isSet(version))
        return Print{u"%1 %2\n"_s.arg(program, QStringLiteral(MINIQQ_VERSION))};
    if (!parser.positionalArguments().isEmpty())
        return refuse(u"unexpected argument %1. Try --help."_s.arg(parser.positionalArguments().constFirst()),
                      usageStatus);

    Run run;
    if (parser.isSet(config)) {
        Result<ServerConfig> read = readConfigFile(parser.value(config));
        if (!read)
            return refuse(read.error().text, configStatus);
        run.config = std::move(read).value();
    }
    for (const QCommandLineOption *option : {&listen, &data, &ioThreads, &name}) {
        const QString key = option->names().constFirst();
        if (!parser.isSet(*option))
            continue;
        const Result<Done> applied = applySetting(run.config, key, parser.value(*option));
        if (!applied)
            return refuse(u"--%1: %2"_s.arg(key, applied.error().text), usageStatus);
    }
    if (parser.isSet(plain))
        run.config.plain = true;
    return run;
}

std::variant<ServerConfig, int> CommandLine::settle(const QStringList &arguments)
{
    const Outcome outcome = parse(arguments);
    if (const auto *text = std::get_if<Print>(&outcome)) {
        printNow(stdout, text->text);
        return 0;
    }
    if (const auto *refusal = std::get_if<Refuse>(&outcome)) {
        printNow(stderr, refusal->text + u'\n');
        return refusal->status;
    }
    return std::get<Run>(outcome).config;
}

void printNow(FILE *stream, const QString &text)
{
    std::fputs(text.toLocal8Bit().constData(), stream);
    std::fflush(stream);
}

} // namespace miniqq::server
