// SPDX-License-Identifier: MIT
#include "gallerytraffic.h"

#include "common/ui/exchange/connectioncard.h"
#include "common/ui/exchange/exchangediagramcard.h"
#include "common/ui/exchange/exchangeview.h"
#include "common/ui/exchange/framedetails.h"
#include "common/ui/exchange/framefieldsview.h"
#include "common/ui/exchange/framelistview.h"
#include "common/ui/exchange/hexview.h"
#include "common/ui/exchange/rttcard.h"
#include "common/ui/exchange/sequencediagram.h"
#include "common/ui/inputfield.h"
#include "common/ui/label.h"
#include "common/ui/thememanager.h"

#include <QClipboard>
#include <QDateTime>
#include <QGuiApplication>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace miniqq;
using namespace miniqq::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray said = "{\"text\":\"a\xe4\xbd\xa0\"}"; // a你

struct Fixture
{
    GalleryClock clock;
    tap::TrafficLog log{clock, tap::Side::Server};
    ExchangeView view{log};

    void show()
    {
        view.resize(1200, 600);
        view.show();
        view.model().refresh();
        QCoreApplication::processEvents();
    }
};

} // namespace

class tst_ExchangeView : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_themes = std::make_unique<ThemeManager>(*qApp); }
    void cleanupTestCase() { m_themes.reset(); }
    void hexKnowsCharacters();
    void hexWalksAndCopies();
    void hexBrokenUtf8();
    void fieldsAndBytesAreOneSelection();
    void tabWalksFieldsAndLeaves();
    void listAndDiagramShareTheSelection();
    void emptyAndFiltered();
    void pauseStandsStill();
    void followsTheEnd();
    void dropsTheOldest();
    void diagramKeyboard();
    void asksOnlyWhileVisible();
    void connectionCard();
    void rttCard();
    void diagramCardActivates();

private:
    std::unique_ptr<ThemeManager> m_themes;
};

void tst_ExchangeView::hexKnowsCharacters()
{
    HexView hex;
    QCOMPARE(hex.currentByte(), -1);
    hex.setBytes(QByteArray("\0\0\0\x09", 4) + said, 4);
    QCOMPARE(hex.currentByte(), 0);
    const qsizetype at = 4 + said.indexOf('\xe4');
    for (qsizetype i = at; i < at + 3; ++i)
        QCOMPARE(hex.characterAt(i), std::pair(at, at + 3));
    QCOMPARE(hex.characterAt(at - 1), std::pair(at - 1, at));
    QCOMPARE(hex.characterAt(1), std::pair(qsizetype(1), qsizetype(2)));
    QCOMPARE(hex.characterAt(9999), std::pair(qsizetype(0), qsizetype(0)));
}

void tst_ExchangeView::hexWalksAndCopies()
{
    HexView hex;
    hex.resize(400, 200);
    hex.setBytes(QByteArray("\0\0\0\x09", 4) + said, 4);
    hex.show();
    QSignalSpy walked(&hex, &HexView::currentByteChanged);
    QTest::keyClick(&hex, Qt::Key_Right);
    QTest::keyClick(&hex, Qt::Key_Down);
    QCOMPARE(hex.currentByte(), 1 + hex.bytesPerRow());
    QTest::keyClick(&hex, Qt::Key_Up);
    QTest::keyClick(&hex, Qt::Key_Left);
    QTest::keyClick(&hex, Qt::Key_Left);
    QCOMPARE(hex.currentByte(), 0);
    QTest::keyClick(&hex, Qt::Key_End);
    QCOMPARE(hex.currentByte(), hex.bytes().size() - 1);
    QVERIFY(walked.count() >= 5);
    const qsizetype at = 4 + said.indexOf('\xe4');
    hex.setMarked(at, at + 3);
    QCOMPARE(hex.currentByte(), at);
    QVERIFY(hex.accessibleDescription().contains(u"你"_s));
    QTest::keyClick(&hex, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"e4 bd a0"_s);
}

void tst_ExchangeView::hexBrokenUtf8()
{
    HexView hex;
    hex.setBytes(QByteArray("\0\0\0\x03\xbd\xe4\x41\xf0\x9f", 9), 4);
    for (qsizetype i = 4; i < 9; ++i)
        QCOMPARE(hex.characterAt(i), std::pair(i, i + 1)); // each stands alone
    hex.resize(400, 100);
    QVERIFY(!hex.grab().isNull());
}

void tst_ExchangeView::fieldsAndBytesAreOneSelection()
{
    Fixture f;
    playServerTraffic(f.log, f.clock);
    f.show();
    QVERIFY(f.view.selectEnvelope(u"7"_s));
    const QModelIndex row = f.view.list()->currentIndex(); // painted, so its words are for screen readers
    const QString spoken = row.data(Qt::AccessibleTextRole).toString();
    QVERIFY2(spoken.contains(row.data(tap::TrafficModel::TypeRole).toString()) &&
                 spoken.contains(row.data(tap::TrafficModel::FromRole).toString()),
             qPrintable(spoken));
    FrameFieldsView *fields = f.view.details()->fields();
    HexView *hex = f.view.details()->hex();
    QVERIFY(!hex->bytes().isEmpty());
    const qsizetype at = hex->bytes().indexOf("\xe4");
    fields->selectByte(at);
    QCOMPARE(fields->currentIndex().data().toString(), u"text"_s);
    QVERIFY(fields->currentIndex().data(Qt::AccessibleTextRole).toString().contains(u"你好"_s));
    QVERIFY(fields->currentIndex().data(Qt::ToolTipRole).toString().contains(u"UTF-8"_s));
    QCOMPARE(hex->bytes().mid(hex->markedBegin(), hex->markedEnd() - hex->markedBegin()),
             QByteArray("\xe4\xbd\xa0\xe5\xa5\xbd \xf0\x9f\x91\x8b")); // between the quotes
    // The other way: walking a byte back past the quotes stays in the field, further on leaves it.
    hex->setFocus();
    QTest::keyClick(hex, Qt::Key_Home);
    QCOMPARE(fields->currentIndex().data().toString(), u"length"_s);
    QCOMPARE(hex->markedEnd(), 4);
    QCOMPARE(hex->currentByte(), 0);
    for (int i = 0; i < 4; ++i)
        QTest::keyClick(hex, Qt::Key_Right);
    QCOMPARE(hex->currentByte(), 4); // a byte at a time, whatever is marked
    QCOMPARE(fields->currentIndex().data().toString(), u"payload"_s);
    QTest::keyClick(hex, Qt::Key_Right);
    QCOMPARE(hex->currentByte(), 5);
    QCOMPARE(fields->currentIndex().data().toString(), u"type"_s);
}

void tst_ExchangeView::tabWalksFieldsAndLeaves()
{
    Fixture f;
    playServerTraffic(f.log, f.clock);
    f.show();
    QVERIFY(f.view.selectEnvelope(u"7"_s));
    QVERIFY(QTest::qWaitForWindowActive(&f.view));
    FrameFieldsView *fields = f.view.details()->fields();
    HexView *hex = f.view.details()->hex();
    fields->selectByte(0);
    hex->setFocus();
    QTest::keyClick(hex, Qt::Key_Tab);
    QCOMPARE(fields->currentIndex().data().toString(), u"payload"_s);
    QTest::keyClick(hex, Qt::Key_Backtab);
    QCOMPARE(fields->currentIndex().data().toString(), u"length"_s);
    QVERIFY(hex->hasFocus());
    for (int i = 0; i < 20 && hex->hasFocus(); ++i)
        QTest::keyClick(hex, Qt::Key_Tab);
    QVERIFY(!hex->hasFocus()); // no trap: behind the last field the focus moves on
}

void tst_ExchangeView::listAndDiagramShareTheSelection()
{
    Fixture f;
    playServerTraffic(f.log, f.clock);
    f.show();
    QVERIFY(f.view.selectEnvelope(u"7"_s));
    QCOMPARE(f.view.diagram()->currentIndex(), f.view.list()->currentIndex());
    const QRect rect = f.view.diagram()->visualRect(f.view.diagram()->currentIndex());
    const QModelIndex below = f.view.diagram()->indexAt(rect.center() + QPoint(0, rect.height()));
    QVERIFY(below.isValid());
    QTest::mouseClick(f.view.diagram()->viewport(), Qt::LeftButton, {},
                      rect.center() + QPoint(0, rect.height()));
    QCOMPARE(f.view.list()->currentIndex().row(), below.row());
    QVERIFY(f.view.diagram()->accessibleDescription().contains(u"chat.ack"_s));
    QVERIFY(!f.view.selectEnvelope(u"no such id"_s));
}

void tst_ExchangeView::emptyAndFiltered()
{
    Fixture f;
    f.log.setMode(tap::TrafficLog::Mode::Full);
    f.show();
    QVERIFY(!f.view.diagram()->isVisible());
    playServerTraffic(f.log, f.clock);
    f.view.model().refresh();
    QVERIFY(f.view.diagram()->isVisible());
    f.view.setFilter(u"type:no-such-type"_s);
    QVERIFY(!f.view.diagram()->isVisible());
    f.view.setFilter(u"type:chat"_s);
    QVERIFY(f.view.diagram()->isVisible());
    QCOMPARE(f.view.model().rowCount(), 4);
    QVERIFY(!f.view.grab().isNull());
}

void tst_ExchangeView::pauseStandsStill()
{
    Fixture f;
    playServerTraffic(f.log, f.clock);
    f.show();
    const int rows = f.view.model().rowCount();
    f.view.setPaused(true);
    f.log.frame(ConnectionId(1), tap::Direction::In, galleryFrame("ping", {}, {}, {}));
    f.view.model().refresh();
    QCOMPARE(f.view.model().rowCount(), rows);
    f.view.setPaused(false);
    QCOMPARE(f.view.model().rowCount(), rows + 1);
}

void tst_ExchangeView::followsTheEnd()
{
    Fixture f;
    playServerTraffic(f.log, f.clock);
    f.show();
    const auto more = [&f] {
        for (int i = 0; i < 40; ++i)
            f.log.frame(ConnectionId(1), tap::Direction::In, galleryFrame("ping", {}, {}, {}));
        f.view.model().refresh();
        QCoreApplication::processEvents();
    };
    more();
    QScrollBar *list = f.view.list()->verticalScrollBar();
    QScrollBar *diagram = f.view.diagram()->verticalScrollBar();
    QVERIFY(diagram->maximum() > 0);
    QCOMPARE(diagram->value(), diagram->maximum());
    QCOMPARE(list->value(), list->maximum());
    diagram->setValue(10);
    list->setValue(10);
    more();
    QCOMPARE(diagram->value(), 10);
    QCOMPARE(list->value(), 10);
    diagram->setValue(diagram->maximum());
    more();
    QCOMPARE(diagram->value(), diagram->maximum());
}

void tst_ExchangeView::dropsTheOldest()
{
    GalleryClock clock;
    tap::TrafficLog log(clock, tap::Side::Server);
    tap::TrafficModel model(log, nullptr, 100);
    SequenceDiagram diagram(tap::Side::Server);
    diagram.setModel(&model);
    diagram.resize(600, 300);
    diagram.show();
    log.setMode(tap::TrafficLog::Mode::Full);
    log.opened(ConnectionId(1), {}, {u"127.0.0.1"_s, 1});
    for (int i = 0; i < 350; ++i) {
        log.frame(ConnectionId(1), tap::Direction::In,
                  galleryFrame(i % 7 ? "ping" : "file.chunk", {}, {}, {}));
        if (i % 30 == 0)
            model.refresh();
    }
    model.refresh();
    QCOMPARE(model.rowCount(), 100);
    QVERIFY(diagram.visualRect(model.index(99, 0)).isValid());
    QCOMPARE(diagram.verticalScrollBar()->value(), diagram.verticalScrollBar()->maximum());
    QCOMPARE(diagram.indexAt(diagram.visualRect(model.index(98, 0)).center()).row(), 98);
}

void tst_ExchangeView::diagramKeyboard()
{
    Fixture f;
    playServerTraffic(f.log, f.clock);
    f.show();
    SequenceDiagram *diagram = f.view.diagram();
    QTest::keyClick(diagram, Qt::Key_Home);
    QCOMPARE(diagram->currentIndex().row(), 0);
    QTest::keyClick(diagram, Qt::Key_Down);
    QCOMPARE(diagram->currentIndex().row(), 1);
    QVERIFY(diagram->viewport()->rect().intersects(diagram->visualRect(diagram->currentIndex())));
    QTest::keyClick(diagram, Qt::Key_End);
    QCOMPARE(diagram->currentIndex().row(), f.view.model().rowCount() - 1);
}

void tst_ExchangeView::asksOnlyWhileVisible()
{
    Fixture f;
    QVERIFY(!f.view.model().isActive());
    f.show();
    QVERIFY(f.view.model().isActive());
    f.view.hide();
    QVERIFY(!f.view.model().isActive());
}

void tst_ExchangeView::connectionCard()
{
    ConnectionCard card;
    ConnectionCardData data;
    data.local = {u"This machine"_s, u"192.168.1.7"_s, 51034, u"private"_s, u"ephemeral port"_s};
    data.remote = {u"Server"_s, u"192.168.1.20"_s, 6477, u"private"_s, u"listening port"_s};
    data.state = u"ESTABLISHED"_s;
    data.openMs = 963'500;
    data.path = u"same subnet"_s;
    card.setData(data);
    QVERIFY(card.rows().value(u"state"_s).startsWith(u"ESTABLISHED · 00:16:0"_s));
    QCOMPARE(card.rows().value(u"path"_s), u"same subnet"_s);
    QVERIFY(card.rows().value(u"tls"_s).isEmpty());
    QVERIFY(card.rows().value(u"key"_s).isEmpty());
    data.tls = u"1.3"_s;
    data.key = u"AB:CD"_s;
    data.path.clear();
    card.setData(data);
    QCOMPARE(card.rows().value(u"tls"_s), u"1.3"_s);
    QCOMPARE(card.rows().value(u"key"_s), u"AB:CD"_s);
    QVERIFY(card.rows().value(u"path"_s).isEmpty());
}

void tst_ExchangeView::rttCard()
{
    RttCard card;
    const auto shows = [&card](const QString &text) {
        const auto labels = card.findChildren<Label *>();
        return std::any_of(labels.begin(), labels.end(),
                           [&text](const Label *label) { return label->text() == text; });
    };
    QVERIFY(shows(u"—"_s)); // nothing measured is not zero
    card.setData({1.84, u"getsockopt(TCP_INFO)"_s});
    QVERIFY(shows(u"1.8"_s));
    card.clear();
    QVERIFY(shows(u"—"_s));
}

void tst_ExchangeView::diagramCardActivates()
{
    GalleryClock clock;
    tap::TrafficLog log(clock, tap::Side::Client);
    playClientTraffic(log, clock);
    ExchangeDiagramCard card(log);
    card.resize(340, 400);
    card.show();
    card.model().refresh();
    QSignalSpy activated(&card, &ExchangeDiagramCard::frameActivated);
    card.diagram()->setCurrentIndex(card.model().index(1, 0));
    QTest::keyClick(card.diagram(), Qt::Key_Return);
    QCOMPARE(activated.count(), 1);
    QCOMPARE(activated.first().first().toULongLong(), card.model().eventAt(1).number);
}

QTEST_MAIN(tst_ExchangeView)
#include "tst_exchangeview.moc"
