// SPDX-License-Identifier: MIT
#include "common/base/clock.h"
#include "common/base/idgenerator.h"
#include "tests/integration/runningserver.h"
#include "tests/integration/wireclient.h"
#include "tests/support/faultvfs.h"

#include <QDir>
#include <QFileInfo>
#include <QHash>
#include <QRandomGenerator>

using namespace miniqq;
using namespace miniqq::test;
using namespace Qt::Literals::StringLiterals;

namespace {

/// What somebody said, and where the server told it to be.
struct Said
{
    QByteArray conversation;
    QByteArray text;
    qint64 seq = 0; // 0: not acknowledged
};

/// Everything that was sent in a test, by uuid.
using Ledger = QHash<Uuid, Said>;

/// Somebody who keeps a window of messages in flight.
class Talker
{
public:
    Talker(quint16 port, const QByteArray &name, QByteArrayList conversations, Ledger &ledger)
        : m_client(port)
        , m_name(name)
        , m_conversations(std::move(conversations))
        , m_ledger(ledger)
    {}

    bool signIn() { return !m_client.registerAs(m_name).isEmpty(); }
    /// Takes the acks that have come and says as much anew; false if anything else was the answer.
    bool goOn()
    {
        while (m_client.count<protocol::ChatAck>() > 0) {
            const auto ack = m_client.next<protocol::ChatAck>(0);
            Said &said = m_ledger[ack->uuid];
            if (said.seq != 0 || said.conversation != ack->conversation)
                return false;
            said.seq = ack->seq;
            --m_inFlight;
            ++m_acked;
        }
        for (; m_inFlight < window; ++m_inFlight) {
            const Uuid uuid = m_ids.next();
            const QByteArray &conversation = m_conversations[m_said % m_conversations.size()];
            const QByteArray text = m_name + ' ' + QByteArray::number(m_said) + QByteArray(m_said % 700, 'x');
            ++m_said;
            m_ledger.insert(uuid, {conversation, text});
            m_client.send(protocol::ChatSend{conversation, uuid, text});
        }
        return m_client.count<protocol::ErrorReply>() == 0 && !m_client.isClosed();
    }
    int acked() const { return m_acked; }

private:
    static constexpr int window = 16;

    WireClient m_client;
    const QByteArray m_name;
    const QByteArrayList m_conversations;
    Ledger &m_ledger;
    SystemClock m_clock;
    UuidV7Generator m_ids{m_clock};
    int m_inFlight = 0;
    int m_said = 0;
    int m_acked = 0;
};

} // namespace

/// A whole server loses its power under load, again and again: what a disk would hold then is looked at by
/// another server. MINIQQ_POWER_CUTS says how often, MINIQQ_SEED repeats a run.
class TestPowerCut : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasAcknowledgedIsThere();

private:
    static void check(const QString &dataDir, const Ledger &ledger, const QStringList &conversations);
};

/// Reads all there is in the copy and holds it against what was promised when the power went.
void TestPowerCut::check(const QString &dataDir, const Ledger &ledger, const QStringList &conversations)
{
    RunningServer server([&dataDir](server::ServerConfig &config) { config.dataDir = dataDir; });
    QVERIFY2(server.core().isListening(), "the server does not start on what the power cut left");
    QHash<Uuid, qint64> stored;
    for (const QString &conversation : conversations) {
        // A member of it: "d:ann:ben", or anybody for the lobby.
        const QByteArray reader = conversation.section(u':', 1, 1).toUtf8();
        WireClient client(server.port());
        QVERIFY(client.signInAs(reader.isEmpty() ? "ann" : reader));
        for (qint64 after = 0;;) {
            protocol::HistoryGet get;
            get.conversation = conversation.toUtf8();
            get.after = after;
            get.limit = 100;
            client.send(get, "page");
            const auto page = client.next<protocol::HistoryPage>();
            QVERIFY(page);
            for (const protocol::ChatMessage &message : page->messages) {
                QCOMPARE(message.seq, ++after); // places without gaps
                QVERIFY2(!stored.contains(message.uuid), "stored twice");
                stored.insert(message.uuid, message.seq);
                const auto said = ledger.constFind(message.uuid);
                QVERIFY2(said != ledger.cend(), "nobody said this");
                QCOMPARE(message.text, said->text);
                QCOMPARE(get.conversation, said->conversation);
            }
            if (!page->more)
                break;
        }
    }
    for (auto said = ledger.cbegin(); said != ledger.cend(); ++said) {
        if (said->seq != 0) {
            QVERIFY2(stored.contains(said.key()),
                     qPrintable(u"lost: "_s + QString::fromUtf8(said->text.left(40))));
            QCOMPARE(stored.value(said.key()), said->seq);
        }
    }
}

void TestPowerCut::whatWasAcknowledgedIsThere()
{
    const int cuts = std::max(1, qEnvironmentVariableIntValue("MINIQQ_POWER_CUTS"));
    const quint32 seed = qEnvironmentVariableIsSet("MINIQQ_SEED")
                             ? quint32(qEnvironmentVariableIntValue("MINIQQ_SEED"))
                             : QRandomGenerator::global()->generate();
    qInfo("%d power cuts, seed %u", cuts, seed);
    QRandomGenerator random(seed);
    constexpr int cutsPerServer = 10; // so that what has to be read again stays small
    qsizetype promised = 0;

    for (int cut = 0; cut < cuts;) {
        FaultVfs vfs("power-" + QByteArray::number(cut));
        RunningServer server([&vfs](server::ServerConfig &config) { config.databaseVfs = vfs.name(); });
        QVERIFY(server.core().isListening());
        const QString database = server.config().dataDir + u"/server.db";

        Ledger ledger;
        Talker ann(server.port(), "ann", {"lobby", "d:ann:ben"}, ledger);
        Talker ben(server.port(), "ben", {"d:ann:ben", "lobby"}, ledger);
        QVERIFY(ann.signIn() && ben.signIn());
        for (int i = 0; i < cutsPerServer && cut < cuts; ++i, ++cut) {
            const int enough = ann.acked() + ben.acked() + int(random.bounded(1, 200));
            bool well = true;
            const bool came = QTest::qWaitFor(
                [&] {
                    well = ann.goOn() && ben.goOn();
                    return !well || ann.acked() + ben.acked() >= enough;
                },
                20'000);
            QVERIFY2(well, "a message was refused, or acknowledged twice");
            QVERIFY2(came, "no acknowledgements for 20 s");

            QTemporaryDir after;
            QVERIFY(QDir(after.path()).mkdir(u"data"_s));
            const QString dataDir = after.filePath(u"data"_s);
            vfs.cutPower(database, dataDir + u"/server.db", random.generate());
            check(dataDir, ledger, {u"lobby"_s, u"d:ann:ben"_s});
            if (QTest::currentTestFailed()) {
                qWarning("at power cut %d of seed %u", cut + 1, seed);
                return;
            }
        }
        promised += ann.acked() + ben.acked();
    }
    qInfo("%d power cuts, %lld messages acknowledged, none lost, doubled or moved", cuts,
          qlonglong(promised));
}

QTEST_GUILESS_MAIN(TestPowerCut)
#include "tst_powercut.moc"
