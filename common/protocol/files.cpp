// SPDX-License-Identifier: MIT
#include "common/protocol/files.h"

#include "common/protocol/jsonreader.h"
#include "common/protocol/jsonwriter.h"

namespace miniqq::protocol {

void FileOffer::toJson(JsonWriter &out) const
{
    out.uuid("uuid", uuid);
    out.string("name", name);
    out.integer("size", size);
    writeSha256(out, "sha256", sha256);
    out.string("kind", fileKindText(kind));
    if (format != ImageFormat::None)
        out.string("format", imageFormatText(format));
}

FileOffer FileOffer::fromJson(ObjectReader &in)
{
    FileOffer m;
    m.uuid = in.uuid("uuid");
    m.name = in.text("name", offeredFileName);
    m.size = in.integer("size");
    m.sha256 = readSha256(in, "sha256");
    m.kind = readFileKind(in, "kind");
    m.format = readImageFormat(in, "format");
    const bool isPicture = m.kind != FileKind::File;
    if (isPicture && m.format == ImageFormat::None)
        in.fail("format", "missing");
    else if (!isPicture && m.format != ImageFormat::None)
        in.fail("format", "is for pictures only");
    return m;
}

void FileGet::toJson(JsonWriter &out) const
{
    if (file)
        out.uuid("file", *file);
    if (account)
        out.string("account", *account);
    out.integer("offset", offset);
}

FileGet FileGet::fromJson(ObjectReader &in)
{
    FileGet m;
    if (in.has("account"))
        m.account = in.account("account");
    if (in.has("file") || !m.account)
        m.file = in.uuid("file");
    if (m.file && m.account)
        in.fail("account", "must not be given together with file");
    m.offset = in.optionalInteger("offset").value_or(0);
    return m;
}

void FileBegin::toJson(JsonWriter &out) const
{
    out.uuid("transfer", transfer);
    out.integer("offset", offset);
    writeAttachment(out, about);
}

FileBegin FileBegin::fromJson(ObjectReader &in)
{
    FileBegin m;
    m.transfer = in.uuid("transfer");
    m.offset = in.integer("offset");
    m.about = readAttachment(in);
    return m;
}

void FileProgress::toJson(JsonWriter &out) const
{
    out.uuid("transfer", transfer);
    out.integer("offset", offset);
}

FileProgress FileProgress::fromJson(ObjectReader &in)
{
    FileProgress m;
    m.transfer = in.uuid("transfer");
    m.offset = in.integer("offset");
    return m;
}

void FileStored::toJson(JsonWriter &out) const
{
    if (transfer)
        out.uuid("transfer", *transfer);
    writeAttachment(out, about);
}

FileStored FileStored::fromJson(ObjectReader &in)
{
    FileStored m;
    if (in.has("transfer"))
        m.transfer = in.uuid("transfer");
    m.about = readAttachment(in);
    return m;
}

void FileCancel::toJson(JsonWriter &out) const
{
    out.uuid("transfer", transfer);
}

FileCancel FileCancel::fromJson(ObjectReader &in)
{
    return {in.uuid("transfer")};
}

void FileEnded::toJson(JsonWriter &out) const
{
    out.uuid("transfer", transfer);
    out.string("code", errorCodeText(code));
    out.string("message", message);
}

FileEnded FileEnded::fromJson(ObjectReader &in)
{
    FileEnded m;
    m.transfer = in.uuid("transfer");
    m.code = errorCodeFromText(in.text("code", word)).value_or(ErrorCode::StorageFailed);
    m.message = in.text("message", explanation);
    return m;
}

void AvatarSet::toJson(JsonWriter &out) const
{
    if (file)
        out.uuid("file", *file);
}

AvatarSet AvatarSet::fromJson(ObjectReader &in)
{
    return {in.has("file") ? std::optional(in.uuid("file")) : std::nullopt};
}

void AvatarAck::toJson(JsonWriter &out) const
{
    if (sha256)
        writeSha256(out, "sha256", *sha256);
}

AvatarAck AvatarAck::fromJson(ObjectReader &in)
{
    return {readOptionalSha256(in, "sha256")};
}

} // namespace miniqq::protocol
