// SPDX-License-Identifier: MIT
#include "tests/fuzz/fuzzbodies.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QTest>

using namespace miniqq;

/// Replays what the fuzzers started from and every input that ever broke something. A broken promise aborts.
class TestFuzzCorpus : public QObject
{
    Q_OBJECT

private:
    static void addRows(const QString &folder)
    {
        QTest::addColumn<QByteArray>("input");
        QDir dir(QStringLiteral(MINIQQ_FIXTURES "/fuzz/") + folder);
        const QStringList names = dir.entryList(QDir::Files, QDir::Name);
        QVERIFY2(names.size() > 5, qPrintable(dir.path()));
        for (const QString &name : names) {
            QFile file(dir.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            QTest::newRow(qPrintable(name)) << file.readAll();
        }
    }
    template<class Body>
    static void eachBeginning(Body body, qsizetype step)
    {
        QFETCH(QByteArray, input);
        for (qsizetype size = 0; size < input.size(); size += step)
            body(QByteArrayView(input).first(size));
        body(input);
    }

private Q_SLOTS:
    void frameDecoder_data() { addRows(QStringLiteral("framedecoder")); }
    void frameDecoder()
    {
        QFETCH(QByteArray, input);
        for (int piece = 0; piece < 64 && !input.isEmpty(); ++piece) {
            input[0] = char(piece);
            fuzz::frameDecoder(input);
        }
    }

    void fileName_data() { addRows(QStringLiteral("filename")); }
    void fileName()
    {
        QFETCH(QByteArray, input);
        for (qsizetype size = 0; size <= input.size(); ++size)
            miniqq::fuzz::fileName(QByteArrayView(input).first(size));
    }

    void chunks_data() { addRows(QStringLiteral("chunks")); }
    void chunks()
    {
        QFETCH(QByteArray, input);
        for (qsizetype size = 0; size <= input.size(); ++size)
            miniqq::fuzz::chunks(QByteArrayView(input).first(size));
    }

    void image_data() { addRows(QStringLiteral("image")); }
    void image() { eachBeginning(fuzz::image, 1); }

    void envelope_data() { addRows(QStringLiteral("envelope")); }
    void envelope() { eachBeginning(fuzz::envelope, 1); }

    void serverSession_data() { addRows(QStringLiteral("serversession")); }
    void serverSession() { eachBeginning(fuzz::serverSession, 97); }

    /// What no fuzzer had the time for yet; the same every time.
    void manyServerSessions()
    {
        QRandomGenerator random(20'261'120);
        QByteArray input(1'500, 0);
        for (int session = 0; session < 400; ++session) {
            for (char &byte : input)
                byte = char(random.bounded(256));
            fuzz::serverSession(input);
        }
    }

    void clientSession_data() { addRows(QStringLiteral("clientsession")); }
    void clientSession()
    {
        QFETCH(QByteArray, input);
        fuzz::clientSession(input);
    }

    void serverConfig_data() { addRows(QStringLiteral("serverconfig")); }
    void serverConfig() { eachBeginning(fuzz::serverConfig, 7); }

    void recording_data() { addRows(QStringLiteral("recording")); }
    void recording() { eachBeginning(fuzz::recording, 1); }

    void lesson_data() { addRows(QStringLiteral("lesson")); }
    void lesson() { eachBeginning(fuzz::lesson, 53); }

    void messageText_data() { addRows(QStringLiteral("messagetext")); }
    void messageText() { eachBeginning(fuzz::messageText, 11); }
};

QTEST_MAIN(TestFuzzCorpus)
#include "tst_fuzzcorpus.moc"
