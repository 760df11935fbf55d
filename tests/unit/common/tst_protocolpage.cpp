// SPDX-License-Identifier: MIT
// PROTOCOL.md is the contract with strangers: what it shows and says must be true of the code.
#include "common/protocol/codec.h"
#include "common/protocol/textrules.h"
#include "common/wire/framedecoder.h"
#include "golden.h"

#include <QRegularExpression>
#include <QTest>

using namespace miniqq;
using namespace miniqq::protocol;

namespace {

QString page()
{
    QFile file(QStringLiteral(MINIQQ_SOURCE "/common/protocol/PROTOCOL.md"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read PROTOCOL.md");
    return QString::fromUtf8(file.readAll());
}

/// The fenced blocks of one language.
std::vector<QByteArray> blocks(const QString &text, const QString &language)
{
    std::vector<QByteArray> found;
    const QRegularExpression fence(QStringLiteral("^```%1\n(.*?)^```$").arg(language),
                                   QRegularExpression::MultilineOption |
                                       QRegularExpression::DotMatchesEverythingOption);
    for (auto it = fence.globalMatch(text); it.hasNext();)
        found.push_back(it.next().captured(1).toUtf8());
    return found;
}

/// The part under the heading of a message type.
QString section(const QString &text, const QString &type)
{
    const qsizetype begin = text.indexOf(QString(QStringLiteral("\n### `") + type + QStringLiteral("`\n")));
    if (begin < 0)
        return {};
    const QRegularExpression next(QStringLiteral("\n##"));
    const qsizetype end = text.indexOf(next, begin + 4);
    return text.sliced(begin, end - begin);
}

QByteArray bytesOf(const QByteArray &dump)
{
    QByteArray bytes;
    for (const QByteArray &line : dump.split('\n'))
        bytes += QByteArray::fromHex(line.mid(10, 49));
    return bytes;
}

bool isMessage(QByteArrayView payload)
{
    JsonDocument scratch;
    return decodeFromClient(payload, scratch).ok() || decodeFromServer(payload, scratch).ok();
}

void collectKeys(const JsonValue &value, QSet<QByteArray> &keys)
{
    for (auto child = value.firstChild(); child; child = child->nextSibling()) {
        if (value.isObject())
            keys.insert(child->key());
        collectKeys(*child, keys);
    }
}

} // namespace

class TestProtocolPage : public QObject
{
    Q_OBJECT

private:
    const QString m_page = page();

private Q_SLOTS:
    void dumpsAreFrames()
    {
        const std::vector<QByteArray> dumps = blocks(m_page, QStringLiteral("hexdump"));
        QVERIFY(dumps.size() >= 5);
        for (const QByteArray &dump : dumps) {
            const QByteArray bytes = bytesOf(dump);
            wire::FrameDecoder decoder;
            decoder.feed(bytes);
            QCOMPARE(decoder.next(), wire::FrameDecoder::Status::Frame);
            QVERIFY2(isMessage(decoder.payload()), decoder.payload().toByteArray().constData());
            QCOMPARE(decoder.next(), wire::FrameDecoder::Status::NeedMore);
            QCOMPARE(decoder.buffered(), 0);
            // And the column at the right shows the same bytes.
            QByteArray shown;
            for (const QByteArray &line : dump.split('\n'))
                shown += line.mid(61).chopped(line.isEmpty() ? 0 : 1);
            QByteArray expected = bytes;
            for (char &c : expected)
                c = c >= 0x20 && c < 0x7f ? c : '.';
            QCOMPARE(shown, expected);
        }
    }

    void examplesAreMessages()
    {
        const std::vector<QByteArray> examples = blocks(m_page, QStringLiteral("json"));
        QVERIFY(examples.size() >= size_t(golden::types().size()));
        for (const QByteArray &example : examples)
            QVERIFY2(isMessage(example.trimmed()), example.constData());
    }

    void everyTypeIsDescribed_data()
    {
        QTest::addColumn<QString>("type");
        for (const QString &type : golden::types())
            QTest::newRow(qPrintable(type)) << type;
    }
    void everyTypeIsDescribed()
    {
        QFETCH(QString, type);
        const QString text = section(m_page, type);
        QVERIFY(!text.isEmpty());
        QVERIFY(text.contains(QStringLiteral("C → S")) || text.contains(QStringLiteral("S → C")) ||
                text.contains(QStringLiteral("Either way")));
        const std::vector<QByteArray> examples = blocks(text, QStringLiteral("json"));
        QCOMPARE(examples.size(), size_t(1));
        QCOMPARE(QString::fromUtf8(peekType(examples[0].trimmed())), type);
        QSet<QByteArray> keys;
        for (const QByteArray &payload : golden::payloads(type)) {
            JsonDocument document;
            QVERIFY(!document.parse(payload));
            collectKeys(*document.root().member("body"), keys);
        }
        for (const QByteArray &key : keys)
            QVERIFY2(text.contains(QString(QLatin1Char('`') + QString::fromUtf8(key) + QLatin1Char('`'))),
                     key.constData());
    }

    void everyErrorIsDescribed()
    {
        const QRegularExpression row(QStringLiteral("^\\| `([a-z_]+)` \\| (yes|no) \\| (yes|no) \\| .+ \\|$"),
                                     QRegularExpression::MultilineOption);
        int count = 0;
        for (auto it = row.globalMatch(m_page); it.hasNext(); ++count) {
            const QRegularExpressionMatch match = it.next();
            const auto code = errorCodeFromText(match.captured(1).toUtf8());
            QVERIFY2(code, qPrintable(match.captured(1)));
            QVERIFY2(endsConnection(*code) == (match.captured(2) == QStringLiteral("yes")),
                     qPrintable(match.captured(1)));
            QVERIFY2(mayReconnect(*code) == (match.captured(3) == QStringLiteral("yes")),
                     qPrintable(match.captured(1)));
        }
        QCOMPARE(count, int(ErrorCode::BadImage) + 1);
    }

    void limitsAreTheOnesInTheCode_data()
    {
        QTest::addColumn<QString>("row");
        const auto number = [](auto value) { return QString::number(value); };
        const auto row = [](const char *what, const QString &value) {
            QTest::newRow(what) << QString(QStringLiteral("| ") + QString::fromLatin1(what) +
                                           QStringLiteral(" | ") + value + QStringLiteral(" |\n"));
        };
        const JsonLimits json;
        row("payload before sign-in", number(wire::maxPayloadBeforeSignIn) + QStringLiteral(" bytes"));
        row("payload from a signed-in client", number(wire::maxPayloadToServer) + QStringLiteral(" bytes"));
        row("payload from a server", number(wire::maxPayloadToClient) + QStringLiteral(" bytes"));
        row("smallest payload", number(wire::minPayload) + QStringLiteral(" bytes"));
        row("message text", number(maxMessageCodePoints) + QStringLiteral(" code points and ") +
                                number(maxMessageBytes) + QStringLiteral(" bytes"));
        row("nesting; members of an object; values in a payload",
            number(json.depth) + QStringLiteral("; ") + number(json.membersPerObject) + QStringLiteral("; ") +
                number(json.values));
    }
    void limitsAreTheOnesInTheCode()
    {
        QFETCH(QString, row);
        QVERIFY2(m_page.contains(row), qPrintable(row));
    }

    void linksLeadSomewhere()
    {
        const QRegularExpression link(QStringLiteral("\\]\\(#([a-z-]+)\\)"));
        const QRegularExpression unlinked(QStringLiteral("[^a-z -]"));
        QSet<QString> anchors;
        for (const QString &line : m_page.split(QLatin1Char('\n'))) {
            if (line.startsWith(QStringLiteral("## ")))
                anchors.insert(
                    line.sliced(3).toLower().remove(unlinked).replace(QLatin1Char(' '), QLatin1Char('-')));
        }
        for (auto it = link.globalMatch(m_page); it.hasNext();) {
            const QString target = it.next().captured(1);
            QVERIFY2(anchors.contains(target), qPrintable(target));
        }
    }
};

QTEST_GUILESS_MAIN(TestProtocolPage)
#include "tst_protocolpage.moc"
