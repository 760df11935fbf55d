// SPDX-License-Identifier: MIT
// The free lab without its window: the UDP socket and the raw HTTP client.
#include "workbenchfixture.h"

#include <QTemporaryDir>

#include <sys/stat.h>

using namespace miniqq;
using namespace miniqq::lab;

class TestWorkbenchClients : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void datagrams()
    {
        Bench lab;
        RunningService *echo = lab.serve(u"udp-echo"_s);
        UdpBench &udp = lab.bench.udp();
        QSignalSpy complaints(&udp, &UdpBench::complained);
        udp.sendTo(u"127.0.0.1"_s, u"1"_s, {Payload::Kind::Text, u"x"_s});
        QCOMPARE(complaints.size(), 1); // not open
        QVERIFY(udp.setBroadcast(true).has_value());
        UdpForm form;
        form.receiveSize = 5;
        QVERIFY(echo && !udp.open(form));
        QVERIFY(udp.localName().isEmpty());
        udp.sendTo(u"127.0.0.1"_s, Bench::portOf(echo), {Payload::Kind::Text, u"hello!"_s});
        QTRY_COMPARE(textsOf(udp.transcript(), Said::Received).size(), 1);
        QVERIFY(textsOf(udp.transcript(), Said::Received)[0].endsWith(u"hello"_s));
        QVERIFY(textsOf(udp.transcript(), Said::Problem)[0].contains(u"6"_s)); // and one byte is lost
        QVERIFY(!udp.localName().isEmpty());
        // Broadcast needs permission.
        udp.sendTo(u"127.255.255.255"_s, u"9"_s, {Payload::Kind::Text, u"all"_s});
        QTRY_COMPARE(complaints.size(), 2);
        QVERIFY(last(complaints).text.contains(u"EACCES"_s));
        QVERIFY(!udp.setBroadcast(true));
        QSignalSpy sent(&udp, &UdpBench::sent);
        udp.sendTo(u"127.255.255.255"_s, u"9"_s, {Payload::Kind::Text, u"all"_s});
        QTRY_COMPARE(sent.size(), 1);
        udp.close();
        QVERIFY(!udp.isOpen());
    }

    void groups()
    {
        Bench lab;
        UdpBench &udp = lab.bench.udp();
        QVERIFY(!udp.open({u"0.0.0.0"_s, u"0"_s}));
        QCOMPARE(udp.join(u"127.0.0.1"_s, u"lo"_s)->field, Field::Group);
        QCOMPARE(udp.join(u"group"_s, u"lo"_s)->field, Field::Group);
        QCOMPARE(udp.join(u"239.1.2.3"_s, u"nowhere0"_s)->field, Field::Interface);
        QCOMPARE(udp.leave(u"239.1.2.3"_s, u"lo"_s)->field, Field::Group);
        QVERIFY(!udp.join(u"239.1.2.3"_s, u"lo"_s));
        QCOMPARE(udp.groups(), QStringList{u"239.1.2.3%lo"_s});
        QCOMPARE(udp.setMulticast(u"256"_s, true, {})->field, Field::Ttl);
        QVERIFY(!udp.setMulticast(u"0"_s, true, u"lo"_s));
        const QString port = udp.localName().section(u':', -1);
        udp.sendTo(u"239.1.2.3"_s, port, {Payload::Kind::Text, u"to all members"_s});
        QTRY_COMPARE(textsOf(udp.transcript(), Said::Received).size(), 1);
        QVERIFY(!udp.leave(u"239.1.2.3"_s, u"lo"_s));
        QVERIFY(udp.groups().isEmpty());
    }

    void badUdpForms()
    {
        Bench lab;
        UdpBench &udp = lab.bench.udp();
        QCOMPARE(udp.open({u"256.1.1.1"_s, u"0"_s})->field, Field::Address);
        QCOMPARE(udp.open({u""_s, u"70000"_s})->field, Field::Port);
        QCOMPARE(udp.open({u"203.0.113.7"_s, u"0"_s})->field, Field::Address);
        QVERIFY(!udp.isOpen());
        QVERIFY(!udp.open({}));
        QSignalSpy complaints(&udp, &UdpBench::complained);
        udp.sendTo(u"256.1.1.1"_s, u"9"_s, {Payload::Kind::Text, u"x"_s});
        QCOMPARE(last(complaints).field, Field::Host);
        udp.sendTo(u"127.0.0.1"_s, u"70000"_s, {Payload::Kind::Text, u"x"_s});
        QCOMPARE(last(complaints).field, Field::Port);
        udp.sendTo(u"127.0.0.1"_s, u"9"_s, {Payload::Kind::Text, QString(70'000, u'x')});
        QVERIFY(last(complaints).text.contains(u"EMSGSIZE"_s));
    }

    void rawGet()
    {
        QTemporaryDir folder;
        Bench lab;
        RunningService *server = lab.serve(u"http"_s);
        HttpBench &http = lab.bench.http();
        QSignalSpy complaints(&http, &HttpBench::complained);
        http.save(folder.filePath(u"x"_s));
        QCOMPARE(last(complaints).field, Field::File); // nothing yet
        QVERIFY(server && !http.get(u"http://127.0.0.1:%1/"_s.arg(Bench::portOf(server))));
        QTRY_VERIFY(http.response().has_value());
        QVERIFY(http.response()->header.startsWith("HTTP/1.1 200"));
        QVERIFY(http.response()->isWhole());
        QVERIFY(http.receives() >= 1);
        QVERIFY(http.socket() == nullptr);
        QSignalSpy saved(&http, &HttpBench::saved);
        const QString name = folder.filePath(u"page.html"_s);
        http.save(name);
        QTRY_COMPARE(saved.size(), 1);
        QFile file(name);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), http.response()->body);
        http.save(folder.filePath(u"no/such/folder"_s));
        QTRY_COMPARE(last(complaints).field, Field::File);
    }

    void aPipeIsNoFileToSend()
    {
        QTemporaryDir folder;
        const QString pipe = folder.filePath(u"pipe"_s);
        QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
        QObject context;
        std::optional<Result<QByteArray, Complaint>> made;
        makeBytes({Payload::Kind::File, pipe}, Encoding::Utf8, &context,
                  [&made](const Result<QByteArray, Complaint> &bytes) { made = bytes; });
        QTRY_VERIFY(made);
        QVERIFY(!made->ok() && made->error().field == Field::File);
        QVERIFY(made->error().text.contains(pipe));
    }

    void badUrls()
    {
        Bench lab;
        for (const QString &url : {u""_s, u"127.0.0.1"_s, u"https://127.0.0.1/"_s, u"http://256.1.1.1/"_s,
                                   u"http://a:b@127.0.0.1/"_s, u"http://127.0.0.1:70000/"_s}) {
            const auto complaint = lab.bench.http().get(url);
            QVERIFY2(complaint && complaint->field == Field::Url, qPrintable(url));
        }
        QVERIFY(!lab.bench.http().isRunning());
    }

    void notHttp()
    {
        Bench lab;
        RunningService *thanks = lab.serve(u"thanks"_s);
        QSignalSpy complaints(&lab.bench.http(), &HttpBench::complained);
        QVERIFY(!lab.bench.http().get(u"http://127.0.0.1:%1/"_s.arg(Bench::portOf(thanks))));
        QTRY_COMPARE(complaints.size(), 1);
        QVERIFY(!lab.bench.http().response());
        QVERIFY(!lab.bench.http().isRunning());
    }
};

QTEST_GUILESS_MAIN(TestWorkbenchClients)
#include "tst_workbenchclients.moc"
