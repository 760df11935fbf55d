// SPDX-License-Identifier: MIT
#include "server/ctl/ctlconnection.h"

#include <cerrno>
#include <sys/socket.h>
#include <utility>

namespace miniqq::server {

CtlConnection::CtlConnection(net::Descriptor fd, Handler handler, const Times &times, QObject *parent)
    : QObject(parent)
    , m_fd(std::move(fd))
    , m_handler(std::move(handler))
    , m_times(times)
    , m_decoder(protocol::ControlRequest::maxPayload)
    , m_readable(m_fd.get(), QSocketNotifier::Read)
    , m_writable(m_fd.get(), QSocketNotifier::Write)
{
    m_writable.setEnabled(false);
    connect(&m_readable, &QSocketNotifier::activated, this, &CtlConnection::readSome);
    connect(&m_writable, &QSocketNotifier::activated, this, &CtlConnection::writeSome);
    m_deadline.start(m_times.requestMs, this);
}

void CtlConnection::readSome()
{
    char bytes[4096];
    const ssize_t size = ::recv(m_fd.get(), bytes, sizeof bytes, 0);
    if (size < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    // Nothing follows a request: who says more is as gone as who closed.
    if (size <= 0 || m_asked) {
        end();
        return;
    }
    m_decoder.feed(QByteArrayView(bytes, size));
    switch (m_decoder.next()) {
    case wire::FrameDecoder::Status::NeedMore:
        break;
    case wire::FrameDecoder::Status::Frame:
        take(m_decoder.payload());
        break;
    case wire::FrameDecoder::Status::TooShort:
    case wire::FrameDecoder::Status::TooLong:
        end();
        break;
    }
}

void CtlConnection::take(QByteArrayView payload)
{
    m_asked = true;
    m_deadline.stop(); // a backup takes as long as it takes
    const auto request = protocol::decodeControlRequest(payload);
    if (request)
        m_handler(*this, *request);
    else
        answer({false, "The request was not understood: " + request.error().text.toUtf8() +
                           ". Does the server have the same version?"});
}

void CtlConnection::answer(const protocol::ControlReply &reply)
{
    if (!m_fd.isValid() || !m_out.isEmpty())
        return;
    m_out = protocol::encodeControl(reply);
    m_deadline.start(m_times.answerMs, this);
    writeSome();
}

void CtlConnection::writeSome()
{
    while (m_written < m_out.size()) {
        const ssize_t size =
            ::send(m_fd.get(), m_out.constData() + m_written, size_t(m_out.size() - m_written), MSG_NOSIGNAL);
        if (size < 0 && errno == EINTR)
            continue;
        if (size < 0 && errno == EAGAIN) {
            m_writable.setEnabled(true);
            return;
        }
        if (size < 0)
            break;
        m_written += size;
    }
    end();
}

void CtlConnection::timerEvent(QTimerEvent *)
{
    end();
}

void CtlConnection::end()
{
    if (!m_fd.isValid())
        return;
    m_deadline.stop();
    m_readable.setEnabled(false);
    m_writable.setEnabled(false);
    m_fd.reset();
    Q_EMIT ended();
}

} // namespace miniqq::server
