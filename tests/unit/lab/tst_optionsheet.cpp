// SPDX-License-Identifier: MIT
// The option panel's values: what getsockopt says, what may be typed, what the kernel made of it (item 48).
#include "app/lab/core/optionsheet.h"
#include "labfixture.h"

#include <algorithm>

using namespace miniqq;
using namespace miniqq::lab;
using namespace Qt::Literals::StringLiterals;

namespace {

std::optional<OptionRow> rowOf(NativeSocket &socket, const QString &name)
{
    const auto rows = readOptions(socket);
    const auto found =
        std::find_if(rows.begin(), rows.end(), [&](const OptionRow &row) { return row.name == name; });
    return found == rows.end() ? std::nullopt : std::optional(*found);
}

QStringList levelsOf(NativeSocket &socket)
{
    QStringList levels;
    for (const OptionRow &row : readOptions(socket)) {
        if (!levels.contains(row.level))
            levels.append(row.level);
    }
    return levels;
}

} // namespace

class TestOptionSheet : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void levelsFitTheSocket()
    {
        LabFixture lab;
        const auto tcp = lab.make(Family::Inet, Kind::Stream);
        QCOMPARE(levelsOf(*tcp), QStringList({u"SOL_SOCKET"_s, u"IPPROTO_TCP"_s, u"IPPROTO_IP"_s}));
        const auto udp6 = lab.make(Family::Inet6, Kind::Datagram);
        QCOMPARE(levelsOf(*udp6), QStringList({u"SOL_SOCKET"_s, u"IPPROTO_IPV6"_s}));
        const auto local = lab.make(Family::Unix, Kind::Stream);
        QCOMPARE(levelsOf(*local), QStringList({u"SOL_SOCKET"_s}));
        for (NativeSocket *socket : {tcp.get(), udp6.get(), local.get()}) {
            for (const OptionRow &row : readOptions(*socket))
                QVERIFY2(row.error == 0 && !row.value.isEmpty(), qPrintable(row.name));
        }
    }

    void valuesAreTheKernels()
    {
        LabFixture lab;
        const auto listener = lab.makeListener();
        QCOMPARE(rowOf(*listener, u"SO_TYPE"_s)->value, u"SOCK_STREAM"_s);
        QCOMPARE(rowOf(*listener, u"SO_DOMAIN"_s)->value, u"AF_INET"_s);
        QCOMPARE(rowOf(*listener, u"SO_ACCEPTCONN"_s)->value, u"1"_s);
        QCOMPARE(rowOf(*listener, u"SO_REUSEADDR"_s)->value, u"0"_s);
        listener->setOption(options::reuseAddress(), 1);
        QCOMPARE(rowOf(*listener, u"SO_REUSEADDR"_s)->value, u"1"_s);
        QCOMPARE(rowOf(*listener, u"SO_LINGER"_s)->value, u"off"_s);
        QVERIFY(!rowOf(*listener, u"SO_TYPE"_s)->settable());
    }

    void doubledByTheKernel()
    {
        LabFixture lab;
        const auto socket = lab.make(Family::Inet, Kind::Stream);
        const auto outcome = setOptionText(*socket, *rowOf(*socket, u"SO_SNDBUF"_s), u"4096"_s);
        QVERIFY(outcome.ok());
        QCOMPARE(outcome->asked, u"4096"_s);
        QCOMPARE(outcome->became, u"8192"_s);
        QVERIFY(!outcome->note.isEmpty());
        QCOMPARE(rowOf(*socket, u"SO_SNDBUF"_s)->value, u"8192"_s);
    }

    void everySettableOneTakesWhatItSays()
    {
        LabFixture lab;
        const auto tcp = lab.make(Family::Inet, Kind::Stream);
        const auto tcp6 = lab.make(Family::Inet6, Kind::Stream);
        const auto udp = lab.make(Family::Inet, Kind::Datagram);
        const auto udp6 = lab.make(Family::Inet6, Kind::Datagram);
        for (NativeSocket *socket : {tcp.get(), tcp6.get(), udp.get(), udp6.get()}) {
            for (const OptionRow &row : readOptions(*socket)) {
                if (!row.settable())
                    continue;
                for (const int value :
                     {row.least, std::min(row.most, row.type == OptionRow::Type::Flag ? 1 : 100)}) {
                    const auto outcome = setOptionText(*socket, row, QString::number(value));
                    QVERIFY2(outcome.ok(),
                             qPrintable(row.name + u": "_s + (outcome ? QString() : outcome.error().text)));
                }
            }
        }
    }

    void lingerHasAnOff()
    {
        LabFixture lab;
        const auto socket = lab.make(Family::Inet, Kind::Stream);
        const OptionRow row = *rowOf(*socket, u"SO_LINGER"_s);
        QCOMPARE(setOptionText(*socket, row, u"0"_s)->became, u"0"_s);
        const auto waiting = setOptionText(*socket, row, u"3"_s); // close() would hold the window up
        QVERIFY(!waiting.ok() && waiting.error().text.contains(u"SO_LINGER"_s));
        QCOMPARE(rowOf(*socket, u"SO_LINGER"_s)->value, u"0"_s);
        QCOMPARE(setOptionText(*socket, row, u"off"_s)->became, u"off"_s);
    }

    void badTextIsToldAndChangesNothing()
    {
        LabFixture lab;
        const auto socket = lab.make(Family::Inet, Kind::Stream);
        const OptionRow ttl = *rowOf(*socket, u"IP_TTL"_s);
        for (const QString &bad : {u"0"_s, u"256"_s, u"many"_s, u""_s, u"99999999999"_s}) {
            const auto outcome = setOptionText(*socket, ttl, bad);
            QVERIFY2(!outcome.ok(), qPrintable(bad));
            QVERIFY(outcome.error().text.contains(u"IP_TTL"_s));
            QVERIFY(outcome.error().text.contains(u"255"_s));
        }
        QCOMPARE(rowOf(*socket, u"IP_TTL"_s)->value, ttl.value);
        socket->close();
        QVERIFY(!setOptionText(*socket, ttl, u"3"_s).ok());
    }
};

QTEST_GUILESS_MAIN(TestOptionSheet)
#include "tst_optionsheet.moc"
