// SPDX-License-Identifier: MIT
#include "messageviewfixture.h"

#include <QScrollBar>
#include <QSignalSpy>

using namespace miniqq;
using namespace miniqq::client;
using namespace miniqq::client::test;
using namespace Qt::Literals::StringLiterals;

class TestMessageView : public MessageViewFixture
{
    Q_OBJECT

private Q_SLOTS:
    void opensAtTheEnd()
    {
        open(200);
        QVERIFY(m_view->isAtEnd());
        QCOMPARE(m_view->lastVisibleRow(), 199);
        QCOMPARE(bottomOf(199), m_view->viewport()->height() - 8);
        QVERIFY(!jump().isVisible());
        const QScrollBar &bar = *m_view->verticalScrollBar();
        QCOMPARE(bar.value(), bar.maximum());
    }

    void fewMessagesStandAtTheBottom()
    {
        open(2);
        QCOMPARE(bottomOf(1), m_view->viewport()->height() - 8);
        QVERIFY(m_view->isAtEnd());
        QCOMPARE(m_view->verticalScrollBar()->maximum(), 0);
        m_view->setModel(nullptr);
        QCOMPARE(m_view->lastVisibleRow(), -1);
        QVERIFY(!m_view->grab().isNull());
    }

    void followsTheEnd()
    {
        open(100);
        m_model->append(talk(1101, 1));
        QCOMPARE(bottomOf(100), m_view->viewport()->height() - 8);
        m_view->resize(400, 250);
        QCOMPARE(bottomOf(100), m_view->viewport()->height() - 8);
    }

    void keepsTheRowUnderTheEye_data()
    {
        QTest::addColumn<int>("what");
        QTest::newRow("older messages come in") << 0;
        QTest::newRow("newer messages come in") << 1;
        QTest::newRow("the pane gets narrower") << 2;
        QTest::newRow("receipts come in") << 3;
        QTest::newRow("the text grows") << 4;
        QTest::newRow("the theme changes") << 5;
        QTest::newRow("rows above are forgotten") << 6;
        QTest::newRow("rows below are forgotten") << 7;
    }
    void keepsTheRowUnderTheEye()
    {
        QFETCH(int, what);
        open(200);
        scrollUp(8);
        const auto [seq, bottom] = eye();
        QVERIFY(seq > 1000 && seq < 1190);
        switch (what) {
        case 0:
            m_model->prepend(talk(901, 100));
            break;
        case 1:
            m_model->append(talk(1201, 30));
            break;
        case 2:
            m_view->resize(330, 400);
            break;
        case 3:
            for (int row = 0; row < 200; ++row)
                m_model->setState(row, MessageState::Kind::Read);
            break;
        case 4:
            m_themes->setTextScale(1.5);
            break;
        case 5:
            m_themes->setMode(ui::ThemeManager::Mode::Dark);
            break;
        case 6:
            m_model->remove(0, 50);
            break;
        case 7:
            m_model->remove(185, 15);
            break;
        }
        QCOMPARE(bottomOf(rowOfSeq(seq)), bottom);
        QVERIFY(!m_view->isAtEnd());
        m_themes->setTextScale(1);
        m_themes->setMode(ui::ThemeManager::Mode::Light);
    }

    void prependingAtTheVeryTopKeepsThePlace()
    {
        open(200);
        QTest::keyClick(m_view.get(), Qt::Key_Home);
        QCOMPARE(m_view->firstVisibleRow(), 0);
        const auto [seq, bottom] = eye();
        m_model->prepend(talk(901, 100));
        QCOMPARE(bottomOf(rowOfSeq(seq)), bottom);
        QVERIFY(m_view->verticalScrollBar()->value() > 0);
    }

    void countsWhatArrivesBelow()
    {
        open(100);
        m_view->noteNewMessage(false);
        QCOMPARE(m_view->newMessagesBelow(), 0);
        scrollUp(2);
        QVERIFY(jump().isVisible());
        const auto before = eye();
        for (int i = 0; i < 3; ++i) {
            m_model->append(talk(1101 + i, 1));
            m_view->noteNewMessage(false);
        }
        m_view->noteNewMessage(true);
        QCOMPARE(eye(), before);
        QCOMPARE(m_view->newMessagesBelow(), 3);
        QCOMPARE(jump().count(), 3);
        QTest::mouseClick(&jump(), Qt::LeftButton);
        QVERIFY(m_view->isAtEnd());
        QCOMPARE(m_view->lastVisibleRow(), 102);
        QCOMPARE(m_view->newMessagesBelow(), 0);
        QVERIFY(!jump().isVisible());
    }

    void sendingShowsTheEnd()
    {
        open(100);
        scrollUp(3);
        m_model->append({own(0, u"mine"_s)});
        m_view->scrollToEnd();
        QVERIFY(m_view->isAtEnd());
        QCOMPARE(m_view->lastVisibleRow(), 100);
    }

    void theEndOfTheModelIsNotAlwaysTheEnd()
    {
        open(100);
        m_view->setAtLogEnd(false);
        QSignalSpy newer(m_view.get(), &MessageView::newerNeeded);
        QSignalSpy latest(m_view.get(), &MessageView::latestNeeded);
        QVERIFY(newer.wait(1000));
        QVERIFY(!m_view->isAtEnd());
        QVERIFY(jump().isVisible());
        const auto before = eye();
        m_model->append(talk(1101, 50));
        QCOMPARE(eye(), before);
        m_view->scrollToEnd();
        QCOMPARE(latest.size(), 1);
    }

    void asksForOlderBeforeTheTopIsReached()
    {
        open(300);
        QSignalSpy older(m_view.get(), &MessageView::olderNeeded);
        scrollUp(1);
        QCoreApplication::processEvents();
        QCOMPARE(older.size(), 0);
        m_view->verticalScrollBar()->setValue(700);
        QVERIFY(older.wait(1000));
        QVERIFY(m_view->firstVisibleRow() > 0);
    }

    void unreadLineIsShownNearTheTop()
    {
        open(0);
        std::vector<FakeMessage> messages = talk(1001, 100);
        messages[60].startsUnread = true;
        m_model->append(messages);
        m_view->showFirstUnread();
        QCOMPARE(m_view->firstVisibleRow(), 60);
        QVERIFY(!m_view->laidOut(60)->layout.unreadLine.isEmpty());
        m_model->setState(60, MessageState::Kind::Read);
        QVERIFY(!m_view->laidOut(60)->layout.unreadLine.isEmpty());
        // All that is unread fits: the end is shown.
        m_model->clear();
        messages = talk(1001, 100);
        messages[98].startsUnread = true;
        m_model->append(messages);
        m_view->showFirstUnread();
        QVERIFY(m_view->isAtEnd());
    }

    void seenIsOnlyWhatIsOnTheScreenOfTheActiveWindow()
    {
        open(100, false);
        QSignalSpy seen(m_view.get(), &MessageView::messagesSeen);
        QCoreApplication::processEvents();
        QCOMPARE(seen.size(), 0);
        m_view->show();
        m_view->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
        QTRY_COMPARE(seen.size(), 1);
        QCOMPARE(seen.takeFirst().first().toLongLong(), 1100);

        // Another window in front: what arrives has not been seen until this one is active again.
        QWidget other;
        other.show();
        other.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&other));
        m_model->append(talk(1101, 1));
        QCOMPARE(m_view->lastVisibleRow(), 100);
        QCoreApplication::processEvents();
        QCOMPARE(seen.size(), 0);
        m_view->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
        QTRY_COMPARE(seen.size(), 1);
        QCOMPARE(seen.takeFirst().first().toLongLong(), 1101);

        // Below the viewport: not seen until it is scrolled to. Nothing is said twice.
        scrollUp(2);
        m_model->append(talk(1102, 5));
        QCoreApplication::processEvents();
        QCOMPARE(seen.size(), 0);
        QTest::keyClick(m_view.get(), Qt::Key_End);
        QTRY_COMPARE(seen.size(), 1);
        QCOMPARE(seen.takeFirst().first().toLongLong(), 1106);
        m_view->hide();
        m_model->append(talk(1107, 1));
        QCoreApplication::processEvents();
        QCOMPARE(seen.size(), 0);
    }

    void aHundredThousandRowsOpenAtOnce()
    {
        FakeMessageModel model;
        model.append(talk(1, 100'000));
        MessageView view;
        view.resize(600, 800);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QElapsedTimer timer;
        timer.start();
        view.setModel(&model);
        view.grab();
        const qint64 opened = timer.restart();
        QCOMPARE(view.lastVisibleRow(), 99'999);
        view.verticalScrollBar()->setValue(view.verticalScrollBar()->maximum() / 2);
        view.grab();
        const qint64 jumped = timer.restart();
        QVERIFY(view.firstVisibleRow() > 40'000 && view.lastVisibleRow() < 60'000);
        for (int i = 0; i < 100; ++i) {
            QTest::keyClick(&view, Qt::Key_PageUp);
            view.grab();
        }
        const qint64 frame = timer.elapsed() / 100;
        qInfo("100 000 rows: opened and painted in %lld ms, jump to the middle %lld ms, a page %lld ms",
              opened, jumped, frame);
        // Generous: an unoptimised build on a busy machine. Laying out everything would take minutes.
        QVERIFY2(opened < 400, qPrintable(QString::number(opened)));
        QVERIFY2(jumped < 400, qPrintable(QString::number(jumped)));
        QVERIFY2(frame < 100, qPrintable(QString::number(frame)));
    }

    void scrollingUpAndDownComesBack()
    {
        open(500);
        for (int i = 0; i < 400 && m_view->firstVisibleRow() > 0; ++i)
            QTest::keyClick(m_view.get(), Qt::Key_PageUp);
        QCOMPARE(m_view->firstVisibleRow(), 0);
        QCOMPARE(m_view->rowRect(0).top(), 8);
        QCOMPARE(m_view->verticalScrollBar()->value(), 0);
        for (int i = 0; i < 400 && !m_view->isAtEnd(); ++i)
            QTest::keyClick(m_view.get(), Qt::Key_PageDown);
        QVERIFY(m_view->isAtEnd());
        // Rows lie on one another without gap or overlap.
        for (int row = m_view->firstVisibleRow(); row < m_view->lastVisibleRow(); ++row)
            QCOMPARE(bottomOf(row), m_view->rowRect(row + 1).top());
    }
};

QTEST_MAIN(TestMessageView)
#include "tst_messageview.moc"
