// SPDX-License-Identifier: MIT
#include "server/files/imageheader.h"

#include <QtEndian>

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>

namespace miniqq::server {
namespace {

using protocol::ImageFormat;

constexpr int maxParts = 200'000; // chunks of a PNG, segments of a JPEG: no picture has so many
const QByteArray endsEarly = "the picture ends too early";
const QByteArray goesOn = "something stands behind the end of the picture";
const QByteArray damagedPng = "this PNG picture is damaged";

/// Reads forwards through a window. Behind the end, or after a failed read, everything is 0 and isEnd() is
/// true.
class Cursor
{
public:
    Cursor(qint64 size, const ReadAt &read)
        : m_size(size)
        , m_read(read)
    {}

    quint8 byte()
    {
        if (m_at >= m_windowEnd && !fill())
            return 0;
        return quint8(m_window[size_t(m_at++ - m_windowBegin)]);
    }
    template<size_t count>
    std::array<quint8, count> bytes()
    {
        std::array<quint8, count> out{};
        for (quint8 &b : out)
            b = byte();
        return out;
    }
    quint32 big32()
    {
        const auto b = bytes<4>();
        return qFromBigEndian<quint32>(b.data());
    }
    int big16()
    {
        const auto b = bytes<2>();
        return qFromBigEndian<quint16>(b.data());
    }
    int little16()
    {
        const auto b = bytes<2>();
        return qFromLittleEndian<quint16>(b.data());
    }
    void skip(qint64 count)
    {
        if (count > m_size - m_at) {
            m_at = m_size;
            m_end = true;
        } else {
            m_at += count;
        }
    }
    bool isEnd() const { return m_end; } ///< more was asked for than there is
    bool isAllRead() const { return !m_end && m_at == m_size; }

private:
    bool fill()
    {
        if (m_end || m_at >= m_size) {
            m_end = true;
            return false;
        }
        const qsizetype count = qsizetype(std::min(qint64(m_window.size()), m_size - m_at));
        m_end = !m_read(m_at, m_window.data(), count);
        m_windowBegin = m_at;
        m_windowEnd = m_at + count;
        return !m_end;
    }

    const qint64 m_size;
    const ReadAt &m_read;
    std::vector<char> m_window = std::vector<char>(64 * 1024);
    qint64 m_at = 0;
    qint64 m_windowBegin = 0;
    qint64 m_windowEnd = 0;
    bool m_end = false;
};

QByteArray violation(const ImageInfo &image, const ImageCaps &caps)
{
    if (image.width < 1 || image.height < 1)
        return "the picture has no area";
    if (image.width > caps.side || image.height > caps.side ||
        qint64(image.width) * image.height > caps.pixels)
        return "the picture is larger than " + QByteArray::number(caps.side) +
               " pixels along a side, or than " + QByteArray::number(caps.pixels) + " in all";
    if (image.frames > caps.frames)
        return "the picture has more than " + QByteArray::number(caps.frames) + " frames";
    return {};
}

Result<ImageInfo, QByteArray> readPng(Cursor &in, const ImageCaps &caps)
{
    constexpr std::array<quint8, 8> signature{0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    if (in.bytes<8>() != signature)
        return QByteArray("this is no PNG picture");
    ImageInfo image{ImageFormat::Png, 0, 0, 1};
    int animated = 0;
    std::optional<quint32> promised; // frames, by acTL
    bool hasData = false;
    for (int part = 0; part < maxParts; ++part) {
        const qint64 length = in.big32();
        const auto type = in.bytes<4>();
        if (in.isEnd() || length > 0x7fffffff)
            return endsEarly;
        const auto is = [&type](const char *name) { return std::memcmp(type.data(), name, 4) == 0; };
        if (part == 0) {
            if (!is("IHDR") || length != 13)
                return QByteArray("this PNG picture does not begin with its size");
            const quint32 width = in.big32(), height = in.big32();
            image.width = int(std::min(width, quint32(0x7fffffff)));
            image.height = int(std::min(height, quint32(0x7fffffff)));
            if (const QByteArray wrong = violation(image, caps); !wrong.isEmpty())
                return wrong;
            in.skip(5 + 4);
            continue;
        }
        qint64 left = length + 4; // and its checksum
        if (is("fcTL"))
            image.frames = std::max(image.frames, ++animated);
        if (is("acTL")) {
            if (length != 8 || promised)
                return damagedPng;
            // What it promises counts, too: there are readers that make room for it.
            promised = in.big32();
            image.frames = std::max(image.frames, int(std::min(*promised, quint32(0x7fffffff))));
            left -= 4;
        }
        if (image.frames > caps.frames)
            return violation(image, caps);
        hasData = hasData || is("IDAT");
        const bool isLast = is("IEND");
        in.skip(left);
        if (in.isEnd())
            return endsEarly;
        if (!isLast)
            continue;
        if (!hasData)
            return endsEarly;
        if (promised && *promised != quint32(animated))
            return damagedPng;
        return in.isAllRead() ? Result<ImageInfo, QByteArray>(image) : goesOn;
    }
    return QByteArray("the picture has too many parts");
}

/// To behind the empty block that ends a row of them; an image's pixels, or a comment.
void skipGifBlocks(Cursor &in)
{
    for (int size = in.byte(); size > 0 && !in.isEnd(); size = in.byte())
        in.skip(size);
}

Result<ImageInfo, QByteArray> readGif(Cursor &in, const ImageCaps &caps)
{
    const auto head = in.bytes<6>();
    if (std::memcmp(head.data(), "GIF87a", 6) != 0 && std::memcmp(head.data(), "GIF89a", 6) != 0)
        return QByteArray("this is no GIF picture");
    const auto skipTable = [&in](quint8 flags) {
        if (flags & 0x80)
            in.skip(3LL << ((flags & 7) + 1));
    };
    ImageInfo image{ImageFormat::Gif, in.little16(), 0, 0};
    image.height = in.little16();
    const quint8 flags = in.byte();
    in.skip(2);
    skipTable(flags);
    if (const QByteArray wrong = violation(image, caps); !wrong.isEmpty())
        return in.isEnd() ? endsEarly : wrong;
    while (!in.isEnd()) {
        switch (in.byte()) {
        case 0x21: // extension
            in.skip(1);
            skipGifBlocks(in);
            break;
        case 0x2c: { // image
            ImageInfo frame = image;
            const int left = in.little16(), top = in.little16();
            frame.width = std::max(image.width, left + in.little16());
            frame.height = std::max(image.height, top + in.little16());
            frame.frames = ++image.frames;
            if (const QByteArray wrong = violation(frame, caps); !wrong.isEmpty())
                return wrong;
            skipTable(in.byte());
            in.skip(1);
            skipGifBlocks(in);
            break;
        }
        case 0x3b: // the end
            if (in.isEnd() || image.frames == 0)
                return endsEarly;
            return in.isAllRead() ? Result<ImageInfo, QByteArray>(image) : goesOn;
        default:
            return in.isEnd() ? endsEarly : QByteArray("this GIF picture is damaged");
        }
    }
    return endsEarly;
}

/// The next marker, behind whatever pixels come before it; 0 at the end.
quint8 nextJpegMarker(Cursor &in, bool inScan)
{
    while (!in.isEnd()) {
        quint8 b = in.byte();
        if (b != 0xff) {
            if (!inScan)
                return 0;
            continue;
        }
        while (b == 0xff && !in.isEnd())
            b = in.byte();
        const bool isPixels = b == 0x00 || (b >= 0xd0 && b <= 0xd7); // a stuffed byte, a restart
        if (isPixels && inScan)
            continue;
        return in.isEnd() ? 0 : b;
    }
    return 0;
}

Result<ImageInfo, QByteArray> readJpeg(Cursor &in, const ImageCaps &caps)
{
    if (in.big16() != 0xffd8)
        return QByteArray("this is no JPEG picture");
    ImageInfo image{ImageFormat::Jpeg, 0, 0, 1};
    bool inScan = false;
    for (int part = 0; part < maxParts; ++part) {
        const quint8 marker = nextJpegMarker(in, inScan);
        if (marker == 0)
            return in.isEnd() ? endsEarly : QByteArray("this JPEG picture is damaged");
        if (marker == 0xd9) // more may follow: cameras put a second picture or a film there
            return inScan ? Result<ImageInfo, QByteArray>(image) : endsEarly;
        const int length = in.big16();
        if (in.isEnd() || length < 2)
            return endsEarly;
        const bool isFrame =
            marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
        if (isFrame) {
            if (length < 8 || image.width > 0)
                return QByteArray("this JPEG picture is damaged");
            in.skip(1);
            image.height = in.big16();
            image.width = in.big16();
            if (const QByteArray wrong = violation(image, caps); !wrong.isEmpty())
                return in.isEnd() ? endsEarly : wrong;
            in.skip(length - 7);
        } else {
            in.skip(length - 2);
        }
        inScan = inScan || marker == 0xda;
        if (inScan && image.width == 0)
            return QByteArray("this JPEG picture does not say its size");
    }
    return QByteArray("the picture has too many parts");
}

} // namespace

Result<ImageInfo, QByteArray> readImageHeader(qint64 size, const ReadAt &read, const ImageCaps &caps)
{
    Cursor in(size, read);
    switch (caps.format) {
    case ImageFormat::Png:
        return readPng(in, caps);
    case ImageFormat::Jpeg:
        return readJpeg(in, caps);
    case ImageFormat::Gif:
        return readGif(in, caps);
    case ImageFormat::None:
        break;
    }
    return QByteArray("only PNG, JPEG and GIF pictures are shown");
}

} // namespace miniqq::server
