// SPDX-License-Identifier: MIT
#include "server/ctl/ctlclient.h"

#include "common/wire/framedecoder.h"
#include "server/core/commandline.h"
#include "server/ctl/ctlcommands.h"
#include "server/ctl/ctlsocket.h"

#include <QFileInfo>

#include <cerrno>

namespace miniqq::server {

namespace {

using namespace Qt::Literals::StringLiterals;

bool sendAll(int fd, const QByteArray &bytes)
{
    for (qsizetype sent = 0; sent < bytes.size();) {
        const ssize_t size = ::send(fd, bytes.constData() + sent, size_t(bytes.size() - sent), MSG_NOSIGNAL);
        if (size < 0 && errno == EINTR)
            continue;
        if (size < 0)
            return false;
        sent += size;
    }
    return true;
}

Result<protocol::ControlReply> receive(int fd)
{
    wire::FrameDecoder decoder(protocol::ControlReply::maxPayload);
    for (;;) {
        char bytes[16 * 1024];
        const ssize_t size = ::recv(fd, bytes, sizeof bytes, 0);
        if (size < 0 && errno == EINTR)
            continue;
        if (size <= 0)
            return Error{u"The server ended before it answered."_s};
        decoder.feed(QByteArrayView(bytes, size));
        const auto status = decoder.next();
        if (status == wire::FrameDecoder::Status::Frame)
            return protocol::decodeControlReply(decoder.payload());
        if (status != wire::FrameDecoder::Status::NeedMore)
            return Error{u"The server's answer is not understood; is it another version?"_s};
    }
}

Result<protocol::ControlReply> ask(const CtlCommandLine::Ask &what)
{
    const Result<CtlAddress> address = CtlAddress::of(what.dataDir);
    if (!address)
        return address.error();
    const Result<net::Descriptor> server = connectTo(*address);
    if (!server)
        return server.error();
    if (!sendAll(server->get(), protocol::encodeControl(what.request)))
        return Error{u"The server ended before it was asked."_s};
    const Result<protocol::ControlReply> reply = receive(server->get());
    if (!reply || !reply->ok || what.request.command != "backup")
        return reply;
    const QString file = QString::fromUtf8(what.request.arguments.front());
    if (QFileInfo::exists(file))
        return reply;
    // A service may have another /tmp than we.
    return Error{
        u"The server has written %1, but where you look there is no such file: it has folders of its "
        "own. Name one that you both see, as its data folder."_s.arg(file)};
}

} // namespace

std::optional<int> runCtl(const QStringList &arguments)
{
    if (arguments.value(1) != u"ctl")
        return std::nullopt;
    const QString program = QFileInfo(arguments.value(0)).fileName();
    const CtlCommandLine::Outcome outcome = CtlCommandLine::parse(arguments);
    if (const auto *text = std::get_if<CtlCommandLine::Print>(&outcome)) {
        printNow(stdout, text->text);
        return 0;
    }
    if (const auto *refusal = std::get_if<CtlCommandLine::Refuse>(&outcome)) {
        printNow(stderr, refusal->text + u'\n');
        return refusal->status;
    }
    const Result<protocol::ControlReply> reply = ask(std::get<CtlCommandLine::Ask>(outcome));
    if (!reply || !reply->ok) {
        const QString text = reply ? QString::fromUtf8(reply->output) : reply.error().text;
        printNow(stderr, program + u": " + text + u'\n');
        return 1;
    }
    printNow(stdout, QString::fromUtf8(reply->output) + u'\n');
    return 0;
}

} // namespace miniqq::server
