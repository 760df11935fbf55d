// SPDX-License-Identifier: MIT
#include "app/lab/core/services/httpconversation.h"

namespace miniqq::lab {

using namespace Qt::Literals::StringLiterals;

void HttpConversation::receive(const QByteArray &bytes)
{
    Q_EMIT printed(bytes);
    m_request += bytes;
    if (settings().asPrinted || m_request.contains("\r\n\r\n"))
        answer();
    else if (bytes.isEmpty())
        finish(tr("it left before its request was complete"));
    else if (m_request.size() > maxHeader)
        respond("431 Request Header Fields Too Large", u"Too long"_s, true);
}

void HttpConversation::answer()
{
    const QString page = u"MiniQQ 网络实验室: HTTP 只是文本 / HTTP is just text"_s;
    if (settings().asPrinted) {
        respond("200 OK", page, true);
        return;
    }
    const QByteArrayList words = m_request.first(m_request.indexOf("\r\n")).split(' ');
    if (words.size() != 3 || !words[2].startsWith("HTTP/1.") || !words[1].startsWith('/'))
        respond("400 Bad Request", u"Bad request"_s, true);
    else if (words[0] != "GET" && words[0] != "HEAD")
        respond("405 Method Not Allowed\r\nAllow: GET, HEAD", u"GET only"_s, true);
    else if (words[1] != "/" && words[1] != "/index.html")
        respond("404 Not Found", u"Not found"_s, words[0] == "GET");
    else
        respond("200 OK", page, words[0] == "GET");
}

void HttpConversation::respond(const char *status, const QString &text, bool withBody)
{
    const char *charset =
        settings().encoding == Encoding::Latin1 ? "iso-8859-1" : encodingName(settings().encoding);
    const QString html = u"<!DOCTYPE html>\n<html><head><meta charset=\"%1\"><title>MiniQQ</title></head>\n"
                         "<body><h1>%2</h1></body></html>\n"_s.arg(QLatin1String(charset), text);
    QByteArray body;
    for (const QChar c : html) { // what the encoding lacks is written as HTML's own escape
        const Result<QByteArray> bytes = encodeStrict(settings().encoding, QString(c));
        body += bytes ? *bytes : "&#" + QByteArray::number(c.unicode()) + ';';
    }
    QByteArray response =
        QByteArray("HTTP/1.1 ") + status + "\r\nContent-Type: text/html; charset=" + charset +
        "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\nConnection: close\r\n\r\n";
    if (withBody)
        response += body;
    send(response);
    finish();
}

} // namespace miniqq::lab
