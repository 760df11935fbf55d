// SPDX-License-Identifier: MIT
#include "server/core/commandline.h"
#include "server/core/serverconfig.h"

#include <QFile>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <utility>
#include <vector>

using namespace miniqq;
using namespace miniqq::server;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Stands for a value of any type where only the number of values matters.
struct Anything
{
    template<class T>
    operator T() const;
};

template<class T, size_t... i>
constexpr bool takes(std::index_sequence<i...>)
{
    return requires
    {
        T{(void(i), Anything())...};
    };
}

/// How many members an aggregate has: as many values as it can be made from.
template<class T, size_t known = 0>
constexpr size_t memberCount()
{
    if constexpr (takes<T>(std::make_index_sequence<known + 1>()))
        return memberCount<T, known + 1>();
    else
        return known;
}

} // namespace

/// The configuration file and the command line, and that both fail closed.
class tst_ServerConfig : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEveryKindOfValue();
    void keepsWhatTheFileDoesNotSay();
    void refusesBadFiles_data();
    void refusesBadFiles();
    void refusesAFileThatIsNotThere();
    void everyKeyRefusesNonsense();
    void everyLimitHasItsKey();
    void parsesListenAddresses_data();
    void parsesListenAddresses();
    void commandLineWinsOverTheFile();
    void commandLineRefusesWrongUsage_data();
    void commandLineRefusesWrongUsage();
    void commandLinePrintsAndEnds();

private:
    QString write(const QByteArray &text)
    {
        QFile file(m_folder.filePath(u"server.conf"_s));
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(text) != text.size())
            qFatal("cannot write the test's file");
        return file.fileName();
    }

    QTemporaryDir m_folder;
};

void tst_ServerConfig::readsEveryKindOfValue()
{
    const auto read =
        readConfigFile(write("# a class\n\nlisten = [::1]:7000\n data=/srv/x \nname = Class 7b = best\n"
                             "plain = yes\nregistration = no\ntrust-loopback = no\nio-threads = 3\r\n"
                             "limit.connections = 12000\nlimit.messages.perSecond = 0.5\n"
                             "limit.messages.burst = 7\nlimit.tokenLifetimeMs = 100000000000\n"));
    QVERIFY2(read.ok(), read.ok() ? "" : qPrintable(read.error().text));
    QCOMPARE(read->listenAddress, u"::1"_s);
    QCOMPARE(read->port, quint16(7000));
    QCOMPARE(read->dataDir, u"/srv/x"_s);
    QCOMPARE(read->name, u"Class 7b = best"_s);
    QVERIFY(read->plain);
    QVERIFY(!read->registration);
    QVERIFY(!read->trustLoopback);
    QCOMPARE(read->ioThreads, 3);
    QCOMPARE(read->limits.connections, 12'000);
    QCOMPARE(read->limits.messages, (Rate{0.5, 7}));
    QCOMPARE(read->limits.tokenLifetimeMs, qint64(100'000'000'000));
}

void tst_ServerConfig::keepsWhatTheFileDoesNotSay()
{
    ServerConfig base;
    base.port = 1234;
    base.limits.preAuth = 77;
    const auto read = readConfigFile(write("name = x\n"), base);
    QVERIFY(read.ok());
    QCOMPARE(read->port, quint16(1234));
    QCOMPARE(read->limits.preAuth, 77);
    QCOMPARE(read->name, u"x"_s);
}

void tst_ServerConfig::refusesBadFiles_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("says");
    QTest::newRow("empty") << QByteArray() << u"is empty"_s;
    QTest::newRow("blank") << QByteArray(" \n\n") << u"is empty"_s;
    QTest::newRow("comments only") << QByteArray("# nothing\n") << u"holds no setting"_s;
    QTest::newRow("cut off") << QByteArray("plain = no\nlimit.connections = 50") << u"cut off"_s;
    QTest::newRow("no equals sign") << QByteArray("name = x\nplain\n") << u"line 2: \"key = value\""_s;
    QTest::newRow("unknown key") << QByteArray("nme = x\n") << u"line 1: nme: there is no such setting"_s;
    QTest::newRow("key in capitals") << QByteArray("Plain = yes\n") << u"Plain: there is no such setting"_s;
    QTest::newRow("twice") << QByteArray("plain = no\n\nplain = yes\n")
                           << u"line 3: \"plain\" is set twice"_s;
    QTest::newRow("bad flag") << QByteArray("plain = true\n") << u"line 1: plain: yes or no"_s;
    QTest::newRow("no value") << QByteArray("plain =\n") << u"plain: yes or no"_s;
    QTest::newRow("not a number") << QByteArray("limit.preAuth = many\n")
                                  << u"limit.preAuth: a whole number"_s;
    QTest::newRow("too small") << QByteArray("limit.connections = 0\n") << u"from 1 to"_s;
    QTest::newRow("too large") << QByteArray("io-threads = 65\n") << u"from 1 to 64"_s;
    QTest::newRow("rate not finite") << QByteArray("limit.messages.perSecond = nan\n")
                                     << u"a number from 0"_s;
    QTest::newRow("rate negative") << QByteArray("limit.messages.perSecond = -1\n") << u"a number from 0"_s;
    QTest::newRow("bad address") << QByteArray("listen = localhost:1\n")
                                 << u"listen: an address and a port"_s;
    QTest::newRow("dead before asked") << QByteArray("limit.pingAfterMs = 60000\n") << u"must be longer"_s;
    QTest::newRow("queue without room")
        << QByteArray("limit.writeSoftBytes = 8000000\n") << u"writeSoftBytes"_s;
    QTest::newRow("not UTF-8") << QByteArray("name = \xff\xfe\n") << u"not UTF-8"_s;
    QTest::newRow("NUL") << QByteArray("name = a\0b\n", 11) << u"not UTF-8"_s;
    QTest::newRow("huge") << QByteArray("name = ") + QByteArray(70'000, 'x') + "\n" << u"larger than"_s;
}

void tst_ServerConfig::refusesBadFiles()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, says);
    const QString path = write(text);
    const auto read = readConfigFile(path);
    QVERIFY(!read.ok());
    QVERIFY2(read.error().text.contains(says), qPrintable(read.error().text));
    QVERIFY2(read.error().text.startsWith(path), qPrintable(read.error().text));
    QVERIFY(!read.error().text.contains(u'\n'));
}

void tst_ServerConfig::refusesAFileThatIsNotThere()
{
    QVERIFY(!readConfigFile(m_folder.filePath(u"nowhere"_s)).ok());
    QVERIFY(!readConfigFile(m_folder.path()).ok()); // a folder
}

void tst_ServerConfig::everyKeyRefusesNonsense()
{
    const QStringList keys = configKeys();
    QVERIFY(keys.size() > 30);
    for (const QString &key : keys) {
        ServerConfig config;
        // Names and folders take any text but none at all.
        const bool isText = key == u"name" || key == u"data" || key == u"log" || key == u"registration.code";
        const QString nonsense = isText ? QString() : u"nonsense"_s;
        QVERIFY2(!applySetting(config, key, nonsense).ok(), qPrintable(key));
    }
}

/// A limit nobody can set is found out here; so is a key that sets another one's member.
void tst_ServerConfig::everyLimitHasItsKey()
{
    QSet<QString> members;
    std::vector<Limits> changed;
    for (const QString &key : configKeys()) {
        if (!key.startsWith(u"limit."))
            continue;
        members.insert(key.section(u'.', 1, 1));
        ServerConfig config;
        bool applied = false;
        // One of these is within the range of every limit, and none is a default.
        for (const int value : {7, 1'234, 5'555, 40'000, 700'000})
            applied = applied || applySetting(config, key, QString::number(value)).ok();
        QVERIFY2(applied, qPrintable(key));
        QVERIFY2(config.limits != Limits(), qPrintable(key));
        QVERIFY2(std::find(changed.begin(), changed.end(), config.limits) == changed.end(), qPrintable(key));
        changed.push_back(config.limits);
    }
    QCOMPARE(size_t(members.size()), memberCount<Limits>());
}

void tst_ServerConfig::parsesListenAddresses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("address"); // empty: refused
    QTest::addColumn<int>("port");
    QTest::newRow("v4") << u"192.0.2.7:6477"_s << u"192.0.2.7"_s << 6477;
    QTest::newRow("any, any port") << u"0.0.0.0:0"_s << u"0.0.0.0"_s << 0;
    QTest::newRow("v6") << u"[2001:db8::7]:65535"_s << u"2001:db8::7"_s << 65535;
    QTest::newRow("v6 any") << u"[::]:1"_s << u"::"_s << 1;
    for (const char *bad :
         {"", ":", "6477", "0.0.0.0", "0.0.0.0:", ":6477", "0.0.0.0:65536", "0.0.0.0:-1", "0.0.0.0:+1",
          "::1:80", "[::1]", "[192.0.2.7]:80", "host:80", "0.0.0.0:8 0", "[::1:80"})
        QTest::newRow(bad) << QString::fromLatin1(bad) << QString() << 0;
}

void tst_ServerConfig::parsesListenAddresses()
{
    QFETCH(QString, text);
    QFETCH(QString, address);
    QFETCH(int, port);
    const auto parsed = parseListenAddress(text);
    QCOMPARE(parsed.ok(), !address.isEmpty());
    if (parsed.ok()) {
        QCOMPARE(parsed->address, address);
        QCOMPARE(int(parsed->port), port);
    }
}

void tst_ServerConfig::commandLineWinsOverTheFile()
{
    const QString file = write("listen = 0.0.0.0:1\nname = file\nio-threads = 2\nlimit.preAuth = 9\n");
    const auto outcome = CommandLine::parse(
        {u"serverd"_s, u"--config"_s, file, u"--listen"_s, u"127.0.0.1:2"_s, u"--plain"_s, u"--data=/x"_s});
    const auto *run = std::get_if<CommandLine::Run>(&outcome);
    QVERIFY(run);
    QCOMPARE(run->config.listenAddress, u"127.0.0.1"_s);
    QCOMPARE(run->config.port, quint16(2));
    QCOMPARE(run->config.dataDir, u"/x"_s);
    QCOMPARE(run->config.name, u"file"_s);
    QCOMPARE(run->config.ioThreads, 2);
    QCOMPARE(run->config.limits.preAuth, 9);
    QVERIFY(run->config.plain);
}

void tst_ServerConfig::commandLineRefusesWrongUsage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("status");
    QTest::newRow("unknown option") << QStringList{u"--bogus"_s} << 2;
    QTest::newRow("no value") << QStringList{u"--listen"_s} << 2;
    QTest::newRow("bad address") << QStringList{u"--listen"_s, u"x"_s} << 2;
    QTest::newRow("bad threads") << QStringList{u"--io-threads"_s, u"0"_s} << 2;
    QTest::newRow("leftover") << QStringList{u"start"_s} << 2;
    QTest::newRow("no such file") << QStringList{u"--config"_s, u"/nowhere/at/all"_s} << 1;
}

void tst_ServerConfig::commandLineRefusesWrongUsage()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, status);
    const auto outcome = CommandLine::parse(QStringList{u"/usr/bin/serverd"_s} + arguments);
    const auto *refusal = std::get_if<CommandLine::Refuse>(&outcome);
    QVERIFY(refusal);
    QCOMPARE(refusal->status, status);
    QVERIFY2(refusal->text.startsWith(u"serverd: "), qPrintable(refusal->text));
    QVERIFY(!refusal->text.contains(u'\n'));
}

void tst_ServerConfig::commandLinePrintsAndEnds()
{
    const auto version = CommandLine::parse({u"serverd"_s, u"--version"_s});
    QVERIFY(std::get_if<CommandLine::Print>(&version));
    QCOMPARE(std::get<CommandLine::Print>(version).text, QStringLiteral("serverd " MINIQQ_VERSION "\n"));
    const auto help = CommandLine::parse({u"serverd"_s, u"--help"_s});
    QVERIFY(std::get_if<CommandLine::Print>(&help));
    for (const char *option : {"--listen", "--data", "--plain", "--io-threads", "--config", "--name"})
        QVERIFY2(std::get<CommandLine::Print>(help).text.contains(QLatin1StringView(option)), option);
}

QTEST_GUILESS_MAIN(tst_ServerConfig)
#include "tst_serverconfig.moc"
