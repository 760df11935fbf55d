// SPDX-License-Identifier: MIT
// What the fuzzers try of files.
#include "common/protocol/filechunk.h"
#include "common/protocol/filename.h"
#include "common/wire/frame.h"
#include "server/files/imageheader.h"
#include "tests/fuzz/fuzzbodies.h"
#include "tests/fuzz/promise.h"

#include <QString>
#include <QtEndian>

#include <cstring>

namespace miniqq::fuzz {
namespace {

bool isHarmless(char32_t c)
{
    const QChar::Category category = QChar::category(c);
    return category != QChar::Other_Control && category != QChar::Other_Format &&
           category != QChar::Other_Surrogate && c != 0x17b4 && c != 0x17b5 && (c < 0x180b || c > 0x180f) &&
           QStringView(u"/\\:<>\"|?*").indexOf(QChar::fromUcs4(c)) < 0;
}

void checkName(const QByteArray &name, int maxBytes)
{
    promise(!name.isEmpty() && name.size() <= maxBytes, "a name has a length that file systems take");
    const QString text = QString::fromUtf8(name);
    promise(text.toUtf8() == name, "a name is well-formed");
    for (const char32_t c : text.toUcs4())
        promise(isHarmless(c), "a name holds no separator and nothing invisible");
    promise(!text.startsWith(u'.') && !text.endsWith(u'.') && !text.startsWith(u' ') && !text.endsWith(u' '),
            "a name begins and ends with what is seen");
    const QString stem = text.section(u'.', 0, 0).trimmed().toUpper();
    for (const char *device : {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$"})
        promise(stem != QLatin1StringView(device), "a name is no device");
    promise(stem.size() != 4 ||
                !(stem.startsWith(QLatin1StringView("COM")) || stem.startsWith(QLatin1StringView("LPT"))) ||
                !QStringView(u"0123456789\u00b9\u00b2\u00b3").contains(stem.back()),
            "a name is no port");
}

} // namespace

void fileName(QByteArrayView input)
{
    for (const int maxBytes : {255, 40, 16}) {
        const QByteArray name = protocol::safeFileName(input, maxBytes);
        checkName(name, maxBytes);
        promise(protocol::safeFileName(name, maxBytes) == name, "a safe name stays as it is");
    }
}

void image(QByteArrayView input)
{
    if (input.isEmpty())
        return;
    const server::ImageCaps caps{protocol::ImageFormat(quint8(input.front()) % 4), 2'000, 1'000'000, 10};
    const QByteArrayView picture = input.sliced(1);
    const auto read = [picture](qint64 offset, char *to, qsizetype size) {
        promise(offset >= 0 && size > 0 && size <= picture.size() - offset, "only what is there is read");
        std::memcpy(to, picture.data() + offset, size_t(size));
        return true;
    };
    const auto seen = server::readImageHeader(picture.size(), read, caps);
    if (!seen) {
        promise(!seen.error().isEmpty(), "a refusal says why");
        return;
    }
    promise(seen->format == caps.format && caps.format != protocol::ImageFormat::None,
            "a picture is of the format that was said");
    promise(seen->width >= 1 && seen->width <= caps.side && seen->height >= 1 && seen->height <= caps.side &&
                qint64(seen->width) * seen->height <= caps.pixels,
            "a picture is within the caps");
    promise(seen->frames >= 1 && seen->frames <= caps.frames, "a picture has no more frames than it may");
    const bool isCut = server::readImageHeader(picture.size() - 1, read, caps).ok();
    promise(!isCut || caps.format == protocol::ImageFormat::Jpeg, "a picture without its end is none");
}

void chunks(QByteArrayView input)
{
    constexpr qint64 size = 600;
    constexpr qsizetype pieceSize = 7; // so that what chance makes of a length fits now and then
    protocol::ChunkSequence sequence(size, 0, pieceSize);
    QByteArray taken;
    while (input.size() >= 2) {
        const qsizetype length = std::min(qsizetype(qFromBigEndian<quint16>(input.data())), input.size() - 2);
        const QByteArrayView payload = input.sliced(2, length);
        input = input.sliced(2 + length);
        const auto chunk = protocol::readChunk(payload);
        if (!chunk)
            continue;
        promise(chunk->offset >= 0, "an offset is a number of bytes");
        const qint64 before = sequence.next();
        if (!sequence.take(chunk->offset, chunk->data.size())) {
            promise(sequence.next() == before, "what is refused moves nothing");
            continue;
        }
        promise(chunk->offset == taken.size(), "what is taken belongs at the end");
        promise(chunk->data.size() == std::min(size - taken.size(), qint64(pieceSize)),
                "each piece but the last has the same size");
        taken += chunk->data;
        const QByteArray again = protocol::encodeChunkFrame(*chunk);
        promise(QByteArrayView(again).sliced(wire::headerSize) == payload, "writing gives what was read");
    }
    promise(taken.size() == sequence.next() && taken.size() <= size, "as much is there as was counted");
    promise(sequence.isComplete() == (taken.size() == size), "all of it is all of it");
}

} // namespace miniqq::fuzz
