// SPDX-License-Identifier: MIT
#include "server/ctl/ctlcommands.h"

#include "server/core/serverconfig.h"

#include <QCommandLineParser>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace miniqq::server {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int usageStatus = 2;
constexpr int configStatus = 1;

constexpr CtlCommand commands[] = {
    {"status", "", "How the server is: people, messages, disk."},
    {"sessions", "[end NUMBER]", "Who is connected; or ends one, which then needs its password again.", 0, 2,
     true},
    {"kick", "WHO", "Ends all connections of an account, or the one with this number (--connection).", 1, 1,
     true, "connection"},
    {"ban", "WHO", "Does not let an account in any more, or an address (--address).", 1, 1, true, "address"},
    {"unban", "WHO", "Lets it in again.", 1, 1, false, "address"},
    {"bans", "", "Who is not let in.", 0, 0},
    {"backup", "FILE",
     "Saves everything into a new file, and sent files into FILE.files; \"restore FILE\" brings it back.", 1,
     1},
    {"check", "", "Looks through all that is stored, as \"check\" does while no server runs.", 0, 0},
    {"reload", "", "Reads key and certificate anew, for connections to come; on any error the old ones stay.",
     0, 0},
    {"announce", "TEXT", "Tells everybody who is signed in.", 1, 1},
};

QString helpText(const QString &program)
{
    QString text =
        u"Usage: %1 ctl [options] COMMAND\nAsks a running server on this computer.\n\nCommands:\n"_s.arg(
            program);
    for (const CtlCommand &command : commands) {
        const QString call =
            QLatin1StringView(command.name) + QString(u' ' + QLatin1StringView(command.usage));
        text += QString(u"  " + call.leftJustified(24) + QLatin1StringView(command.help) + u'\n');
    }
    text += u"\nOptions:\n"
            "  --data DIR              The server's folder. Default %1.\n"
            "  --config FILE           Take the folder from this file.\n"
            "  --json                  Answer in one line for programs.\n"
            "  --reason TEXT           What the person concerned is told.\n"
            "  --connection            WHO is the number of a connection.\n"
            "  --address               WHO is an IP address.\n"
            "  -h, --help              Say this and end.\n"_s.arg(ServerConfig::defaultDataDir());
    return text;
}

} // namespace

std::span<const CtlCommand> ctlCommands()
{
    return commands;
}

const CtlCommand *findCtlCommand(QByteArrayView name)
{
    const auto found = std::find_if(std::begin(commands), std::end(commands),
                                    [&](const CtlCommand &c) { return name == c.name; });
    return found == std::end(commands) ? nullptr : found;
}

Result<Done> checkCtlRequest(const protocol::ControlRequest &request)
{
    const QString name = QString::fromUtf8(request.command);
    const CtlCommand *command = findCtlCommand(request.command);
    if (!command)
        return Error{u"there is no command %1."_s.arg(name)};
    const auto count = int(request.arguments.size());
    if (count < command->minArguments)
        return Error{u"%1 needs %2."_s.arg(name, QLatin1StringView(command->usage))};
    if (count > command->maxArguments)
        return Error{u"unexpected argument %1; put a text of several words in quotes."_s.arg(
            QString::fromUtf8(request.arguments[size_t(command->maxArguments)]))};
    if (request.reason && !command->takesReason)
        return Error{u"%1 takes no --reason."_s.arg(name)};
    if (request.flag && !command->flag)
        return Error{u"that option does not belong to %1."_s.arg(name)};
    return Done{};
}

CtlCommandLine::Outcome CtlCommandLine::parse(const QStringList &arguments)
{
    const QString program = QFileInfo(arguments.value(0)).fileName();
    const QCommandLineOption data(u"data"_s, {}, u"DIR"_s);
    const QCommandLineOption config(u"config"_s, {}, u"FILE"_s);
    const QCommandLineOption json(u"json"_s);
    const QCommandLineOption reason(u"reason"_s, {}, u"TEXT"_s);
    const QCommandLineOption connection(u"connection"_s);
    const QCommandLineOption address(u"address"_s);
    const QCommandLineOption help(QStringList{u"h"_s, u"help"_s});
    QCommandLineParser parser;
    parser.addOptions({data, config, json, reason, connection, address, help});
    const auto refuse = [&](const QString &text, int status = usageStatus) {
        return Refuse{program + u": " + text + (status == usageStatus ? u" Try ctl --help." : u""), status};
    };
    const bool parsed = parser.parse(arguments);
    if (parser.isSet(help))
        return Print{helpText(program)};
    if (!parsed)
        return refuse(parser.errorText());

    Ask ask;
    ask.dataDir = ServerConfig::defaultDataDir();
    if (parser.isSet(config)) {
        const Result<ServerConfig> read = readConfigFile(parser.value(config));
        if (!read)
            return refuse(read.error().text, configStatus);
        ask.dataDir = read.value().dataDir;
    }
    if (parser.isSet(data))
        ask.dataDir = parser.value(data);
    QStringList words = parser.positionalArguments().mid(1); // behind "ctl"
    if (words.isEmpty())
        return refuse(u"a command is missing."_s);
    ask.request.command = words.takeFirst().toUtf8();
    for (const QString &word : words)
        ask.request.arguments.push_back(word.toUtf8());
    if (ask.request.command == "backup" && words.size() == 1 && !words[0].isEmpty())
        ask.request.arguments[0] = QDir().absoluteFilePath(words[0]).toUtf8();
    if (parser.isSet(reason))
        ask.request.reason = parser.value(reason).toUtf8();
    ask.request.json = parser.isSet(json);
    ask.request.flag = parser.isSet(connection) || parser.isSet(address);
    const CtlCommand *command = findCtlCommand(ask.request.command);
    for (const QCommandLineOption *option : {&connection, &address}) {
        const QString name = option->names().constFirst();
        if (command && parser.isSet(*option) && name != QLatin1StringView(command->flag))
            return refuse(u"--%1 does not belong to %2."_s.arg(name, QLatin1StringView(command->name)));
    }
    const Result<Done> checked = checkCtlRequest(ask.request);
    if (!checked)
        return refuse(checked.error().text);
    return ask;
}

} // namespace miniqq::server
