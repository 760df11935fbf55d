// SPDX-License-Identifier: MIT
#include "app/lab/cli/tcpcommand.h"

#include "app/lab/core/hostlookup.h"

namespace miniqq::lab {

using namespace Qt::Literals::StringLiterals;

void TcpCommand::declare(QCommandLineParser &parser) const
{
    parser.addOptions({
        arguments::encodingOption(),
        arguments::receiveOption(),
        {u"bind"_s, u"Connect from this address, and port if given."_s, u"ADDR[:PORT]"_s},
        {u"timeout"_s, u"Give up when connecting or a receive takes longer than so many seconds."_s, u"S"_s},
        {u"lines"_s, u"Print whole lines, as makefile() and readline() do, instead of receives."_s},
    });
}

Result<Done> TcpCommand::read(const QCommandLineParser &parser)
{
    if (const auto given = arguments::positional(parser, {u"HOST"_s, u"PORT"_s}); !given)
        return given;
    m_host = parser.positionalArguments().at(0);
    const auto port = arguments::port(u"PORT"_s, parser.positionalArguments().at(1));
    if (!port)
        return port.error();
    m_port = *port;
    if (parser.isSet(u"bind"_s)) {
        const auto from = arguments::addressAndPort(u"--bind"_s, parser.value(u"bind"_s));
        if (!from)
            return from.error();
        m_from = *from;
    }
    const auto encodings = arguments::encodings(parser);
    if (!encodings)
        return encodings.error();
    m_encodings = *encodings;
    const auto size = arguments::receiveSize(parser);
    if (!size)
        return size.error();
    m_receiveSize = *size;
    m_byLines = parser.isSet(u"lines"_s);
    if (parser.isSet(u"timeout"_s)) {
        const auto limit = TimeLimit::fromText(parser.value(u"timeout"_s));
        if (!limit)
            return Error{u"--timeout: "_s + limit.error().text};
        if (limit->kind() == TimeLimit::Kind::NonBlocking)
            return Error{u"--timeout must be more than 0 seconds: with 0 nothing is waited for at all."_s};
        m_limit = *limit;
    }
    return Done{};
}

void TcpCommand::start(Session &session)
{
    m_session = &session;
    m_decoder = std::make_unique<TextDecoder>(m_encodings.read);
    if (m_byLines)
        m_lines = std::make_unique<LineReader>(m_encodings.read);
    if (m_limit.kind() == TimeLimit::Kind::Seconds) {
        m_patience.setSingleShot(true);
        m_patience.setInterval(m_limit.milliseconds());
        connect(&m_patience, &QTimer::timeout, this, &TcpCommand::onTimedOut);
    }
    m_context = std::make_unique<SocketContext>(session.log(), session.clock());
    m_client = std::make_unique<StreamClient>(*m_context, m_receiveSize);
    connect(m_client.get(), &StreamClient::connected, this, &TcpCommand::onConnected);
    connect(m_client.get(), &StreamClient::failed, this, [this](const Failure &failure) {
        m_patience.stop();
        m_session->fail(failure.toError());
    });
    lookUpHost(m_host, m_port, this, [this](const Result<SocketName> &name) {
        if (!name) {
            m_session->fail(name.error());
            return;
        }
        m_client->dial(*name, m_from);
        awaitAgain();
    });
}

void TcpCommand::awaitAgain()
{
    if (m_limit.kind() == TimeLimit::Kind::Seconds)
        m_patience.start();
}

void TcpCommand::onTimedOut()
{
    const QString call = m_client->isConnected() ? u"recv"_s : u"connect"_s;
    m_client->close();
    m_session->fail({u"%1 %2:%3: %4. Nothing came for %5 s; the server is busy, or waits for you."_s.arg(
        call, m_host, QString::number(m_port), m_limit.expiredText(), m_limit.toPython())});
}

void TcpCommand::onConnected()
{
    StreamEnd &end = m_client->end();
    awaitAgain();
    connect(&end, &StreamEnd::received, this, &TcpCommand::take);
    connect(&end, &StreamEnd::broken, this, [this](const Failure &failure) {
        m_patience.stop();
        m_client->close();
        m_session->fail(failure.toError());
    });
    end.setReading(true);
    if (const auto failure = m_input.open()) {
        m_session->fail(failure->toError());
        return;
    }
    connect(&m_input, &InputLines::line, this, &TcpCommand::sendLine);
    connect(&m_input, &InputLines::ended, &end, &StreamEnd::finishSending);
    // The next line is fetched when the last one is with the kernel: a long file does not pile up in memory.
    connect(&end, &StreamEnd::drained, &m_input, &InputLines::request);
    m_input.request();
}

void TcpCommand::sendLine(const QString &line)
{
    const Result<QByteArray> bytes = encodeStrict(m_encodings.sent, line);
    if (!bytes) {
        m_session->terminal().note(bytes.error().text + u" The line was not sent."_s);
        m_status = 1;
    }
    if (!bytes || bytes->isEmpty()) // nothing for the kernel to take, so nothing to wait for
        m_input.request();
    else if (m_client->end().isOpen())
        m_client->end().send(*bytes);
}

void TcpCommand::take(const QByteArray &bytes)
{
    if (bytes.isEmpty()) { // the other side has closed
        onEnded();
        return;
    }
    awaitAgain();
    if (!m_lines) {
        show(bytes);
        return;
    }
    for (const QString &line : m_lines->feed(bytes))
        m_session->terminal().printLine(line);
}

void TcpCommand::onEnded()
{
    m_patience.stop();
    Terminal &terminal = m_session->terminal();
    if (m_lines) {
        for (const QString &line : m_lines->finish())
            terminal.printLine(line);
    } else if (!m_decoder->pending().isEmpty()) {
        terminal.printLine(m_decoder->finish());
    }
    m_client->close();
    m_session->end(m_status);
}

void TcpCommand::show(const QByteArray &bytes)
{
    Terminal &terminal = m_session->terminal();
    const QString text = m_decoder->feed(bytes);
    if (!text.isEmpty())
        terminal.printLine(text);
    if (m_decoder->problem())
        terminal.note(u"recv: "_s + m_decoder->problem()->toText());
    if (const QByteArray &pending = m_decoder->pending(); !pending.isEmpty()) {
        terminal.note(u"recv: %1 bytes, the end of them (%2) begins a character"_s.arg(
            QString::number(bytes.size()), QLatin1String(pending.toHex(' '))));
    }
}

void TcpCommand::stop()
{
    m_patience.stop();
    if (m_client)
        m_client->close();
}

} // namespace miniqq::lab
