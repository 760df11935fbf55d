// SPDX-License-Identifier: MIT
#include "messageviewfixture.h"

#include <QAccessible>
#include <QClipboard>
#include <QMenu>
#include <QSignalSpy>

using namespace miniqq;
using namespace miniqq::client;
using namespace miniqq::client::test;
using namespace Qt::Literals::StringLiterals;

class TestMessageInteraction : public MessageViewFixture
{
    Q_OBJECT

private Q_SLOTS:
    void markupIsText()
    {
        open(0);
        const QString evil = u"<b>x</b><img src=\"http://127.0.0.1:1/x.png\">&lt;"_s;
        m_model->append({own(1, evil, MessageState::Kind::Sent)});
        const MessageLayout &layout = m_view->laidOut(0)->layout;
        QCOMPARE(layout.lines->text(), evil);
        QCOMPARE(layout.lines->formats().size(), 0);
        QVERIFY(!m_view->grab().isNull());
    }

    void selectsAndCopiesWithinABubble()
    {
        open(0);
        m_model->append({own(1, u"alpha beta\ngamma"_s, MessageState::Kind::Sent)});
        QWidget *port = m_view->viewport();
        QTest::mousePress(port, Qt::LeftButton, {}, inText(0, 0));
        QTest::mouseMove(port, inText(0, 5));
        QMouseEvent drag(QEvent::MouseMove, inText(0, 5), port->mapToGlobal(inText(0, 5)), Qt::NoButton,
                         Qt::LeftButton, {});
        QApplication::sendEvent(port, &drag);
        QTest::mouseRelease(port, Qt::LeftButton, {}, inText(0, 5));
        QCOMPARE(m_view->selectedText(), u"alpha"_s);
        QTest::keySequence(m_view.get(), QKeySequence::Copy);
        QCOMPARE(QApplication::clipboard()->text(), u"alpha"_s);
        QTest::mouseDClick(port, Qt::LeftButton, {}, inText(0, 7));
        QTest::mouseRelease(port, Qt::LeftButton, {}, inText(0, 7));
        QCOMPARE(m_view->selectedText(), u"beta"_s);
        QTest::keyClick(m_view.get(), Qt::Key_Escape);
        QVERIFY(!m_view->hasSelection());
        // Without a selection the marked message is copied, its line feeds too.
        QTest::keySequence(m_view.get(), QKeySequence::Copy);
        QCOMPARE(QApplication::clipboard()->text(), u"alpha beta\ngamma"_s);
    }

    void aLinkShowsItsTargetFirst()
    {
        open(0);
        m_model->append(
            {own(1, u"http://a.example/?x=1&y=2 and javascript:alert(1)"_s, MessageState::Kind::Sent)});
        QSignalSpy activated(m_view.get(), &MessageView::linkActivated);
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, inText(0, 3));
        QCOMPARE(activated.size(), 0);
        QPointer<QMenu> menu = m_view->findChild<QMenu *>();
        QVERIFY(menu);
        QCOMPARE(menu->actions().at(0)->text(), u"http://a.example/?x=1&&y=2"_s);
        QVERIFY(!menu->actions().at(0)->isEnabled());
        menu->actions().at(2)->trigger();
        QCOMPARE(activated.size(), 1);
        QCOMPARE(activated.first().first().toUrl(), QUrl(u"http://a.example/?x=1&y=2"_s));
        menu->close();
        QTRY_VERIFY(!menu);
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, inText(0, 35));
        QVERIFY(!m_view->findChild<QMenu *>());
    }

    void aFailedMessageCanBeSentAgainOrDeleted()
    {
        open(0);
        m_model->append({own(0, u"too long"_s, MessageState::Kind::Failed)});
        QSignalSpy retry(m_view.get(), &MessageView::retryRequested);
        QSignalSpy discard(m_view.get(), &MessageView::discardRequested);
        const QPoint words =
            m_view->laidOut(0)->layout.time.center().toPoint() + m_view->rowRect(0).topLeft();
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, words);
        QCOMPARE(retry.size(), 1);
        QCOMPARE(retry.first().first().value<Uuid>(), m_model->at(0).uuid);

        QContextMenuEvent event(QContextMenuEvent::Mouse, inText(0, 2), m_view->mapToGlobal(inText(0, 2)));
        QApplication::sendEvent(m_view->viewport(), &event);
        auto *menu = m_view->findChild<QMenu *>();
        QVERIFY(menu);
        menu->actions().constLast()->trigger();
        QCOMPARE(discard.size(), 1);
        QCOMPARE(discard.first().first().value<Uuid>(), m_model->at(0).uuid);
        menu->close();
    }

    void everyRowSaysItsWords()
    {
        open(3);
        m_model->append({own(4, u"<i>mine</i>"_s, MessageState::Kind::Delivered)});
        QAccessibleInterface *list = QAccessible::queryAccessibleInterface(m_view.get());
        QVERIFY(list);
        QCOMPARE(list->role(), QAccessible::List);
        QCOMPARE(list->childCount(), 4);
        const QString spoken = list->child(3)->text(QAccessible::Name);
        QVERIFY2(spoken.contains(u"You"_s) && spoken.contains(u"<i>mine</i>"_s) &&
                     spoken.contains(u"delivered"_s),
                 qPrintable(spoken));
        QVERIFY(list->child(0)->text(QAccessible::Name).contains(u"Carol"_s));
        QCOMPARE(list->indexOfChild(list->child(2)), 2);
        QVERIFY(!list->child(3)->rect().isEmpty());
        QCOMPARE(list->child(4), nullptr);
    }

    void arrowsWalkOverRows()
    {
        open(100);
        m_view->setFocus();
        QTest::keyClick(m_view.get(), Qt::Key_End);
        QCOMPARE(m_view->currentRow(), 99);
        for (int i = 0; i < 60; ++i)
            QTest::keyClick(m_view.get(), Qt::Key_Up);
        const int current = m_view->currentRow();
        QVERIFY(current < 90);
        QVERIFY(!m_view->rowRect(current).isEmpty());
    }
};

QTEST_MAIN(TestMessageInteraction)
#include "tst_messageinteraction.moc"
