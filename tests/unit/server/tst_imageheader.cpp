// SPDX-License-Identifier: MIT
#include "server/files/imageheader.h"

#include <QTest>
#include <QtEndian>

#include <cstring>

using namespace miniqq;
using namespace miniqq::server;
using protocol::ImageFormat;

namespace {

constexpr ImageCaps roomy{ImageFormat::Png, 1000, 500'000, 3};

QByteArray big32(quint32 number)
{
    QByteArray bytes(4, '\0');
    qToBigEndian(number, bytes.data());
    return bytes;
}

QByteArray part(const char *type, const QByteArray &content)
{
    return big32(quint32(content.size())) + type + content + "crc!";
}

QByteArray png(quint32 width, quint32 height, int frames = 0)
{
    QByteArray out = QByteArray("\x89PNG\r\n\x1a\n") + part("IHDR", big32(width) + big32(height) + "bcdef");
    for (int i = 0; i < frames; ++i)
        out += part("fcTL", QByteArray(26, 'f'));
    return out + part("IDAT", QByteArray(100'000, 'd')) + part("IEND", {});
}

QByteArray gif(int width, int height, int frames)
{
    const QByteArray size =
        QByteArray(1, char(width & 255)) + char(width >> 8) + char(height & 255) + char(height >> 8);
    QByteArray out = "GIF89a" + size + QByteArray("\x80\x00\x00", 3) + QByteArray(6, 'p');
    out += QByteArray("\x21\xf9\x04", 3) + "abcd" + QByteArray(1, '\0');
    for (int i = 0; i < frames; ++i)
        out += "\x2c" + QByteArray(4, '\0') + size + QByteArray("\x00\x02\x02\x4c\x01\x00", 6);
    return out + "\x3b";
}

QByteArray jpeg(int width, int height)
{
    const QByteArray size =
        QByteArray(1, char(height >> 8)) + char(height & 255) + char(width >> 8) + char(width & 255);
    return QByteArray("\xff\xd8\xff\xe0\x00\x04xy\xff\xff\xc2\x00\x0b\x08", 14) + size +
           QByteArray("\x01\x01\x11\x00\xff\xda\x00\x03s", 9) +
           QByteArray("ab\xff\x00"
                      "cd\xff\xd3"
                      "ef",
                      10) +
           QByteArray("\xff\xda\x00\x03s"
                      "gh\xff\xd9",
                      9);
}

Result<ImageInfo, QByteArray> look(const QByteArray &bytes, ImageFormat format, ImageCaps caps = roomy)
{
    caps.format = format;
    const auto read = [&bytes](qint64 offset, char *to, qsizetype size) {
        if (offset < 0 || size < 0 || offset + size > bytes.size())
            qFatal("read outside of the file");
        std::memcpy(to, bytes.constData() + offset, size_t(size));
        return true;
    };
    return readImageHeader(bytes.size(), read, caps);
}

} // namespace

/// Row A53: no more is believed of a picture than its structure says, and nothing is decoded.
class TestImageHeader : public QObject
{
    Q_OBJECT

private:
    static void pictures()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("format");
        QTest::newRow("png") << png(640, 480) << int(ImageFormat::Png);
        QTest::newRow("animated png") << png(640, 480, 3) << int(ImageFormat::Png);
        QTest::newRow("gif") << gif(640, 480, 1) << int(ImageFormat::Gif);
        QTest::newRow("animated gif") << gif(640, 480, 3) << int(ImageFormat::Gif);
        QTest::newRow("jpeg") << jpeg(640, 480) << int(ImageFormat::Jpeg);
    }

private Q_SLOTS:
    void good_data() { pictures(); }
    void good()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, format);
        const auto image = look(bytes, ImageFormat(format));
        QVERIFY2(image.ok(), image.ok() ? "" : image.error().constData());
        QCOMPARE(image->width, 640);
        QCOMPARE(image->height, 480);
        for (const ImageFormat other :
             {ImageFormat::None, ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::Gif})
            QCOMPARE(look(bytes, other).ok(), other == ImageFormat(format));
    }

    void cutAnywhere_data() { pictures(); }
    void cutAnywhere()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, format);
        for (qsizetype size = 0; size < bytes.size();
             size += size < 200 || size > bytes.size() - 200 ? 1 : 997)
            QVERIFY2(!look(bytes.first(size), ImageFormat(format)), QByteArray::number(size).constData());
    }

    void anyByteChanged_data() { pictures(); }
    void anyByteChanged() // an answer, whatever it is: no hang, no read outside
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, format);
        for (qsizetype at = 0; at < std::min(bytes.size(), qsizetype(200)); ++at) {
            for (const int value : {0x00, 0x01, 0x7f, 0x80, 0xff}) {
                QByteArray changed = bytes;
                changed[at] = char(value);
                (void)look(changed, ImageFormat(format));
            }
        }
    }

    void nothingStandsBehindTheEnd()
    {
        for (const QByteArray &tail :
             {QByteArray(1, '\0'), QByteArray("PK\x03\x04"), QByteArray(70'000, 'x')}) {
            QVERIFY(!look(png(640, 480) + tail, ImageFormat::Png));
            QVERIFY(!look(gif(640, 480, 2) + tail, ImageFormat::Gif));
            QVERIFY(look(jpeg(640, 480) + tail, ImageFormat::Jpeg)); // as cameras do
        }
    }

    void promisedFramesCount()
    {
        const auto animation = [](quint32 promised, int frames, const QByteArray &more = {}) {
            QByteArray out = png(640, 480, frames);
            const QByteArray control = part("acTL", big32(promised) + big32(0) + more);
            return out.insert(8 + 25, control); // behind the size
        };
        QVERIFY(look(animation(3, 3), ImageFormat::Png));
        QCOMPARE(look(animation(3, 3), ImageFormat::Png)->frames, 3);
        QVERIFY(!look(animation(3, 2), ImageFormat::Png));
        QVERIFY(!look(animation(2, 3), ImageFormat::Png));
        QVERIFY(!look(animation(4, 4), ImageFormat::Png)); // more than there may be
        QVERIFY(!look(animation(0xffffffff, 3), ImageFormat::Png));
        QVERIFY(!look(animation(3, 3, "x"), ImageFormat::Png));
        QByteArray twice = animation(3, 3);
        QVERIFY(!look(twice.insert(8 + 25, part("acTL", big32(3) + big32(0))), ImageFormat::Png));
    }

    void caps()
    {
        QVERIFY(look(png(1000, 500), ImageFormat::Png));
        QVERIFY(!look(png(1001, 1), ImageFormat::Png));
        QVERIFY(!look(png(1, 1001), ImageFormat::Png));
        QVERIFY(!look(png(1000, 501), ImageFormat::Png));
        QVERIFY(!look(png(0, 10), ImageFormat::Png));
        QVERIFY(!look(png(0xffffffff, 10), ImageFormat::Png));
        QVERIFY(!look(png(10, 10, 4), ImageFormat::Png));
        QVERIFY(look(gif(10, 10, 3), ImageFormat::Gif));
        QVERIFY(!look(gif(10, 10, 4), ImageFormat::Gif));
        QVERIFY(!look(gif(10, 10, 0), ImageFormat::Gif));
        QVERIFY(!look(gif(1001, 10, 1), ImageFormat::Gif));
        QVERIFY(!look(jpeg(60'000, 60'000), ImageFormat::Jpeg));
        QVERIFY(!look(jpeg(0, 10), ImageFormat::Jpeg));
    }

    void aFrameOutsideTheScreenCounts()
    {
        QByteArray bytes = gif(10, 10, 1);
        bytes[bytes.indexOf('\x2c') + 2] = '\x7f'; // far to the right
        QVERIFY(!look(bytes, ImageFormat::Gif));
    }

    void aFailingDiskIsNoPicture()
    {
        const auto read = [](qint64, char *, qsizetype) { return false; };
        for (const ImageFormat format : {ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::Gif})
            QVERIFY(!readImageHeader(10'000, read, {format, 10, 10, 10}));
    }
};

QTEST_GUILESS_MAIN(TestImageHeader)
#include "tst_imageheader.moc"
