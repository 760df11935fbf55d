// SPDX-License-Identifier: MIT
#include "app/lab/workbench/httpbench.h"

#include "app/lab/core/hostlookup.h"
#include "app/lab/workbench/fieldtext.h"
#include "common/base/pooltask.h"

#include <QSaveFile>

#include <cerrno>

namespace miniqq::lab {

HttpBench::HttpBench(SocketContext &context, QObject *parent)
    : QObject(parent)
    , m_context(context)
{}

HttpBench::~HttpBench() = default;

NativeSocket *HttpBench::socket() const
{
    return m_client && m_client->isConnected() ? &m_client->end().socket() : nullptr;
}

std::optional<Complaint> HttpBench::get(const QString &text)
{
    const auto url = httpUrl(text.trimmed());
    if (!url)
        return Complaint{Field::Url, url.error().text};
    const auto host = fieldtext::host(url->host());
    if (!host)
        return Complaint{Field::Url, host.error().text};
    stop();
    m_request = httpRequest(*url);
    m_received.clear();
    m_response.reset();
    m_receives = 0;
    m_running = true;
    Q_EMIT changed();
    const auto port = quint16(url->port(80));
    lookUpHost(*host, port, this, [this, attempt = ++m_attempt](const Result<SocketName> &name) {
        if (attempt != m_attempt || !m_running)
            return;
        if (!name) {
            fail({Field::Url, name.error().text});
            return;
        }
        m_client = std::make_unique<StreamClient>(m_context, receiveSize);
        connect(m_client.get(), &StreamClient::connected, this, &HttpBench::onConnected);
        connect(m_client.get(), &StreamClient::failed, this, [this](const Failure &failure) {
            fail({Field::Url, failure.toText()});
        });
        m_client->dial(*name);
    });
    return std::nullopt;
}

void HttpBench::onConnected()
{
    StreamEnd &end = m_client->end();
    connect(&end, &StreamEnd::received, this, &HttpBench::take);
    connect(&end, &StreamEnd::broken, this, [this](const Failure &failure) {
        fail({Field::Url, failure.toText()});
    });
    end.setReading(true);
    end.send(m_request);
}

void HttpBench::take(const QByteArray &bytes)
{
    if (bytes.isEmpty()) {
        finish();
        return;
    }
    ++m_receives;
    m_received += bytes;
    if (m_received.size() > maxResponse)
        fail({Field::Url, tr("More than 16 MiB came; this is a lesson, not a downloader.")});
}

void HttpBench::finish()
{
    m_response = splitResponse(m_received);
    const qsizetype size = m_received.size();
    m_received.clear();
    if (!m_response) {
        fail({Field::Url, tr("%1 bytes came and no empty line among them: this is not HTTP.").arg(size)});
        return;
    }
    drop();
    Q_EMIT changed();
    if (!m_response->isWhole()) {
        Q_EMIT complained({Field::Url, tr("Content-Length says %1 bytes, %2 came: the page is not whole.")
                                           .arg(m_response->announced)
                                           .arg(m_response->body.size())});
    }
}

void HttpBench::fail(const Complaint &complaint)
{
    drop();
    m_received.clear();
    Q_EMIT changed();
    Q_EMIT complained(complaint);
}

void HttpBench::drop()
{
    m_running = false;
    ++m_attempt;
    if (!m_client)
        return;
    m_client->disconnect(this);
    if (m_client->isConnected())
        m_client->end().disconnect(this);
    m_client->close();
    m_client.release()->deleteLater(); // one of its signals may have brought us here
}

void HttpBench::stop()
{
    if (!m_running)
        return;
    drop();
    m_received.clear();
    Q_EMIT changed();
}

QString HttpBench::bodyText() const
{
    constexpr qsizetype shown = 64 * 1024;
    return m_response ? QString::fromUtf8(m_response->body.first(qMin(m_response->body.size(), shown)))
                      : QString();
}

void HttpBench::save(const QString &file)
{
    if (!m_response) {
        Q_EMIT complained({Field::File, tr("There is nothing to save yet. Get a page first.")});
        return;
    }
    if (file.trimmed().isEmpty()) {
        Q_EMIT complained({Field::File, tr("Name a file to save to.")});
        return;
    }
    const auto write = [file, body = m_response->body]() -> std::optional<Failure> {
        QSaveFile out(file); // an older file stays until this one is whole
        errno = 0;
        if (!out.open(QIODevice::WriteOnly))
            return Failure{"open", errno != 0 ? errno : EACCES, file};
        errno = 0;
        if (out.write(body) != body.size() || !out.commit())
            return Failure{"write", errno != 0 ? errno : ENOSPC, file};
        return std::nullopt;
    };
    onPool(this, write, [this, file, size = m_response->body.size()](const std::optional<Failure> &failure) {
        if (failure)
            Q_EMIT complained({Field::File, failure->toText()});
        else
            Q_EMIT saved(file, size);
    });
}

} // namespace miniqq::lab
