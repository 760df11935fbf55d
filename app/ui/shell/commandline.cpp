// SPDX-License-Identifier: MIT
#include "app/ui/shell/commandline.h"

#include "common/protocol/names.h"

#include <QTextStream>

#include <cstdio>

namespace miniqq::client {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr auto profileOption = "profile"_L1;
constexpr auto serverOption = "server"_L1;
constexpr auto accountOption = "account"_L1;
constexpr auto passwordOption = "password-stdin"_L1;
constexpr auto registerOption = "register"_L1;
constexpr auto nameOption = "name"_L1;
constexpr auto openOption = "open"_L1;
constexpr auto networkOption = "network-view"_L1;
constexpr auto defaultProfile = "default"_L1;

} // namespace

CommandLine::CommandLine(const QStringList &arguments)
{
    m_parser.setApplicationDescription(u"MiniQQ: a messenger that hides nothing."_s);
    const QCommandLineOption help = m_parser.addHelpOption();
    const QCommandLineOption version = m_parser.addVersionOption();
    m_parser.addOptions({
        {profileOption,
         u"Settings, keys and messages of their own, so that several people can use one computer."_s,
         u"NAME"_s, defaultProfile},
        {serverOption,
         u"Server: NAME[:PORT], 192.0.2.7:6477, [2001:db8::7]:6477; plain:... without encryption."_s,
         u"ADDRESS"_s},
        {accountOption, u"Account to sign in with."_s, u"ACCOUNT"_s},
        {passwordOption, u"Read the password from the first line of standard input and sign in at once."_s},
        {registerOption, u"With --password-stdin: make the account if it is not there yet."_s},
        {nameOption, u"With --register: the name others see."_s, u"NAME"_s},
        {openOption, u"Conversation to open once signed in: lobby, or an account."_s, u"CONVERSATION"_s},
        {networkOption, u"Show the Network view from the start."_s},
    });
    if (!m_parser.parse(arguments)) {
        fail(m_parser.errorText());
    } else if (m_parser.isSet(help)) {
        m_exitCode = 0;
        m_message = m_parser.helpText();
    } else if (m_parser.isSet(version)) {
        m_exitCode = 0;
        m_message = u"miniqq " MINIQQ_VERSION "\n"_s;
    } else {
        read();
    }
}

void CommandLine::fail(const QString &text)
{
    m_exitCode = 2;
    m_message = u"miniqq: %1\nTry miniqq --help.\n"_s.arg(text);
}

void CommandLine::read()
{
    if (!m_parser.positionalArguments().isEmpty())
        return fail(u"unexpected argument: %1"_s.arg(m_parser.positionalArguments().constFirst()));
    if (m_parser.isSet(serverOption)) {
        Result<ServerAddress> server = ServerAddress::parse(m_parser.value(serverOption));
        if (!server)
            return fail(server.error().text);
        m_options.server = *server;
    }
    m_options.account = m_parser.value(accountOption);
    m_options.displayName = m_parser.value(nameOption);
    const QByteArray wanted = m_parser.value(openOption).toUtf8();
    if (!wanted.isEmpty()) {
        const auto conversation = protocol::canonicalAccountName(wanted);
        if (!conversation)
            return fail(u"--open takes lobby or an account: %1"_s.arg(QString::fromUtf8(wanted)));
        m_options.conversation = *conversation;
    }
    m_options.networkView = m_parser.isSet(networkOption);
    m_options.registerAccount = m_parser.isSet(registerOption);
    if (m_parser.isSet(passwordOption)) {
        if (m_options.account.isEmpty())
            return fail(u"--password-stdin needs --account"_s);
        QTextStream input(stdin);
        m_options.password = input.readLine();
    } else if (m_options.registerAccount) {
        return fail(u"--register needs --password-stdin"_s);
    }
}

Result<std::unique_ptr<Profile>, ProfileError> CommandLine::openProfile() const
{
    return Profile::openNamed(m_parser.value(profileOption));
}

} // namespace miniqq::client
