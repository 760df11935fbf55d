// SPDX-License-Identifier: MIT
// Items 21 and 22 of the tutorials: the form of an IPv4 address, and that it is one number of 32 bits.
#include "app/lab/address/ipv4text.h"

#include <QRegularExpression>
#include <QTest>

using namespace miniqq::lab;
using namespace Qt::Literals::StringLiterals;

class Ipv4TextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEveryForm_data();
    void readsEveryForm();
    void refuses_data();
    void refuses();
    void inetAton_data();
    void inetAton();
    void formsLeadBack();
};

void Ipv4TextTest::readsEveryForm_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<quint32>("value");
    QTest::addColumn<QByteArray>("form");
    const auto row = [](const char *text, quint32 value, const char *form) {
        QTest::newRow(text) << QString::fromLatin1(text) << value << QByteArray(form);
    };
    row("192.168.0.1", 3232235521, "dotted");
    row("  192.168.0.1\t", 3232235521, "dotted");
    row("0.0.0.0", 0, "dotted");
    row("255.255.255.255", 4294967295, "dotted");
    row("3232235521", 3232235521, "integer");
    row("0", 0, "integer");
    row("4294967295", 4294967295, "integer");
    row("0xC0A80001", 3232235521, "hex");
    row("0Xc0a80001", 3232235521, "hex");
    row("0x1", 1, "hex");
    row("C0 A8 00 01", 3232235521, "hex_bytes");
    row("c0:a8:00:01", 3232235521, "hex_bytes");
    row("c0-a8-00-01", 3232235521, "hex_bytes");
    row("C0A80001", 3232235521, "hex_bytes");
    row("10 20 30 40", 0x10203040, "hex_bytes");
    row("11000000101010000000000000000001", 3232235521, "binary");
    row("0b11000000101010000000000000000001", 3232235521, "binary");
    row("0b1", 1, "binary");
    row("11000000.10101000.00000000.00000001", 3232235521, "binary_groups");
    row("11000000 10101000 00000000 00000001", 3232235521, "binary_groups");
}

void Ipv4TextTest::readsEveryForm()
{
    QFETCH(const QString, text);
    QFETCH(const quint32, value);
    QFETCH(const QByteArray, form);
    const auto reading = readIpv4(text);
    QVERIFY2(reading.ok(), qPrintable(reading ? QString() : reading.error().text));
    QCOMPARE(reading->value, value);
    QCOMPARE(QByteArray(ipv4FormCode(reading->form)), form);
    QVERIFY(looksLikeIpv4(text));
}

void Ipv4TextTest::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("says"); // a part of the sentence that tells why
    const auto row = [](const char *text, const char *says) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(says);
    };
    row("", "nothing was typed");
    row("   ", "nothing was typed");
    row("256.1.1.1", "\"256\" is larger");
    row("1.2.3.256", "\"256\" is larger");
    row("1.2.3.99999999999999999999999", "is larger");
    row("1.2.3", "this has 3. Old programs (inet_aton) would take it for 1.2.0.3.");
    row("127.1", "this has 2. Old programs (inet_aton) would take it for 127.0.0.1.");
    row("1.2.3.4.5", "this has 5.");
    row("1..2.3", "Between two dots stands nothing");
    row(".1.2.3", "Between two dots stands nothing");
    row("1.2.3.", "Between two dots stands nothing");
    row("192.168.010.1", "octal. Old programs (inet_aton) would take it for 192.168.8.1.");
    row("192.168.08.1", "octal.");
    row("0x7f.0.0.1",
        "hexadecimal; an IPv4 address is written in decimal. Old programs (inet_aton) would take it for "
        "127.0.0.1.");
    row("017700000001", "octal. Old programs (inet_aton) would take it for 127.0.0.1.");
    row("1.2.3.4a", "\"4a\" is no group");
    row("1.2.3.-4", "\"-4\" is no group");
    row("1.2.3.+4", "\"+4\" is no group");
    row("1. 2.3.4", "\" 2\" is no group");
    row("４.1.1.1", "is no group"); // a full-width digit, as Chinese input methods make them
    row("4294967296", "0 to 4294967295");
    row("99999999999999999999999999", "0 to 4294967295");
    row("0x1C0A80001", "0 to 4294967295");
    row("0xC0A8000G", "hexadecimal digits");
    row("0x", "hexadecimal digits");
    row("0b", "0 and 1");
    row("0b102", "0 and 1");
    row("0b111111111111111111111111111111111", "0 to 4294967295");
    row("localhost", "is no IPv4 address");
    row("地址", "is no IPv4 address");
    QTest::newRow("endless") << QString(100000, u'1') << u"too long"_s;
}

void Ipv4TextTest::refuses()
{
    QFETCH(const QString, text);
    QFETCH(const QString, says);
    const auto reading = readIpv4(text);
    QVERIFY(!reading.ok());
    QVERIFY2(reading.error().text.contains(says), qPrintable(reading.error().text));
}

void Ipv4TextTest::inetAton_data()
{
    // Compared with Python's socket.inet_aton on Linux.
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("dotted"); // empty: refused
    const auto row = [](const char *text, const char *dotted) {
        QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(dotted);
    };
    row("1.2.3.4", "1.2.3.4");
    row("1.2.3", "1.2.0.3");
    row("1.2.65535", "1.2.255.255");
    row("1.2.65536", "");
    row("1.2", "1.0.0.2");
    row("1.16777215", "1.255.255.255");
    row("1.16777216", "");
    row("16909060", "1.2.3.4");
    row("4294967296", "");
    row("010.1.1.1", "8.1.1.1");
    row("0x10.1.1.1", "16.1.1.1");
    row("08.1.1.1", "");
    row("256.1.1.1", "");
    row("1.2.3.4.5", "");
    row("0x", "");
    row("", "");
}

void Ipv4TextTest::inetAton()
{
    QFETCH(const QString, text);
    QFETCH(const QString, dotted);
    const auto value = readLikeInetAton(text);
    QCOMPARE(value.ok() ? dottedText(*value) : QString(), dotted);
}

void Ipv4TextTest::formsLeadBack()
{
    QCOMPARE(hexText(3232235521), u"C0 A8 00 01"_s);
    QCOMPARE(binaryText(3232235521), u"11000000.10101000.00000000.00000001"_s);
    for (const quint32 value :
         {0u, 1u, 0x7f000001u, 0xc0a80001u, 0x0a0b0c0du, 0x10101010u, 0xfffffffeu, 0xffffffffu}) {
        for (const QString &text :
             {dottedText(value), hexText(value), binaryText(value), QString::number(value)}) {
            const auto reading = readIpv4(text);
            QVERIFY2(reading.ok() && reading->value == value, qPrintable(text));
        }
    }
}

QTEST_GUILESS_MAIN(Ipv4TextTest)
#include "tst_ipv4text.moc"
