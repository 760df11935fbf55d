// SPDX-License-Identifier: MIT
#include "app/lab/cli/inputlines.h"

#include <cerrno>
#include <unistd.h>

namespace miniqq::lab {
namespace {

/// The bytes of UTF-8 that no character begins with.
bool isInsideCharacter(char c)
{
    return (static_cast<unsigned char>(c) & 0xc0) == 0x80;
}

} // namespace

std::optional<Failure> InputLines::open(const QString &file)
{
    int fd = STDIN_FILENO;
    if (!file.isEmpty()) {
        m_file.setFileName(file);
        errno = 0;
        if (!m_file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
            return Failure{"open", errno != 0 ? errno : EISDIR, file};
        fd = m_file.handle();
    }
    m_notifier = std::make_unique<QSocketNotifier>(fd, QSocketNotifier::Read);
    m_notifier->setEnabled(false);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &InputLines::read);
    return std::nullopt;
}

void InputLines::request()
{
    ++m_wanted;
    QMetaObject::invokeMethod(this, &InputLines::answer, Qt::QueuedConnection);
}

void InputLines::read()
{
    char bytes[4096];
    const ssize_t count =
        ::read(int(m_notifier->socket()), bytes, sizeof bytes); // ready, so it does not wait
    if (count > 0)
        m_buffer.append(bytes, qsizetype(count));
    else if (count == 0 || (errno != EAGAIN && errno != EINTR))
        m_atEnd = true;
    answer();
}

void InputLines::answer()
{
    while (m_wanted > 0) {
        const qsizetype newline = m_buffer.indexOf('\n');
        if (newline < 0 && !m_atEnd && m_buffer.size() <= maxLine)
            break;
        --m_wanted;
        if (m_buffer.isEmpty()) {
            Q_EMIT ended();
            continue;
        }
        qsizetype length = newline >= 0 ? newline : m_buffer.size();
        if (length > maxLine) {
            length = maxLine;
            while (length > 0 && isInsideCharacter(m_buffer[length]))
                --length;
        }
        const QByteArray text = m_buffer.first(length);
        m_buffer.remove(0, length == newline ? length + 1 : length);
        Q_EMIT line(QString::fromUtf8(text));
    }
    m_notifier->setEnabled(m_wanted > 0 && !m_atEnd);
}

} // namespace miniqq::lab
