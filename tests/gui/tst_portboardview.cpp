// SPDX-License-Identifier: MIT
#include "app/lab/ui/address/portboardcard.h"
#include "app/lab/ui/address/portboardview.h"
#include "common/ui/button.h"
#include "common/ui/inputfield.h"
#include "common/ui/language.h"
#include "common/ui/thememanager.h"
#include "tests/support/manualclock.h"

#include <QApplication>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

#include <atomic>

using namespace miniqq;
using namespace miniqq::lab;
using namespace Qt::Literals::StringLiterals;

class TestPortBoardView : public QObject
{
    Q_OBJECT

private:
    testing::ManualClock m_clock;
    std::unique_ptr<ui::ThemeManager> m_themes;
    std::unique_ptr<ui::LanguageManager> m_languages;

    static PortBoardRow row(quint16 port, TcpState state)
    {
        PortBoardRow row;
        row.socket.local = {u"127.0.0.1"_s, port};
        row.socket.state = state;
        row.socket.inode = state == TcpState::TimeWait ? 0 : 7;
        row.socket.timerMs = state == TcpState::TimeWait ? 30'000 : -1;
        return row;
    }
    PortBoard board(int sockets) const
    {
        PortBoard board{
            m_clock.monotonicNs(), {row(41706, TcpState::TimeWait)}, {PortRange{32768, 60999}, 1024}};
        for (int i = 1; i < sockets; ++i)
            board.rows << row(quint16(1000 + i), TcpState::Listen);
        return board;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_themes = std::make_unique<ui::ThemeManager>(*qApp);
        m_languages = std::make_unique<ui::LanguageManager>(*qApp);
    }
    void init() { m_languages->setLanguage(ui::LanguageManager::Language::English); }
    void cleanupTestCase()
    {
        m_languages.reset();
        m_themes.reset();
    }

    void tilesFillTheWidth()
    {
        PortBoardView view(m_clock);
        view.setMost(40);
        view.setBoard(board(23));
        for (const int width : {240, 640, 1150}) {
            view.resize(width, view.heightForWidth(width));
            for (int at = 0; at < 23; ++at) {
                QVERIFY(view.rect().contains(view.tileRect(at)));
                if (at > 0)
                    QVERIFY(!view.tileRect(at).intersects(view.tileRect(at - 1)));
            }
        }
        QCOMPARE(view.tileRect(4).top(), view.tileRect(0).top()); // five in a row, as wide as in the picture
        QVERIFY(view.tileRect(5).top() > view.tileRect(0).top());
    }

    void theChosenSocketStaysChosen()
    {
        PortBoardView view(m_clock);
        view.resize(1150, 400);
        view.setBoard(board(10));
        view.show();
        for (int i = 0; i < 4; ++i)
            QTest::keyClick(&view, Qt::Key_Right);
        const QString chosen = view.tiles().tiles[view.current()].key;
        PortBoard other = board(10);
        other.rows.prepend(row(22, TcpState::Listen));
        view.setBoard(other);
        QCOMPARE(view.tiles().tiles[view.current()].key, chosen);
        view.setFilter(QString::number(view.tiles().tiles[view.current()].port));
        QCOMPARE(view.current(), 0);
        view.setBoard(PortBoard());
        QCOMPARE(view.current(), -1);
    }

    void timeWaitCountsDownOnTheScreen()
    {
        PortBoardView view(m_clock);
        view.setBoard(board(1));
        view.show();
        QCOMPARE(view.tiles().tiles.first().corner, u"30 s"_s);
        m_clock.advanceMs(10'000);
        QTRY_COMPARE(view.tiles().tiles.first().corner, u"20 s"_s);
        QTest::keyClick(&view, Qt::Key_Right);
        QCOMPARE(view.current(), 0);
        QVERIFY(view.accessibleDescription().contains(u"41706"_s));
        view.hide();
        m_clock.advanceMs(5'000);
        QTest::qWait(0);
        QCOMPARE(view.tiles().tiles.first().corner, u"20 s"_s); // nobody sees it, nothing is counted
    }

    void theBoardIsReadOnlyWhileItCanBeSeen()
    {
        auto reads = std::make_shared<std::atomic<int>>(0);
        const PortBoard taken = board(90);
        PortBoardCard card(m_clock, [reads, taken] {
            reads->fetch_add(1);
            return taken;
        });
        card.setPause(std::chrono::milliseconds(20));
        QSignalSpy read(&card, &PortBoardCard::boardRead);
        QTest::qWait(0);
        QCOMPARE(reads->load(), 0);
        card.show();
        QTRY_VERIFY(!read.isEmpty());
        QCOMPARE(card.countText(), u"this machine · 20 of 90 shown"_s);
        QTRY_VERIFY(read.size() > 2);
        card.hide();
        const int before = reads->load();
        read.wait(200); // one may have been under way, but no more come
        QVERIFY(reads->load() <= before + 1);
    }

    void filterAndMore()
    {
        const PortBoard taken = board(90);
        PortBoardCard card(m_clock, [taken] { return taken; });
        QSignalSpy read(&card, &PortBoardCard::boardRead);
        card.show();
        QTRY_COMPARE(read.size(), 1);
        QVERIFY(card.moreButton().isVisible());
        card.moreButton().click();
        QCOMPARE(card.view().tiles().tiles.size(), 60);
        card.moreButton().click();
        QCOMPARE(card.view().tiles().tiles.size(), 90);
        QVERIFY(!card.moreButton().isVisible());
        card.filter().setText(u"time_wait"_s);
        QCOMPARE(card.view().tiles().tiles.size(), 1);
        QCOMPARE(card.countText(), u"this machine · 1 of 90 shown"_s);
        card.filter().setText(u"no such thing"_s);
        QCOMPARE(card.view().tiles().tiles.size(), 0);
        QVERIFY(!card.grab().isNull());
        m_languages->setLanguage(ui::LanguageManager::Language::Chinese);
        QTRY_COMPARE(card.title(), u"端口板"_s);
    }

    void thisProgramsOwnPortsAreFound()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        const SystemClock clock;
        PortBoardCard card(clock);
        QSignalSpy read(&card, &PortBoardCard::boardRead);
        card.filter().setText(QString::number(server.serverPort()));
        card.show();
        QTRY_COMPARE_WITH_TIMEOUT(read.size(), 1, 15'000);
        const QList<PortTile> &tiles = card.view().tiles().tiles;
        const auto own = std::find_if(tiles.begin(), tiles.end(), [&](const PortTile &tile) {
            return tile.port == server.serverPort() && tile.state == u"LISTEN"_s;
        });
        QVERIFY(own != tiles.end());
        QVERIFY(own->ours);
        QCOMPARE(own->owner, u"this program"_s);
    }
};

QTEST_MAIN(TestPortBoardView)
#include "tst_portboardview.moc"
