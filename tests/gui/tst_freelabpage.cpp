// SPDX-License-Identifier: MIT
// The free lab as a person uses it: fields, buttons, what is shown; bad input under its field.
#include "app/lab/ui/byterulercard.h"
#include "app/lab/ui/calllane.h"
#include "app/lab/ui/encodingbenchcard.h"
#include "app/lab/ui/free/freelabpage.h"
#include "app/lab/ui/free/httpcard.h"
#include "app/lab/ui/free/optionpanel.h"
#include "app/lab/ui/free/payloadeditor.h"
#include "app/lab/ui/free/servicecard.h"
#include "app/lab/ui/free/serviceformcard.h"
#include "app/lab/ui/free/tcpcard.h"
#include "app/lab/ui/free/udpcard.h"
#include "app/lab/ui/streampane.h"
#include "app/lab/ui/transcriptview.h"
#include "common/ui/button.h"
#include "common/ui/inputfield.h"
#include "common/ui/thememanager.h"

#include <QComboBox>
#include <QDir>
#include <QListView>
#include <QSpinBox>
#include <QTableView>
#include <QTest>

using namespace miniqq;
using namespace miniqq::lab;
using namespace Qt::Literals::StringLiterals;

namespace {

int openSocketsOfProcess()
{
    int count = 0;
    const QDir folder(u"/proc/self/fd"_s);
    for (const QString &name : folder.entryList(QDir::Files | QDir::System | QDir::NoDotAndDotDot))
        count += QFile::symLinkTarget(folder.filePath(name)).contains(u"socket:"_s) ? 1 : 0;
    return count;
}

ui::Button *buttonOf(QWidget *parent, const QString &text)
{
    for (ui::Button *button : parent->findChildren<ui::Button *>()) {
        if (button->text() == text)
            return button;
    }
    return nullptr;
}

void type(ui::InputField *field, const QString &text)
{
    field->edit().selectAll();
    QTest::keyClicks(&field->edit(), text);
}

struct Page
{
    Page()
    {
        log.setMode(tap::TrafficLog::Mode::Full);
        page.resize(1216, 752);
        page.show();
    }
    RunningService *serve(const QString &name)
    {
        ServiceForm form = defaultForm(*findService(name));
        form.address = u"127.0.0.1"_s;
        form.ports = u"0"_s;
        page.serviceForm()->setForm(form);
        buttonOf(page.serviceForm(), u"Start"_s)->click();
        const auto &services = page.bench().services().services();
        return services.empty() ? nullptr : services.back().get();
    }
    static QString portOf(const RunningService *service)
    {
        return QString::number(service->names().constFirst().port());
    }
    QString transcriptOf(QWidget *card) const { return card->findChild<TranscriptView *>()->toPlainText(); }

    SystemClock clock;
    tap::TrafficLog log{clock, tap::Side::Client};
    FreeLabPage page{log, clock};
};

} // namespace

class TestFreeLabPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_themes = std::make_unique<ui::ThemeManager>(*qApp);
        m_themes->setAnimated(false);
        m_socketsBefore = openSocketsOfProcess();
    }
    void cleanupTestCase() { m_themes.reset(); }
    void cleanup() { QCOMPARE(openSocketsOfProcess(), m_socketsBefore); }

    void choosingAServiceShowsItsDefaults()
    {
        Page lab;
        auto *chooser = lab.page.serviceForm()->findChild<QComboBox *>();
        for (int i = 0; i < chooser->count(); ++i) {
            chooser->setCurrentIndex(i);
            const ServiceKind &kind = *findService(chooser->currentText());
            const ServiceForm wanted = defaultForm(kind);
            QCOMPARE(lab.page.serviceForm()->form().ports, wanted.ports);
            QCOMPARE(lab.page.serviceForm()->form().encoding, wanted.encoding);
            QCOMPARE(lab.page.serviceForm()->form().engine, wanted.engine);
        }
    }

    void aConversationByHand()
    {
        Page lab;
        RunningService *qq = lab.serve(u"one-each"_s);
        QVERIFY(qq);
        QCOMPARE(lab.page.serviceCards().size(), 1);
        ServiceCard *card = lab.page.serviceCards().constFirst();
        TcpCard *tcp = lab.page.tcp();
        TcpForm form = {u"127.0.0.1"_s, Page::portOf(qq)};
        form.sends = form.reads = u"gbk"_s;
        form.receiveSize = 5;
        tcp->setForm(form);
        QVERIFY(!buttonOf(tcp, u"Send"_s)->isEnabled());
        buttonOf(tcp, u"Connect"_s)->click();
        QTRY_VERIFY(buttonOf(tcp, u"Send"_s)->isEnabled());
        QVERIFY(tcp->resultText().contains(u"0: connected"_s));
        tcp->payload()->setText(u"在吗"_s);
        buttonOf(tcp, u"Send"_s)->click();
        QTRY_VERIFY(card->replyField()->isEnabled());
        type(card->replyField(), u"x"_s);
        card->replyField()->setText(u"你好吗"_s);
        QTest::keyClick(&card->replyField()->edit(), Qt::Key_Return);
        QTRY_VERIFY(lab.transcriptOf(tcp).contains(u"recv(5) → 1"_s)); // half of 吗 came by itself
        QVERIFY(!card->replyField()->isEnabled());
        QTRY_VERIFY(lab.transcriptOf(card).contains(u"在吗"_s));
        // The views saw it: calls, the stream with the cut, and on the bench the read that made it.
        auto *lane = lab.page.findChild<CallLane *>();
        QTRY_VERIFY(lane->list()->model()->rowCount() > 8);
        auto *streams = lab.page.findChild<StreamPane *>();
        QTRY_VERIFY(!streams->ruler()->view()->sentences().isEmpty());
        QTRY_COMPARE(streams->bench()->view()->input().bytes, QByteArray("\xc4\xe3\xba\xc3\xc2"));
        Q_EMIT streams->ruler()->view()->currentByteChanged(5); // another read is chosen
        QTRY_COMPARE(streams->bench()->view()->input().bytes, QByteArray("\xf0"));
        buttonOf(tcp, u"Reset"_s)->click();
        QVERIFY(!buttonOf(tcp, u"Reset"_s)->isEnabled());
        buttonOf(tcp, u"Connect"_s)->click();
        QTRY_VERIFY(lab.page.bench().tcp().isConnected());
    }

    void rulersOfDroppedStreamsAreLetGo()
    {
        Page lab;
        RunningService *echo = lab.serve(u"echo"_s);
        for (int i = 0; i < int(StreamBook::maxStreams) + 4; ++i) {
            lab.page.tcp()->setForm({u"127.0.0.1"_s, Page::portOf(echo)});
            lab.page.tcp()->connectNow();
            QTRY_VERIFY(lab.page.bench().tcp().isConnected());
            lab.page.bench().tcp().send({Payload::Kind::Text, u"x"_s});
            QTRY_VERIFY(lab.page.bench().tcp().transcript().toText().contains(u"b'x'"_s));
            lab.page.bench().experiment().drain();
            if (i >= int(StreamBook::maxStreams) - 2) // from here on the oldest goes
                lab.page.grab();
        }
        lab.page.bench().experiment().clear();
        lab.page.grab();
    }

    void badInputIsToldUnderItsField()
    {
        Page lab;
        ServiceForm form = defaultForm(*findService(u"echo"_s));
        form.ports = u"70000"_s;
        lab.page.serviceForm()->setForm(form);
        buttonOf(lab.page.serviceForm(), u"Start"_s)->click();
        QVERIFY(lab.page.serviceForm()->complaintAt(Field::Port).contains(u"70000"_s));
        QVERIFY(lab.page.serviceCards().isEmpty());
        type(lab.page.serviceForm()->field(Field::Port), u"0"_s); // and is gone when it is corrected
        QVERIFY(lab.page.serviceForm()->complaintAt(Field::Port).isEmpty());

        TcpCard *tcp = lab.page.tcp();
        tcp->setForm({u"256.1.1.1"_s, u"8001"_s});
        buttonOf(tcp, u"Connect"_s)->click();
        QVERIFY(tcp->complaintAt(Field::Host).contains(u"256.1.1.1"_s));
        tcp->setForm({u"127.0.0.1"_s, u"1"_s});
        buttonOf(tcp, u"Connect"_s)->click();
        QTRY_VERIFY(tcp->resultText().contains(u"ECONNREFUSED (111)"_s));
        QVERIFY(tcp->complaintAt(Field::Host).contains(u"ECONNREFUSED"_s));

        RunningService *echo = lab.serve(u"echo"_s);
        tcp->setForm({u"127.0.0.1"_s, Page::portOf(echo)});
        tcp->connectNow();
        QTRY_VERIFY(lab.page.bench().tcp().isConnected());
        const auto sendBad = [&](Payload::Kind kind, const QString &text) {
            tcp->payload()->setKind(kind);
            tcp->payload()->setText(text);
            buttonOf(tcp, u"Send"_s)->click();
        };
        sendBad(Payload::Kind::Hex, u"c4 e"_s);
        QVERIFY(tcp->payload()->complaint().contains(u"3"_s));
        sendBad(Payload::Kind::File, u"/no/such/file"_s);
        QTRY_VERIFY(tcp->payload()->complaint().contains(u"ENOENT"_s));
        QVERIFY(lab.page.bench().tcp().isConnected());

        lab.page.showClient(FreeLabPage::Client::Http);
        lab.page.http()->get(u"ftp://127.0.0.1"_s);
        QVERIFY(!lab.page.http()->complaintAt(Field::Url).isEmpty());
    }

    void optionsOfAListener() // item 48
    {
        Page lab;
        QVERIFY(lab.serve(u"echo"_s));
        lab.page.showSide(FreeLabPage::Side::Options);
        OptionPanel *panel = lab.page.options();
        QCOMPARE(panel->sockets()->count(), 1);
        OptionModel &model = panel->model();
        const auto rowOf = [&model](const QString &name) {
            for (int row = 0; row < model.rowCount(); ++row) {
                if (model.index(row, OptionModel::Name).data().toString() == name)
                    return row;
            }
            return -1;
        };
        QVERIFY(rowOf(u"IPPROTO_TCP"_s) > rowOf(u"SO_SNDBUF"_s));
        QCOMPARE(model.index(rowOf(u"SO_ACCEPTCONN"_s), OptionModel::Value).data().toString(), u"1"_s);
        const QModelIndex cell = model.index(rowOf(u"SO_SNDBUF"_s), OptionModel::Value);
        QVERIFY(model.setData(cell, u"4096"_s));
        QCOMPARE(cell.data().toString(), u"8192"_s);
        QVERIFY(panel->note().contains(u"4096"_s) && panel->note().contains(u"8192"_s));
        QVERIFY(!model.setData(cell, u"many"_s));
        QVERIFY(model.noteIsProblem());
        QVERIFY(!(model.index(rowOf(u"SO_TYPE"_s), OptionModel::Value).flags() & Qt::ItemIsEditable));
        lab.page.bench().closeAll();
        QCOMPARE(panel->sockets()->count(), 0);
        QCOMPARE(model.rowCount(), 0);
    }

    void transcriptsAreShownAsTheyGrow()
    {
        SystemClock clock;
        Transcript transcript(clock);
        TranscriptView view;
        view.setTranscript(&transcript);
        view.resize(300, 200);
        view.show();
        const auto shows = [&view](const QString &text) {
            return QTest::qWaitFor([&] { return view.toPlainText() == text; }, 5'000);
        };
        transcript.print("say: ");
        QVERIFY(shows(u"say: "_s));
        transcript.print("hi\n\n");
        QVERIFY(shows(u"say: hi\n"_s));
        transcript.add(Transcript::Kind::Received, u"a\r\nb<b>"_s); // one line, and no markup
        QVERIFY(shows(u"say: hi\n\n← a\\r\\nb<b>"_s));
        transcript.print("more");
        QVERIFY(view.toPlainText().size() > 0);
        transcript.print(" and more");
        QVERIFY(shows(u"say: hi\n\n← a\\r\\nb<b>\nmore and more"_s));
        transcript.clear();
        QVERIFY(shows({}));
        // A flood: bounded, the newest at the end, and drawn in a time that nobody notices.
        const QString line(Transcript::longestLine, u'x');
        for (int i = 0; i < 3000; ++i)
            transcript.add(Transcript::Kind::Received, line + QString::number(i));
        transcript.add(Transcript::Kind::Note, u"the last"_s);
        QTRY_VERIFY(view.toPlainText().endsWith(u"the last"_s));
        QVERIFY(view.document()->blockCount() <= int(Transcript::maxLines));
    }

    void stoppingAndRemoving()
    {
        Page lab;
        RunningService *echo = lab.serve(u"echo"_s);
        QVERIFY(echo && lab.serve(u"udp-echo"_s));
        QCOMPARE(lab.page.serviceCards().size(), 2);
        echo->stop();
        QCOMPARE(lab.page.serviceCards().size(), 2); // what it printed can still be read
        lab.page.bench().services().remove(echo);
        QCOMPARE(lab.page.serviceCards().size(), 1);
        lab.page.hide();
        lab.page.show();
    }

    void theLastPageLeavesNothingOpen()
    {
        Page lab;
        RunningService *hello = lab.serve(u"hello"_s);
        lab.page.tcp()->setForm({u"127.0.0.1"_s, Page::portOf(hello)});
        lab.page.tcp()->connectNow();
        QTRY_VERIFY(lab.page.bench().tcp().isConnected());
        lab.page.udp()->openOrClose();
        QVERIFY(openSocketsOfProcess() > m_socketsBefore + 2);
    } // cleanup() counts

private:
    std::unique_ptr<ui::ThemeManager> m_themes;
    int m_socketsBefore = 0;
};

QTEST_MAIN(TestFreeLabPage)
#include "tst_freelabpage.moc"
