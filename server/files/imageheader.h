// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/result.h"
#include "common/protocol/attachment.h"

#include <QByteArray>

#include <functional>

namespace miniqq::server {

struct ImageInfo
{
    protocol::ImageFormat format = protocol::ImageFormat::None;
    int width = 0; ///< pixels
    int height = 0;
    int frames = 0;
};

/// How large a picture may be, and of which format it has to be.
struct ImageCaps
{
    protocol::ImageFormat format = protocol::ImageFormat::None;
    int side = 0;
    qint64 pixels = 0;
    int frames = 0;
};

/// Reads exactly `size` bytes at `offset` to `to`; false if that fails.
using ReadAt = std::function<bool(qint64 offset, char *to, qsizetype size)>;

/// Walks through the structure of a picture of `size` bytes without decoding anything: of the format that the
/// caps name, complete to its end mark, with nothing behind it but in a JPEG, and within the caps. The error
/// says what is wrong, in English for people. Knows PNG (ISO/IEC 15948; animated, too), JPEG (ITU-T T.81) and
/// GIF (89a), and no other on purpose. Memory: one window of 64 KiB.
Result<ImageInfo, QByteArray> readImageHeader(qint64 size, const ReadAt &read, const ImageCaps &caps);

} // namespace miniqq::server
