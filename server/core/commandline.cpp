// SPDX-License-Identifier: MIT
#include "server/core/commandline.h"

#include "server/core/maintenance.h"

#include <QCommandLineParser>
#include <QFileInfo>

namespace miniqq::server {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int usageStatus = 2;
constexpr int configStatus = 1;
constexpr int failedStatus = 1;

/// What stands behind the options: nothing, or something to be done instead of serving.
CommandLine::Outcome outcomeOf(const QStringList &words, const ServerConfig &config, const QString &program)
{
    if (words.isEmpty())
        return CommandLine::Run{config};
    if (words == QStringList{u"check"_s})
        return CommandLine::Check{config.dataDir, {}};
    if (words.size() == 2 && words.first() == u"check")
        return CommandLine::Check{config.dataDir, words.last()};
    if (words.size() == 2 && words.first() == u"restore")
        return CommandLine::Restore{words.last(), config.dataDir};
    const bool known = words.first() == u"check" || words.first() == u"restore";
    const QString text = known ? u"restore FILE, check, or check FILE, is expected. Try --help."_s
                               : u"unexpected argument %1. Try --help."_s.arg(words.first());
    return CommandLine::Refuse{program + u": " + text, usageStatus};
}

/// Prints how it went; the status to end with.
int tell(const QString &program, const Result<StoreReport> &report, const QString &done,
         const QString &more = {})
{
    QString problem;
    if (!report)
        problem = report.error().text;
    else if (!report->isSound())
        problem = u"damaged: "_s + report->findings.join(u"; "_s);
    if (!problem.isEmpty()) {
        printNow(stderr, program + u": " + problem + u'\n');
        return failedStatus;
    }
    printNow(stdout, done + wordsOf(*report) + u'.' + notesOf(*report) + more + u'\n');
    return 0;
}

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
    const QCommandLineOption logDir(
        u"log"_s, u"Write the log into this folder too, as lines of JSON: ten files of 5 MiB."_s, u"DIR"_s);
    const QCommandLineOption version(u"version"_s, u"Say the version and end."_s);
    const QCommandLineOption help({u"h"_s, u"help"_s}, u"Say this and end."_s);

    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"The MiniQQ server. \"%1 ctl --help\" says how to ask and command one that runs."_s.arg(program));
    parser.addPositionalArgument(
        u"check"_s, u"Look through the data folder, or a backup, instead of serving."_s, u"[check [FILE]"_s);
    parser.addPositionalArgument(u"restore"_s, u"Bring a backup back into a new data folder, and end."_s,
                                 u"| restore FILE]"_s);
    parser.addOptions({listen, data, plain, ioThreads, config, name, logDir, version, help});
    const auto refuse = [&](const QString &text, int status) {
        return Refuse{program + u": " + text, status};
    };
    if (!parser.parse(arguments))
        return refuse(parser.errorText() + u" Try --help.", usageStatus);
    if (parser.isSet(help))
        return Print{parser.helpText()};
    if (parser.isSet(version))
        return Print{u"%1 %2\n"_s.arg(program, QStringLiteral(MINIQQ_VERSION))};
    const Outcome wanted = outcomeOf(parser.positionalArguments(), {}, program);
    if (std::holds_alternative<Refuse>(wanted))
        return wanted;

    Run run;
    if (parser.isSet(config)) {
        Result<ServerConfig> read = readConfigFile(parser.value(config));
        if (!read)
            return refuse(read.error().text, configStatus);
        run.config = std::move(read).value();
    }
    for (const QCommandLineOption *option : {&listen, &data, &ioThreads, &name, &logDir}) {
        const QString key = option->names().constFirst();
        if (!parser.isSet(*option))
            continue;
        const Result<Done> applied = applySetting(run.config, key, parser.value(*option));
        if (!applied)
            return refuse(u"--%1: %2"_s.arg(key, applied.error().text), usageStatus);
    }
    if (parser.isSet(plain))
        run.config.plain = true;
    return outcomeOf(parser.positionalArguments(), run.config, program);
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
    const QString program = QFileInfo(arguments.value(0)).fileName();
    if (const auto *restore = std::get_if<Restore>(&outcome))
        return tell(
            program, restoreBackup(restore->backup, restore->dataDir), u"Restored: "_s,
            u" Everybody signs in with the password of that time; bans and all else are of that time, too."_s);
    if (const auto *check = std::get_if<Check>(&outcome))
        return tell(program,
                    check->backup.isEmpty() ? checkDataDirectory(check->dataDir)
                                            : checkBackupFile(check->backup),
                    u"Sound: "_s);
    return std::get<Run>(outcome).config;
}

void printNow(FILE *stream, const QString &text)
{
    std::fputs(text.toLocal8Bit().constData(), stream);
    std::fflush(stream);
}

} // namespace miniqq::server
