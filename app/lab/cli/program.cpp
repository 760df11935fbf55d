// SPDX-License-Identifier: MIT
#include "app/lab/cli/program.h"

#include <QCommandLineParser>
#include <QFileInfo>

namespace miniqq::lab {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int failureStatus = 1;
constexpr int usageStatus = 2;

QString overview(const QString &program)
{
    QString text =
        u"Usage: %1 COMMAND [options]\nThe Network Lab of MiniQQ from a terminal.\n\nCommands:\n"_s.arg(
            program);
    for (const CommandRow &row : commandTable()) {
        const QString usage = QLatin1String(row.name) + u' ' + QLatin1String(row.arguments);
        text += u"  %1  %2\n"_s.arg(usage, -24).arg(QLatin1String(row.summary));
    }
    return text +
           u"\n%1 COMMAND --help tells a command's options; %1 --version the version.\n"_s.arg(program);
}

/// Qt's help text names the program alone; the command belongs to it.
QString helpText(const QCommandLineParser &parser, const QString &program, const CommandRow &row)
{
    QString text = parser.helpText();
    const qsizetype end = text.indexOf(u'\n');
    return u"Usage: %1 %2 %3 [options]"_s.arg(program, QLatin1String(row.name),
                                              QLatin1String(row.arguments)) +
           text.mid(end);
}

} // namespace

std::variant<Program::Running, int> Program::start(const QStringList &arguments)
{
    const QString program = QFileInfo(arguments.value(0)).fileName();
    Terminal terminal(program);
    const auto refuse = [&terminal](const QString &text, int status) {
        terminal.note(text);
        return status;
    };

    const QString name = arguments.value(1);
    if (name == u"--help" || name == u"-h") {
        terminal.print(overview(program));
        return 0;
    }
    if (name == u"--version" || name == u"-v") {
        terminal.printLine(program + u' ' + QStringLiteral(MINIQQ_VERSION));
        return 0;
    }
    const CommandRow *row = findCommand(name);
    if (row == nullptr) {
        return refuse(name.isEmpty() ? u"a command is missing. Try --help."_s
                                     : u"there is no command %1. Try --help."_s.arg(name),
                      usageStatus);
    }

    Running running{std::make_unique<Session>(program), row->make()};
    QCommandLineParser parser;
    parser.setApplicationDescription(QLatin1String(row->summary));
    const QCommandLineOption help({u"h"_s, u"help"_s}, u"Say this and end."_s);
    const QCommandLineOption events(u"events"_s, u"Write everything that happens there, as lines of JSON."_s,
                                    u"FILE"_s);
    parser.addOptions({help, events});
    running.command->declare(parser);
    if (!parser.parse(QStringList{program} + arguments.mid(2)))
        return refuse(u"%1: %2 Try --help."_s.arg(name, parser.errorText()), usageStatus);
    if (parser.isSet(help)) {
        terminal.print(helpText(parser, program, *row));
        return 0;
    }
    if (const Result<Done> read = running.command->read(parser); !read)
        return refuse(u"%1: %2 Try --help."_s.arg(name, read.error().text), usageStatus);
    if (parser.isSet(events)) {
        if (const auto failure = running.session->writeEventsTo(parser.value(events)))
            return refuse(failure->toText(), failureStatus);
    }
    running.command->start(*running.session);
    return running;
}

} // namespace miniqq::lab
