// SPDX-License-Identifier: MIT
#include "app/lab/address/systemfile.h"

#include <QFile>

namespace miniqq::lab {

QByteArray readSystemFile(const QString &path)
{
    constexpr qint64 piece = 64 << 10; // /proc/sys refuses reads of megabytes
    constexpr qsizetype most = 16 << 20;
    QFile file(path);
    QByteArray content;
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return content;
    while (content.size() < most) {
        const QByteArray next = file.read(piece);
        if (next.isEmpty())
            break;
        content += next;
    }
    return content;
}

} // namespace miniqq::lab
