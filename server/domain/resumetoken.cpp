// SPDX-License-Identifier: MIT
#include "server/domain/resumetoken.h"

#include <QCryptographicHash>
#include <QRandomGenerator>

#include <array>

namespace miniqq::server {

ResumeToken ResumeToken::make()
{
    std::array<quint32, 8> random;
    QRandomGenerator::system()->fillRange(random.data(), qsizetype(random.size()));
    const QByteArrayView bytes(reinterpret_cast<const char *>(random.data()), qsizetype(sizeof(random)));
    ResumeToken token;
    token.text = bytes.toByteArray().toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    token.sha256 = hashOf(token.text);
    return token;
}

QByteArray ResumeToken::hashOf(QByteArrayView text)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(text);
    return hash.result();
}

} // namespace miniqq::server
