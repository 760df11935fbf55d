// SPDX-License-Identifier: MIT
#include "common/protocol/attachment.h"

#include "common/protocol/jsonreader.h"
#include "common/protocol/jsonwriter.h"

#include <algorithm>

namespace miniqq::protocol {
namespace {

constexpr int maxPixels = 1 << 16; // along one side, as the wire goes
constexpr TextRule sha256Text{64, 64, 64, false, true};

bool isHex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

} // namespace

void writeAttachment(JsonWriter &out, const Attachment &attachment)
{
    out.uuid("file", attachment.file);
    out.string("name", attachment.name);
    out.integer("size", attachment.size);
    writeSha256(out, "sha256", attachment.sha256);
    out.string("kind", fileKindText(attachment.kind));
    if (attachment.format == ImageFormat::None)
        return;
    out.string("format", imageFormatText(attachment.format));
    out.integer("width", attachment.width);
    out.integer("height", attachment.height);
}

Attachment readAttachment(ObjectReader &in)
{
    Attachment a;
    a.file = in.uuid("file");
    a.name = in.text("name", fileName);
    a.size = in.integer("size");
    a.sha256 = readSha256(in, "sha256");
    a.kind = readFileKind(in, "kind");
    a.format = readImageFormat(in, "format");
    a.width = int(in.optionalInteger("width", 0, maxPixels).value_or(0));
    a.height = int(in.optionalInteger("height", 0, maxPixels).value_or(0));
    return a;
}

QByteArray fileKindText(FileKind kind)
{
    switch (kind) {
    case FileKind::File:
        break;
    case FileKind::Image:
        return QByteArrayLiteral("image");
    case FileKind::Avatar:
        return QByteArrayLiteral("avatar");
    }
    return QByteArrayLiteral("file");
}

FileKind readFileKind(ObjectReader &in, QByteArrayView key)
{
    return FileKind(in.oneOf(key, {"file", "image", "avatar"}));
}

QByteArray imageFormatText(ImageFormat format)
{
    switch (format) {
    case ImageFormat::None:
        break;
    case ImageFormat::Png:
        return QByteArrayLiteral("png");
    case ImageFormat::Jpeg:
        return QByteArrayLiteral("jpeg");
    case ImageFormat::Gif:
        return QByteArrayLiteral("gif");
    }
    return {};
}

ImageFormat readImageFormat(ObjectReader &in, QByteArrayView key)
{
    return in.has(key) ? ImageFormat(1 + in.oneOf(key, {"png", "jpeg", "gif"})) : ImageFormat::None;
}

void writeSha256(JsonWriter &out, QByteArrayView key, const QByteArray &sha256)
{
    out.string(key, sha256.toHex());
}

QByteArray readSha256(ObjectReader &in, QByteArrayView key)
{
    const QByteArray text = in.text(key, sha256Text);
    if (in.error())
        return {};
    if (!std::all_of(text.begin(), text.end(), isHex))
        in.fail(key, "must be 64 hexadecimal digits");
    return QByteArray::fromHex(text);
}

std::optional<QByteArray> readOptionalSha256(ObjectReader &in, QByteArrayView key)
{
    return in.has(key) ? std::optional(readSha256(in, key)) : std::nullopt;
}

} // namespace miniqq::protocol
