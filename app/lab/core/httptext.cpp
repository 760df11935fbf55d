// SPDX-License-Identifier: MIT
#include "app/lab/core/httptext.h"

#include <QCoreApplication>

namespace miniqq::lab {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(miniqq::lab::HttpText)
};

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

Result<QUrl> httpUrl(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || url.scheme() != u"http" || url.port() == 0)
        return Error{Words::tr("URL must be like http://127.0.0.1:8000/, not %1.").arg(text)};
    if (!url.userInfo().isEmpty()) {
        return Error{
            Words::tr("a URL with a user's name is not for this: it would cross the wire readable.")};
    }
    return url;
}

QByteArray httpRequest(const QUrl &url)
{
    QByteArray path = url.path(QUrl::FullyEncoded).toLatin1();
    if (path.isEmpty())
        path = "/";
    if (url.hasQuery())
        path += '?' + url.query(QUrl::FullyEncoded).toLatin1();
    QString host = url.host(QUrl::FullyEncoded);
    if (host.contains(u':'))
        host = u'[' + host + u']';
    if (url.port() != -1)
        host += u':' + QString::number(url.port());
    return "GET " + path + " HTTP/1.1\r\nHost:" + host.toLatin1() + "\r\nConnection: close\r\n\r\n";
}

std::optional<HttpResponse> splitResponse(const QByteArray &bytes)
{
    const qsizetype split = bytes.indexOf("\r\n\r\n");
    if (split < 0)
        return std::nullopt;
    const QByteArray header = bytes.first(split);
    return HttpResponse{header, bytes.mid(split + 4), contentLength(header)};
}

} // namespace miniqq::lab
