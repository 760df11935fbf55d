// SPDX-License-Identifier: MIT
#include "server/store/seal.h"

#include <QCryptographicHash>
#include <QFile>

#include <algorithm>
#include <unistd.h>

namespace miniqq::server {
namespace {

constexpr char mark[] = "MiniQQ backup 1\n";
constexpr qint64 markBytes = sizeof mark - 1;
constexpr qint64 chunkBytes = 1024 * 1024;

/// Of the next `size` bytes; empty if they are not there, or nobody wants it any more.
QByteArray digestOf(QFile &file, qint64 size, const GoOn &goOn)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (qint64 left = size; left > 0;) {
        if (!goOn())
            return {};
        const QByteArray bytes = file.read(std::min(left, chunkBytes));
        if (bytes.isEmpty())
            return {};
        hash.addData(bytes);
        left -= bytes.size();
    }
    return hash.result();
}

} // namespace

Result<Done> sealFile(const QString &path, const GoOn &goOn)
{
    QFile file(path);
    bool done = file.open(QIODevice::ReadWrite);
    if (done) {
        const QByteArray seal = mark + digestOf(file, file.size(), goOn);
        done = seal.size() == sealBytes && file.seek(file.size()) && file.write(seal) == sealBytes &&
               file.flush() && ::fsync(file.handle()) == 0;
    }
    if (!done && !goOn())
        return notFinished(path);
    if (!done)
        return Error{QString(path + u" cannot be written: " + file.errorString())};
    return Done{};
}

Result<qint64> checkSeal(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{QString(path + u" cannot be read: " + file.errorString())};
    const qint64 size = file.size() - sealBytes;
    const QByteArray digest = size > 0 ? digestOf(file, size, [] { return true; }) : QByteArray();
    if (digest.isEmpty() || file.read(markBytes) != mark)
        return Error{QString(path + u" is no backup of a MiniQQ server, or its end is missing.")};
    if (file.read(sealBytes) != digest)
        return Error{QString(path + u" is damaged: it is not as it was when the backup was made.")};
    return size;
}

} // namespace miniqq::server
