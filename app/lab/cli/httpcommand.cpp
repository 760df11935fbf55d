// SPDX-License-Identifier: MIT
#include "app/lab/cli/httpcommand.h"

#include "app/lab/cli/arguments.h"
#include "app/lab/core/hostlookup.h"
#include "app/lab/core/httptext.h"

#include <QSaveFile>

#include <cerrno>

namespace miniqq::lab {

using namespace Qt::Literals::StringLiterals;

void HttpCommand::declare(QCommandLineParser &parser) const
{
    parser.addOption({u"out"_s, u"Save the body to this file."_s, u"FILE"_s});
}

Result<Done> HttpCommand::read(const QCommandLineParser &parser)
{
    if (const auto given = arguments::positional(parser, {u"URL"_s}); !given)
        return given;
    const auto url = httpUrl(parser.positionalArguments().constFirst());
    if (!url)
        return url.error();
    m_url = *url;
    m_file = parser.value(u"out"_s);
    return Done{};
}

void HttpCommand::start(Session &session)
{
    m_session = &session;
    m_context = std::make_unique<SocketContext>(session.log(), session.clock());
    m_client = std::make_unique<StreamClient>(*m_context, 1024); // as the tutorial has it
    connect(m_client.get(), &StreamClient::failed, this,
            [this](const Failure &failure) { m_session->fail(failure.toError()); });
    connect(m_client.get(), &StreamClient::connected, this, [this] {
        StreamEnd &end = m_client->end();
        connect(&end, &StreamEnd::received, this, &HttpCommand::take);
        connect(&end, &StreamEnd::broken, this, [this](const Failure &failure) {
            m_client->close();
            m_session->fail(failure.toError());
        });
        end.setReading(true);
        end.send(httpRequest(m_url));
    });
    lookUpHost(m_url.host(), quint16(m_url.port(80)), this, [this](const Result<SocketName> &name) {
        if (name)
            m_client->dial(*name);
        else
            m_session->fail(name.error());
    });
}

void HttpCommand::take(const QByteArray &bytes)
{
    if (bytes.isEmpty()) {
        m_client->close();
        finish();
        return;
    }
    ++m_receives;
    m_response += bytes;
    if (m_response.size() > maxResponse) {
        m_client->close();
        m_session->fail({u"recv: more than 64 MiB came; this is a lesson, not a downloader."_s});
    }
}

void HttpCommand::finish()
{
    const auto response = splitResponse(m_response);
    if (!response) {
        m_session->fail({u"recv: %1 bytes came and no empty line among them: this is not HTTP."_s.arg(
            m_response.size())});
        return;
    }
    const QByteArray &header = response->header;
    const QByteArray &body = response->body;
    Terminal &terminal = m_session->terminal();
    terminal.printBytes(header + '\n');
    if (m_file.isEmpty()) {
        terminal.printBytes('\n' + body);
    } else if (const auto failure = save(body)) {
        m_session->fail(failure->toError());
        return;
    }
    terminal.note(u"%1 receives: %2 bytes of header, %3 bytes of body"_s.arg(
        QString::number(m_receives), QString::number(header.size()), QString::number(body.size())));
    if (!response->isWhole()) {
        m_session->fail({u"recv: Content-Length says %1 bytes, %2 came: the page is not whole."_s.arg(
            QString::number(response->announced), QString::number(body.size()))});
        return;
    }
    m_session->end(0);
}

std::optional<Failure> HttpCommand::save(const QByteArray &body) const
{
    QSaveFile file(m_file); // an older file stays until this one is whole
    errno = 0;
    if (!file.open(QIODevice::WriteOnly))
        return Failure{"open", errno != 0 ? errno : EACCES, m_file};
    errno = 0;
    if (file.write(body) != body.size() || !file.commit())
        return Failure{"write", errno != 0 ? errno : ENOSPC, m_file};
    return std::nullopt;
}

void HttpCommand::stop()
{
    if (m_client)
        m_client->close();
}

} // namespace miniqq::lab
