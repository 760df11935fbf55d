// SPDX-License-Identifier: MIT
// The address card as people read it: items 21-26 and 32, 33.
#include "app/lab/address/addresssheet.h"

#include <QTest>

using namespace miniqq;
using namespace miniqq::lab;
using namespace Qt::Literals::StringLiterals;

class AddressSheetTest : public QObject
{
    Q_OBJECT

private:
    static QList<Interface> wifi()
    {
        Interface card;
        card.index = 2;
        card.name = u"wlan0"_s;
        card.hardwareAddress = u"3c:58:c2:0e:91:a4"_s;
        card.up = card.running = true;
        card.addresses = {{QHostAddress(u"192.168.1.20"_s), 24, QHostAddress(u"192.168.1.255"_s)},
                          {QHostAddress(u"fe80::3e58:c2ff:fe0e:91a4"_s), 64, {}}};
        return {card};
    }
    static QList<Route> routes()
    {
        Route out;
        out.destination = QHostAddress(QHostAddress::AnyIPv4);
        out.gateway = QHostAddress(u"192.168.1.1"_s);
        out.interfaceName = u"wlan0"_s;
        return {out};
    }
    static AddressSheet sheet(const QString &text)
    {
        const Result<AddressCard> card = readAddress(text);
        return card ? makeAddressSheet(*card, wifi(), routes()) : AddressSheet();
    }
    static QString text(const AddressSheet &sheet, const char *key)
    {
        const SheetRow *row = sheet.row(key);
        return row ? row->text : u"(no such row)"_s;
    }

private Q_SLOTS:
    void ofAnOwnAddressTheMaskIsKnown()
    {
        const AddressSheet own = sheet(u"192.168.1.20"_s);
        QCOMPARE(own.head, u"192.168.1.20"_s);
        QCOMPARE(own.tail, u"/24"_s);
        QVERIFY(own.tags.contains(u"private 192.168.0.0/16"_s));
        QVERIFY(own.tags.contains(u"class C by its bits 110"_s));
        QVERIFY(own.tags.contains(u"not routed on the Internet"_s));
        QCOMPARE(own.bits.digits, u"11000000101010000000000100010100"_s);
        QCOMPARE(own.bits.leading, 3);
        QCOMPARE(own.bits.network, 24);
        QVERIFY(!own.bits.byClass);
        QCOMPARE(text(own, "network"), u"192.168.1.0 – 192.168.1.255"_s);
        QCOMPARE(text(own, "hosts"), u"254, broadcast 192.168.1.255"_s);
        QCOMPARE(text(own, "hardware_address"), u"3c:58:c2:0e:91:a4"_s);
        QVERIFY(text(own, "gateway").startsWith(u"192.168.1.1,"_s));
        // What the system told and what follows from the digits are told apart.
        QVERIFY(own.row("hardware_address")->observed);
        QVERIFY(own.row("gateway")->observed);
        QVERIFY(!own.row("network")->observed);
    }

    void aTypedMaskCountsMoreThanTheMachines()
    {
        const AddressSheet other = sheet(u"192.168.1.20/28"_s);
        QCOMPARE(other.tail, u"/28"_s);
        QCOMPARE(other.bits.network, 28);
        QCOMPARE(text(other, "network"), u"192.168.1.16 – 192.168.1.31"_s);
    }

    void withoutAMaskTheClassSaysWhereTheNetworkEnds()
    {
        const AddressSheet strange = sheet(u"10.1.2.3"_s);
        QCOMPARE(strange.tail, QString());
        QVERIFY(strange.bits.byClass);
        QCOMPARE(strange.bits.network, 8);
        QCOMPARE(strange.bits.leading, 1);
        QVERIFY(!strange.row("gateway"));
        QVERIFY(!strange.row("network"));
    }

    void aGroupHasNoNetworkAndHost()
    {
        const AddressSheet group = sheet(u"224.0.0.1"_s);
        QCOMPARE(group.bits.network, 0);
        QCOMPARE(group.bits.leading, 4);
        QVERIFY(group.tags.contains(u"class D by its bits 1110"_s));
    }

    void theOtherFormsAreOnTheSecondPage()
    {
        const AddressSheet typed = sheet(u"0xC0A80114"_s);
        QCOMPARE(typed.head, u"192.168.1.20"_s);
        for (const char *key : {"integer", "hex", "binary", "class", "form"}) {
            const auto has = [key](const QList<SheetRow> &rows) {
                return std::any_of(rows.begin(), rows.end(),
                                   [key](const SheetRow &row) { return qstrcmp(row.key, key) == 0; });
            };
            QVERIFY2(has(typed.more) && !has(typed.rows), key);
        }
        QVERIFY(!typed.notes.isEmpty());
        // No fact stands there twice.
        QSet<QString> seen;
        for (const QList<SheetRow> *rows : {&typed.rows, &typed.more}) {
            for (const SheetRow &row : *rows) {
                QVERIFY2(!seen.contains(QLatin1String(row.key)), row.key);
                seen << QLatin1String(row.key);
            }
        }
    }

    void ipv6AndHardwareAddressesHaveTheirOwnLines()
    {
        const AddressSheet link = sheet(u"fe80::3e58:c2ff:fe0e:91a4"_s);
        QCOMPARE(link.tail, u"/64"_s);
        QVERIFY(link.bits.digits.isEmpty());
        QVERIFY(link.tags.constFirst().startsWith(u"link-local"_s));
        QCOMPARE(text(link, "expanded"), u"fe80:0000:0000:0000:3e58:c2ff:fe0e:91a4"_s);
        const AddressSheet hardware = sheet(u"3C-58-C2-0E-91-A4"_s);
        QCOMPARE(hardware.head, u"3c:58:c2:0e:91:a4"_s);
        QCOMPARE(text(hardware, "interface"), u"wlan0"_s);
        QVERIFY(hardware.bits.digits.isEmpty());
    }

    void aPortBehindTheAddressIsExplained()
    {
        const AddressSheet typed = sheet(u"192.168.1.20:80"_s);
        QCOMPARE(text(typed, "port"), u"80"_s);
        QVERIFY(typed.row("port_kind"));
    }
};

QTEST_GUILESS_MAIN(AddressSheetTest)
#include "tst_addresssheet.moc"
