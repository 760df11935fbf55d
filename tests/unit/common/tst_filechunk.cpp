// SPDX-License-Identifier: MIT
#include "common/protocol/filechunk.h"
#include "common/wire/framedecoder.h"

#include <QTest>

using namespace miniqq;
using namespace miniqq::protocol;

namespace {

Uuid someId()
{
    Uuid id;
    for (size_t i = 0; i < id.bytes.size(); ++i)
        id.bytes[i] = quint8(i + 1);
    return id;
}

QByteArray payloadOf(const QByteArray &frame)
{
    return frame.sliced(wire::headerSize);
}

} // namespace

class TestFileChunk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bytesAreThoseOfThePage()
    {
        const QByteArray frame = encodeChunkFrame({someId(), 0x0102030405060708, "data"});
        QCOMPARE(frame.toHex(' '),
                 QByteArray("00 00 00 1d 01 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f 10 "
                            "01 02 03 04 05 06 07 08 64 61 74 61"));
        const auto chunk = readChunk(payloadOf(frame));
        QVERIFY(chunk);
        QVERIFY((*chunk == FileChunk{someId(), 0x0102030405060708, "data"}));
    }

    void fitsIntoAFrame()
    {
        const QByteArray data(maxChunkData, 'x');
        wire::FrameDecoder decoder(quint32(maxChunkData + chunkHead));
        decoder.feed(encodeChunkFrame({someId(), 5LL << 30, data}));
        QCOMPARE(decoder.next(), wire::FrameDecoder::Status::Frame);
        const auto chunk = readChunk(decoder.payload());
        QVERIFY(chunk);
        QCOMPARE(chunk->offset, 5LL << 30);
        QVERIFY(chunk->data == data);
    }

    void whatIsNone()
    {
        const QByteArray good = payloadOf(encodeChunkFrame({someId(), 7, "x"}));
        for (qsizetype size = 0; size < chunkHead; ++size)
            QVERIFY(!readChunk(good.first(size)));
        QVERIFY(readChunk(good.first(chunkHead))); // empty: who knows the transfer refuses it
        QVERIFY(readChunk(good.first(chunkHead))->data.isEmpty());
        QVERIFY(!readChunk(QByteArray('{' + good.sliced(1))));
        QVERIFY(!readChunk(QByteArray(good + QByteArray(maxChunkData, 'x'))));
        QVERIFY(readChunk(QByteArray(good + QByteArray(maxChunkData - 1, 'x'))));
    }

    void offsetsFromTwoToThe63On()
    {
        QByteArray payload = payloadOf(encodeChunkFrame({someId(), 7, "x"}));
        payload.replace(17, 8, QByteArray(8, '\xff'));
        QCOMPARE(readChunk(payload)->offset, std::numeric_limits<qint64>::max());
        payload[17] = '\x7f';
        QCOMPARE(readChunk(payload)->offset, std::numeric_limits<qint64>::max());
        payload[24] = '\xfe';
        QCOMPARE(readChunk(payload)->offset, std::numeric_limits<qint64>::max() - 1);
    }

    void sequence()
    {
        ChunkSequence sequence(10, 2, 4);
        QCOMPARE(sequence.next(), 2);
        QVERIFY(!sequence.take(0, 2)); // overlap
        QVERIFY(!sequence.take(3, 2)); // hole
        QVERIFY(!sequence.take(2, 0)); // empty
        QVERIFY(!sequence.take(2, 5)); // too large
        QVERIFY(!sequence.take(2, -1));
        QCOMPARE(sequence.next(), 2);
        QVERIFY(!sequence.take(2, 3)); // too small, and not the last
        QVERIFY(!sequence.take(2, 1));
        QVERIFY(sequence.take(2, 4));
        QVERIFY(!sequence.isComplete());
        QVERIFY(sequence.take(6, 4));
        QVERIFY(sequence.isComplete());
        QVERIFY(!sequence.take(10, 1));
        QVERIFY(!sequence.take(std::numeric_limits<qint64>::max(), 1));
        ChunkSequence last(11, 8, 4);
        QVERIFY(!last.take(8, 4)); // beyond the end
        QVERIFY(!last.take(8, 2));
        QVERIFY(!last.isComplete());
        QVERIFY(last.take(8, 3));
        QVERIFY(last.isComplete());
        QVERIFY(ChunkSequence(0, 0, 4).isComplete());
        QVERIFY(!ChunkSequence(0, 0, 4).take(0, 0));
    }
};

QTEST_GUILESS_MAIN(TestFileChunk)
#include "tst_filechunk.moc"
