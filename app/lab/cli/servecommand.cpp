// SPDX-License-Identifier: MIT
#include "app/lab/cli/servecommand.h"

#include "app/lab/cli/arguments.h"

namespace miniqq::lab {
namespace {

using namespace Qt::Literals::StringLiterals;

Result<Engine> engineFromName(const QString &name)
{
    if (name == u"iterative")
        return Engine::Iterative;
    if (name == u"threads")
        return Engine::Threads;
    if (name == u"loop")
        return Engine::Loop;
    return Error{u"--engine must be iterative, threads or loop, not %1."_s.arg(name)};
}

QString serviceList()
{
    QStringList names;
    for (const ServiceKind &kind : serviceKinds())
        names.append(QLatin1String(kind.name));
    return names.join(u", "_s);
}

} // namespace

void ServeCommand::declare(QCommandLineParser &parser) const
{
    parser.addPositionalArgument(u"NAME"_s, serviceList());
    parser.addOptions({
        {u"bind"_s, u"The address to listen on; default as in the tutorial."_s, u"ADDR"_s},
        {u"port"_s, u"The port, 0 for one of the kernel's choice; default as in the tutorial."_s, u"N"_s},
        arguments::encodingOption(),
        {u"engine"_s, u"iterative, threads or loop; default as in the tutorial."_s, u"ENGINE"_s},
        {u"as-printed"_s, u"As the tutorial's program does it, bugs included."_s},
        {u"repaired"_s, u"As it should have been (default)."_s},
        {u"idle-timeout"_s, u"Close a client that says nothing for so many seconds."_s, u"S"_s},
        {u"per-address"_s, u"The most connections from one client address."_s, u"N"_s},
        {u"reply-file"_s, u"The operator's replies, one per line; default stdin."_s, u"F"_s},
    });
}

Result<Done> ServeCommand::read(const QCommandLineParser &parser)
{
    if (const auto given = arguments::positional(parser, {u"NAME"_s}); !given)
        return given;
    const QString name = parser.positionalArguments().constFirst();
    m_kind = findService(name);
    if (m_kind == nullptr)
        return Error{u"there is no service %1; there are %2."_s.arg(name, serviceList())};
    m_settings = defaultSettings(*m_kind);
    if (parser.isSet(u"bind"_s)) {
        const auto address = arguments::address(u"--bind"_s, parser.value(u"bind"_s), 0);
        if (!address)
            return address.error();
        m_settings.address = address->address();
    }
    if (parser.isSet(u"port"_s)) {
        const auto port = arguments::port(u"--port"_s, parser.value(u"port"_s));
        if (!port)
            return port.error();
        m_settings.ports = {*port};
    }
    const auto encoding = arguments::encoding(parser, m_settings.encoding);
    if (!encoding)
        return encoding.error();
    m_settings.encoding = *encoding;
    if (parser.isSet(u"as-printed"_s) && parser.isSet(u"repaired"_s))
        return Error{u"--as-printed and --repaired exclude each other."_s};
    m_settings.asPrinted = parser.isSet(u"as-printed"_s);
    m_replyFile = parser.value(u"reply-file"_s);
    if (parser.isSet(u"reply-file"_s) && !m_kind->hasOperator)
        return Error{u"--reply-file is for services that somebody answers: one-each and udp-fanout."_s};
    return readLimits(parser);
}

Result<Done> ServeCommand::readLimits(const QCommandLineParser &parser)
{
    for (const QString &option : {u"engine"_s, u"idle-timeout"_s, u"per-address"_s}) {
        if (m_kind->datagram && parser.isSet(option))
            return Error{u"--%1 is for TCP: UDP has no connections."_s.arg(option)};
    }
    if (parser.isSet(u"engine"_s)) {
        const auto engine = engineFromName(parser.value(u"engine"_s));
        if (!engine)
            return engine.error();
        m_settings.engine = *engine;
    }
    if (parser.isSet(u"idle-timeout"_s)) {
        const auto timeout = arguments::milliseconds(u"--idle-timeout"_s, parser.value(u"idle-timeout"_s));
        if (!timeout)
            return timeout.error();
        m_settings.idleTimeoutMs = *timeout;
    }
    if (parser.isSet(u"per-address"_s)) {
        const auto most = arguments::number(u"--per-address"_s, parser.value(u"per-address"_s), 1, 10'000);
        if (!most)
            return most.error();
        m_settings.perAddress = *most;
    }
    return Done{};
}

void ServeCommand::start(Session &session)
{
    if (m_kind->hasOperator) {
        if (const auto failure = m_replies.open(m_replyFile)) {
            session.fail(failure->toError());
            return;
        }
    }
    m_context = std::make_unique<SocketContext>(session.log(), session.clock());
    m_service = makeService(*m_kind, m_settings, *m_context);
    Service *service = m_service.get();
    Terminal &terminal = session.terminal();
    connect(service, &Service::printed, this,
            [&terminal](const QByteArray &text) { terminal.printBytes(text); });
    connect(service, &Service::noted, this, [&terminal](const QString &text) { terminal.note(text); });
    connect(service, &Service::ended, this, [&session] { session.end(0); });
    connect(service, &Service::failed, this, [&session](const Error &error) { session.fail(error); });
    connect(service, &Service::replyWanted, &m_replies, &InputLines::request);
    connect(&m_replies, &InputLines::line, service, &Service::reply);
    connect(&m_replies, &InputLines::ended, service, &Service::refuseReplies);
    if (const auto failure = service->start()) {
        session.fail(failure->toError());
        return;
    }
    for (const SocketName &name : service->names())
        terminal.printLine(u"ready "_s + name.toText());
    terminal.printBytes(service->greeting());
}

void ServeCommand::stop()
{
    m_service.reset();
}

} // namespace miniqq::lab
