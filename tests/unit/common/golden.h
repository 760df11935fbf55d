// SPDX-License-Identifier: MIT
#pragma once

#include "common/protocol/messages.h"
#include "common/wire/frame.h"

#include <QDir>
#include <QFile>

#include <vector>

/// The golden files: one per message type, each line a payload exactly as the encoder writes it. The first
/// line of each holds every field of the type.
namespace golden {

inline QByteArray fixture(const QString &path)
{
    QFile file(QStringLiteral(MINIQQ_FIXTURES "/") + path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(file.fileName()));
    return file.readAll();
}

/// Types that have a file, in alphabetical order.
inline QStringList types()
{
    QStringList names = QDir(QStringLiteral(MINIQQ_FIXTURES "/golden"))
                            .entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
    for (QString &name : names)
        name.chop(5);
    return names;
}

inline std::vector<QByteArray> payloads(const QString &type)
{
    std::vector<QByteArray> lines;
    for (const QByteArray &line :
         fixture(QStringLiteral("golden/") + type + QStringLiteral(".json")).split('\n'))
        if (!line.isEmpty())
            lines.push_back(line);
    return lines;
}

template<class Message, size_t I = 0>
void appendTypes(QStringList &names)
{
    if constexpr (I < std::variant_size_v<Message>) {
        const std::string_view type = std::variant_alternative_t<I, Message>::type;
        names.append(QString::fromLatin1(type.data(), qsizetype(type.size())));
        appendTypes<Message, I + 1>(names);
    }
}

inline QByteArray framed(const QByteArray &payload)
{
    QByteArray frame;
    miniqq::wire::appendFrame(frame, payload);
    return frame;
}

/// The first golden message of a type as a frame.
inline QByteArray frameOf(const char *type)
{
    return framed(payloads(QString::fromLatin1(type)).front());
}

} // namespace golden
