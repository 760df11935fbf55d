// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/uuid.h"

#include <QByteArray>

#include <optional>

namespace miniqq::protocol {

class JsonWriter;
class ObjectReader;

/// What a file is meant to be. The numbers are those of the server's store.
enum class FileKind : quint8 {
    File = 0,   ///< anything
    Image = 1,  ///< a picture that the server has looked at: shown in a conversation
    Avatar = 2, ///< the same, small: a person's picture. Cannot stand in a message
};
/// The formats a picture may have. The numbers are those of the server's store.
enum class ImageFormat : quint8 { None = 0, Png = 1, Jpeg = 2, Gif = 3 };

/// A file as those see it who may fetch it.
struct Attachment
{
    Uuid file;         ///< the server's name for it, which nobody can guess
    QByteArray name;   ///< as its owner calls it, made safe (filename.h)
    qint64 size = 0;   ///< bytes
    QByteArray sha256; ///< 32 bytes
    FileKind kind = FileKind::File;
    ImageFormat format = ImageFormat::None; ///< pictures
    int width = 0;                          ///< pictures, pixels
    int height = 0;

    friend bool operator==(const Attachment &, const Attachment &) = default;
};

/// The fields one by one, into an object that is open.
void writeAttachment(JsonWriter &out, const Attachment &attachment);
Attachment readAttachment(ObjectReader &in);

QByteArray fileKindText(FileKind kind);
FileKind readFileKind(ObjectReader &in, QByteArrayView key);
QByteArray imageFormatText(ImageFormat format);
/// None where the field is absent.
ImageFormat readImageFormat(ObjectReader &in, QByteArrayView key);

/// 32 bytes as 64 hexadecimal digits, written small, read in either case.
void writeSha256(JsonWriter &out, QByteArrayView key, const QByteArray &sha256);
QByteArray readSha256(ObjectReader &in, QByteArrayView key);
std::optional<QByteArray> readOptionalSha256(ObjectReader &in, QByteArrayView key);

} // namespace miniqq::protocol
