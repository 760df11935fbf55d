// SPDX-License-Identifier: MIT
#include "app/lab/cli/factcommand.h"

#include "app/lab/cli/factoutput.h"

#include <QCommandLineParser>

namespace miniqq::lab {

using namespace Qt::Literals::StringLiterals;

void FactCommand::declare(QCommandLineParser &parser) const
{
    parser.addOption(QCommandLineOption(u"json"_s, u"Answer with one line of JSON, for programs."_s));
    if (const Positional argument = positional(); argument.name)
        parser.addPositionalArgument(QString::fromLatin1(argument.name), QString::fromUtf8(argument.meaning));
}

Result<Done> FactCommand::read(const QCommandLineParser &parser)
{
    m_json = parser.isSet(u"json"_s);
    const QStringList words = parser.positionalArguments();
    const Positional argument = positional();
    if (!argument.name && !words.isEmpty())
        return Error{u"nothing may follow, but \"%1\" does."_s.arg(words.first())};
    if (argument.name && words.isEmpty())
        return Error{u"%1 is missing."_s.arg(QLatin1String(argument.name))};
    m_typed = words.join(u' ');
    return Done{};
}

void FactCommand::print(Session &session, const Facts &facts) const
{
    if (m_json)
        session.terminal().printBytes(factJson(facts));
    else
        session.terminal().print(factText(facts));
}

} // namespace miniqq::lab
