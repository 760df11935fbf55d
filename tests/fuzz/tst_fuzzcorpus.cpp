// SPDX-License-Identifier: MIT
#include "tests/fuzz/fuzzbodies.h"

#include <QDir>
#include <QFile>
#include <QTest>

/// Replays what the fuzzers started from and every input that ever broke something.
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

private Q_SLOTS:
    void frameDecoder_data() { addRows(QStringLiteral("framedecoder")); }
    void frameDecoder()
    {
        QFETCH(QByteArray, input);
        for (int piece = 0; piece < 64 && !input.isEmpty(); ++piece) {
            input[0] = char(piece);
            miniqq::fuzz::frameDecoder(input); // aborts on a broken promise
        }
    }

    void envelope_data() { addRows(QStringLiteral("envelope")); }
    void envelope()
    {
        QFETCH(QByteArray, input);
        for (qsizetype size = 0; size <= input.size(); ++size)
            miniqq::fuzz::envelope(QByteArrayView(input).first(size));
    }
};

QTEST_GUILESS_MAIN(TestFuzzCorpus)
#include "tst_fuzzcorpus.moc"
