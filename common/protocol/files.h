// SPDX-License-Identifier: MIT
#pragma once

#include "common/protocol/attachment.h"
#include "common/protocol/errorcode.h"

#include <optional>
#include <string_view>

namespace miniqq::protocol {

/// Named in hello and welcome by those who know what is below and filechunk.h. A session that did not say it
/// may send no chunks.
inline constexpr char filesFeature[] = "files";

/// Offers a file to the server, or goes on with an offer made before: the same uuid with the same content.
/// Answered by file.begin, by file.stored if the server has all of it, or by error.
struct FileOffer
{
    static constexpr std::string_view type = "file.offer";
    Uuid uuid; ///< its owner's name for it; unique among theirs
    QByteArray name;
    qint64 size = 0;
    QByteArray sha256; ///< 32 bytes
    FileKind kind = FileKind::File;
    ImageFormat format = ImageFormat::None; ///< given if and only if kind is a picture's

    void toJson(JsonWriter &out) const;
    static FileOffer fromJson(ObjectReader &in);
};

/// Asks for a file from `offset` on: by its name, or that which is somebody's avatar. Answered by file.begin,
/// or by error.
struct FileGet
{
    static constexpr std::string_view type = "file.get";
    std::optional<Uuid> file;
    std::optional<QByteArray> account; ///< whose avatar; one of the two is given
    qint64 offset = 0;

    void toJson(JsonWriter &out) const;
    static FileGet fromJson(ObjectReader &in);
};

/// Chunks may flow, from `offset` on, in the direction that was asked for.
struct FileBegin
{
    static constexpr std::string_view type = "file.begin";
    Uuid transfer; ///< its name in chunks; the server's choice
    qint64 offset = 0;
    Attachment about;

    void toJson(JsonWriter &out) const;
    static FileBegin fromJson(ObjectReader &in);
};

/// Either way, by whoever gets the chunks: everything up to `offset` has been taken, and room is free again
/// in the window.
struct FileProgress
{
    static constexpr std::string_view type = "file.progress";
    Uuid transfer;
    qint64 offset = 0;

    void toJson(JsonWriter &out) const;
    static FileProgress fromJson(ObjectReader &in);
};

/// All of an upload is on the server's disk, and is what was offered: it may be said in a message.
struct FileStored
{
    static constexpr std::string_view type = "file.stored";
    Attachment about;
    std::optional<Uuid> transfer = std::nullopt; ///< that ends with it; none where it was there already

    void toJson(JsonWriter &out) const;
    static FileStored fromJson(ObjectReader &in);
};

/// Ends a transfer of this session's. No answer; chunks of it may still be under way.
struct FileCancel
{
    static constexpr std::string_view type = "file.cancel";
    Uuid transfer;

    void toJson(JsonWriter &out) const;
    static FileCancel fromJson(ObjectReader &in);
};

/// A transfer came to nothing; the connection goes on.
struct FileEnded
{
    static constexpr std::string_view type = "file.ended";
    Uuid transfer;
    ErrorCode code = ErrorCode::NoFile;
    QByteArray message; ///< for people, English

    void toJson(JsonWriter &out) const;
    static FileEnded fromJson(ObjectReader &in);
};

/// Shows this account with a picture: a file of its own of kind avatar; none: without. Answered by
/// avatar.ack, or by error.
struct AvatarSet
{
    static constexpr std::string_view type = "avatar.set";
    std::optional<Uuid> file;

    void toJson(JsonWriter &out) const;
    static AvatarSet fromJson(ObjectReader &in);
};

struct AvatarAck
{
    static constexpr std::string_view type = "avatar.ack";
    std::optional<QByteArray> sha256; ///< as the directory shows it

    void toJson(JsonWriter &out) const;
    static AvatarAck fromJson(ObjectReader &in);
};

} // namespace miniqq::protocol
