// SPDX-License-Identifier: MIT
#include "app/lab/cli/httpcommand.h"

#include "app/lab/cli/arguments.h"
#include "app/lab/core/hostlookup.h"

#include <QSaveFile>

#include <cerrno>

namespace miniqq::lab {
namespace {

using namespace Qt::Literals::StringLiterals;

/// What the header announces; -1 if it does not.
qint64 contentLength(const QByteArray &header)
{
    for (const QByteArray &line : header.split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && line.first(colon).compare("content-length", Qt::CaseInsensitive) == 0) {
            bool ok = false;
            const qint64 length = line.mid(colon + 1).trimmed().toLongLong(&ok);
            return ok ? length : -1;
        }
    }
    return -1;
}

} // namespace

void HttpCommand::declare(QCommandLineParser &parser) const
{
    parser.addOption({u"out"_s, u"Save the body to this file."_s, u"FILE"_s});
}

Result<Done> HttpCommand::read(const QCommandLineParser &parser)
{
    if (const auto given = arguments::positional(parser, {u"URL"_s}); !given)
        return given;
    const QString text = parser.positionalArguments().constFirst();
    m_url = QUrl(text, QUrl::StrictMode);
    if (!m_url.isValid() || m_url.host().isEmpty() || m_url.scheme() != u"http" || m_url.port() == 0)
        return Error{u"URL must be like http://127.0.0.1:8000/, not %1."_s.arg(text)};
    if (!m_url.userInfo().isEmpty())
        return Error{u"a URL with a user's name is not for this: it would cross the wire readable."_s};
    m_file = parser.value(u"out"_s);
    return Done{};
}

QByteArray HttpCommand::request() const
{
    QByteArray path = m_url.path(QUrl::FullyEncoded).toLatin1();
    if (path.isEmpty())
        path = "/";
    if (m_url.hasQuery())
        path += '?' + m_url.query(QUrl::FullyEncoded).toLatin1();
    QString host = m_url.host(QUrl::FullyEncoded);
    if (host.contains(u':'))
        host = u'[' + host + u']';
    if (m_url.port() != -1)
        host += u':' + QString::number(m_url.port());
    // As the tutorial has it, no space behind "Host:".
    return "GET " + path + " HTTP/1.1\r\nHost:" + host.toLatin1() + "\r\nConnection: close\r\n\r\n";
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
        end.send(request());
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
    const qsizetype split = m_response.indexOf("\r\n\r\n");
    if (split < 0) {
        m_session->fail({u"recv: %1 bytes came and no empty line among them: this is not HTTP."_s.arg(
            m_response.size())});
        return;
    }
    const QByteArray header = m_response.first(split);
    const QByteArray body = m_response.mid(split + 4);
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
    const qint64 announced = contentLength(header);
    if (announced >= 0 && announced != body.size()) {
        m_session->fail({u"recv: Content-Length says %1 bytes, %2 came: the page is not whole."_s.arg(
            QString::number(announced), QString::number(body.size()))});
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
