// SPDX-License-Identifier: MIT
#include "common/wire/framedecoder.h"

#include <QTest>
#include <QtEndian>

#include <vector>

using namespace miniqq::wire;

namespace {

using Status = FrameDecoder::Status;

QByteArray header(quint32 length)
{
    QByteArray bytes(4, '\0');
    qToBigEndian(length, bytes.data());
    return bytes;
}

QByteArray framed(const QByteArray &payload)
{
    QByteArray frame;
    appendFrame(frame, payload);
    return frame;
}

/// Feeds the pieces one after another and returns every payload that came out.
std::vector<QByteArray> decodeAll(FrameDecoder &decoder, const std::vector<QByteArrayView> &pieces)
{
    std::vector<QByteArray> payloads;
    for (const QByteArrayView piece : pieces) {
        decoder.feed(piece);
        while (decoder.next() == Status::Frame)
            payloads.push_back(decoder.payload().toByteArray());
    }
    return payloads;
}

} // namespace

class TestFrameDecoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void headerIsBigEndian()
    {
        QCOMPARE(framed("{}"), QByteArray("\0\0\0\2{}", 6));
        QCOMPARE(framed(QByteArray(0x0102, 'x')).first(4), QByteArray("\0\0\1\2", 4));
    }

    void everySplit()
    {
        const std::vector<QByteArray> sent{"{}", R"({"type":"ping"})", QByteArray(300, 'x')};
        const QByteArray stream = framed(sent[0]) + framed(sent[1]) + framed(sent[2]);
        const QByteArrayView view(stream);
        for (qsizetype i = 0; i <= stream.size(); ++i) {
            FrameDecoder decoder;
            QCOMPARE(decodeAll(decoder, {view.first(i), view.sliced(i)}), sent);
            QVERIFY(!decoder.midFrame());
        }
        for (qsizetype i = 0; i <= 30; ++i) {
            for (qsizetype j = i; j <= 30; ++j) {
                FrameDecoder decoder;
                QCOMPARE(decodeAll(decoder, {view.first(i), view.sliced(i, j - i), view.sliced(j)}), sent);
            }
        }
    }

    void byteByByte()
    {
        const QByteArray frame = framed(R"({"type":"ping"})");
        FrameDecoder decoder;
        for (qsizetype i = 0; i + 1 < frame.size(); ++i) {
            decoder.feed(QByteArrayView(frame).sliced(i, 1));
            QCOMPARE(decoder.next(), Status::NeedMore);
            QCOMPARE(decoder.buffered(), i + 1);
            QVERIFY(decoder.midFrame());
        }
        decoder.feed(QByteArrayView(frame).last(1));
        QCOMPARE(decoder.next(), Status::Frame);
        QCOMPARE(decoder.frame(), QByteArrayView(frame));
        QCOMPARE(decoder.payload(), QByteArrayView(frame).sliced(4));
        QCOMPARE(decoder.next(), Status::NeedMore);
        QVERIFY(decoder.payload().isEmpty());
        QVERIFY(decoder.frame().isEmpty());
    }

    void manyInOneRead()
    {
        FrameDecoder decoder;
        const QByteArray stream = framed("{}").repeated(10'000);
        QCOMPARE(decodeAll(decoder, {stream}).size(), size_t(10'000));
        QCOMPARE(decoder.buffered(), 0);
    }

    void lengths_data()
    {
        QTest::addColumn<quint32>("length");
        QTest::addColumn<int>("status");
        const auto row = [](quint32 length, Status status) {
            QTest::addRow("%u", length) << length << int(status);
        };
        row(0, Status::TooShort);
        row(1, Status::TooShort);
        row(2, Status::NeedMore);
        row(999, Status::NeedMore);
        row(1000, Status::NeedMore);
        row(1001, Status::TooLong);
        row(0x7fffffff, Status::TooLong);
        row(0x80000000, Status::TooLong);
        row(0xfffffffe, Status::TooLong);
        row(0xffffffff, Status::TooLong);
        row(0x47455420, Status::TooLong); // "GET "
        row(0x16030100, Status::TooLong); // a TLS hello
    }
    void lengths()
    {
        QFETCH(quint32, length);
        QFETCH(int, status);
        FrameDecoder decoder(1000);
        decoder.feed(header(length).first(3));
        QCOMPARE(decoder.next(), Status::NeedMore);
        decoder.feed(header(length).last(1)); // judged before one byte of the body is there
        QCOMPARE(decoder.next(), Status(status));
        QCOMPARE(decoder.declaredLength(), length);
    }

    void defaultLimit()
    {
        FrameDecoder decoder;
        QCOMPARE(decoder.maxPayload(), maxPayloadBeforeSignIn);
        decoder.feed(framed(QByteArray(qsizetype(maxPayloadBeforeSignIn), 'x')));
        QCOMPARE(decoder.next(), Status::Frame);
        decoder.feed(header(maxPayloadBeforeSignIn + 1));
        QCOMPARE(decoder.next(), Status::TooLong);
    }

    void errorsStay()
    {
        FrameDecoder decoder(10);
        decoder.feed(QByteArray(framed("{}") + header(11) + framed("{}")));
        QCOMPARE(decoder.next(), Status::Frame);
        QCOMPARE(decoder.next(), Status::TooLong);
        QCOMPARE(decoder.next(), Status::TooLong);
        decoder.feed(framed("{}"));
        QCOMPARE(decoder.next(), Status::TooLong);
        QCOMPARE(decoder.buffered(), 0); // and nothing is kept any more
        QCOMPARE(decoder.declaredLength(), 11u);
    }

    void limitMayGrowBetweenFrames()
    {
        FrameDecoder decoder(4);
        decoder.feed(QByteArray(framed("{  }") + framed("{   }")));
        QCOMPARE(decoder.next(), Status::Frame);
        decoder.setMaxPayload(5);
        QCOMPARE(decoder.next(), Status::Frame);
        QCOMPARE(decoder.payload(), "{   }");
    }

    void frameCutAnywhereGivesNothing()
    {
        const QByteArray frame = framed(R"({"type":"ping"})");
        for (qsizetype size = 0; size < frame.size(); ++size) {
            FrameDecoder decoder;
            QVERIFY(decodeAll(decoder, {QByteArrayView(frame).first(size)}).empty());
            QCOMPARE(decoder.buffered(), size);
        }
    }

    void memoryIsGivenBack()
    {
        FrameDecoder decoder(maxPayloadToServer);
        const QByteArray large = framed(QByteArray(qsizetype(maxPayloadToServer), 'x'));
        decoder.feed(large);
        QCOMPARE(decoder.next(), Status::Frame);
        QVERIFY(decoder.capacity() >= large.size());
        QCOMPARE(decoder.next(), Status::NeedMore);
        QVERIFY(decoder.capacity() <= 4096);
    }
};

QTEST_GUILESS_MAIN(TestFrameDecoder)
#include "tst_framedecoder.moc"
