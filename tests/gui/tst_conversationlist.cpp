// SPDX-License-Identifier: MIT
#include "fakemodels.h"

#include "app/ui/conversations/conversationlistview.h"
#include "app/ui/conversations/conversationrow.h"
#include "common/ui/inputfield.h"
#include "common/ui/thememanager.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>

using namespace miniqq;
using namespace miniqq::client;
using namespace miniqq::client::test;
using namespace Qt::Literals::StringLiterals;

namespace {

FakeConversation conversation(const QByteArray &key, const QString &title, const QByteArray &peer,
                              int unread = 0)
{
    FakeConversation c;
    c.key = key;
    c.title = title;
    c.peer = peer;
    c.preview = u"see you"_s;
    c.time = QDateTime(QDate::currentDate(), QTime(9, 30));
    c.unread = unread;
    c.presence = peer.isEmpty() ? -1 : 1;
    return c;
}

} // namespace

class TestConversationList : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<ui::ThemeManager> m_themes;
    std::unique_ptr<FakeConversationModel> m_model;
    std::unique_ptr<ConversationListView> m_view;

    QByteArray keyAt(int row) const
    {
        return m_view->list().model()->index(row, 0).data(Qt::UserRole + 1).toByteArray();
    }
    QString spoken(int row) const
    {
        return m_view->list().model()->index(row, 0).data(Qt::AccessibleTextRole).toString();
    }
    QByteArray marked() const
    {
        const QModelIndexList rows = m_view->list().selectionModel()->selectedIndexes();
        return rows.isEmpty() ? QByteArray() : rows.first().data(Qt::UserRole + 1).toByteArray();
    }
    QPoint middleOf(int row) const
    {
        return m_view->list().visualRect(m_view->list().model()->index(row, 0)).center();
    }

private Q_SLOTS:
    void initTestCase()
    {
        QFont font(u"Noto Sans"_s);
        font.setPixelSize(13);
        QApplication::setFont(font);
        m_themes = std::make_unique<ui::ThemeManager>(*qApp);
    }
    void cleanupTestCase() { m_themes.reset(); }
    void init()
    {
        m_model = std::make_unique<FakeConversationModel>(std::vector<FakeConversation>{
            conversation("d:alice:bob", u"Bob"_s, "bob", 2), conversation("lobby", u"Lobby"_s, {}),
            conversation("d:alice:ming", u"小明"_s, "ming", 5)});
        m_view = std::make_unique<ConversationListView>();
        m_view->resize(280, 400);
        m_view->setModel(m_model.get());
        m_view->show();
        m_view->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
    }
    void cleanup()
    {
        m_view.reset();
        m_model.reset();
    }

    void aClickOpens()
    {
        QSignalSpy opened(m_view.get(), &ConversationListView::conversationActivated);
        QTest::mouseClick(m_view->list().viewport(), Qt::LeftButton, {}, middleOf(1));
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened.first().first().toByteArray(), "lobby");
        QCOMPARE(m_view->openConversation(), "lobby");
        QCOMPARE(marked(), "lobby");
    }

    void arrowsWalkAndEnterOpens()
    {
        QSignalSpy opened(m_view.get(), &ConversationListView::conversationActivated);
        m_view->setOpenConversation("d:alice:bob");
        m_view->list().setFocus();
        QTest::keyClick(&m_view->list(), Qt::Key_Down);
        QTest::keyClick(&m_view->list(), Qt::Key_Down);
        QCOMPARE(opened.size(), 0);
        QTest::keyClick(&m_view->list(), Qt::Key_Return);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened.first().first().toByteArray(), "d:alice:ming");
        m_view->openNext(-1);
        QCOMPARE(m_view->openConversation(), "lobby");
        m_view->openNextUnread();
        QCOMPARE(m_view->openConversation(), "d:alice:ming");
        m_view->openNextUnread();
        QCOMPARE(m_view->openConversation(), "d:alice:bob");
    }

    void searchNarrowsByName()
    {
        QSignalSpy opened(m_view.get(), &ConversationListView::conversationActivated);
        QSignalSpy finished(m_view.get(), &ConversationListView::searchFinished);
        m_view->setOpenConversation("d:alice:bob");
        m_view->startSearch();
        QVERIFY(m_view->search().hasFocus());
        QTest::keyClicks(&m_view->search(), u"LOB"_s);
        QCOMPARE(m_view->list().model()->rowCount(), 1);
        QCOMPARE(keyAt(0), "lobby");
        QTest::keyClick(&m_view->search(), Qt::Key_Return);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened.first().first().toByteArray(), "lobby");
        QCOMPARE(finished.size(), 1);
        QVERIFY(m_view->search().text().isEmpty());
        QCOMPARE(m_view->list().model()->rowCount(), 3);

        m_view->startSearch();
        m_view->search().setText(u"明"_s);
        QCOMPARE(m_view->list().model()->rowCount(), 1);
        m_view->search().setText(u".*"_s); // no pattern, but text
        QCOMPARE(m_view->list().model()->rowCount(), 0);
        QTest::keyClick(&m_view->search(), Qt::Key_Escape);
        QCOMPARE(m_view->list().model()->rowCount(), 3);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(marked(), "lobby");
    }

    void theOpenOneStaysMarkedWhenRowsMove()
    {
        m_view->setOpenConversation("d:alice:ming");
        m_model->moveToTop(2);
        QCOMPARE(keyAt(0), "d:alice:ming");
        QCOMPARE(marked(), "d:alice:ming");
        m_model->moveToTop(2);
        QCOMPARE(marked(), "d:alice:ming");
        m_view->setOpenConversation({});
        QCOMPARE(marked(), QByteArray());
    }

    void everyRowSaysItsWords()
    {
        QString words = spoken(0);
        for (const QString &part : {u"Bob"_s, u"online"_s, u"2 unread"_s, u"see you"_s, u"09:30"_s})
            QVERIFY2(words.contains(part), qPrintable(words));
        FakeConversation changed = m_model->at(0);
        changed.typing = true;
        changed.ownState = int(MessageState::Kind::Read);
        m_model->change(0, changed);
        words = spoken(0);
        QVERIFY2(words.contains(u"typing"_s) && words.contains(u"read"_s) && !words.contains(u"see you"_s),
                 qPrintable(words));
        changed.typing = false;
        changed.draft = true;
        changed.prefix = u"Draft"_s;
        m_model->change(0, changed);
        words = spoken(0);
        QVERIFY2(words.contains(u"Draft: see you"_s) && !words.contains(u", read"_s), qPrintable(words));
    }

    void foreignNamesStayOnTheirLine()
    {
        FakeConversation evil = m_model->at(0);
        evil.title = u"\u202eboB\n<b>\x1b"_s;
        evil.preview = u"a\r\n\u2067b\t c"_s;
        m_model->change(0, evil);
        const ConversationRow row = readConversationRow(m_model->index(0), QDate::currentDate());
        QCOMPARE(row.avatar.name, u"boB <b>"_s);
        QCOMPARE(row.preview, u"a b c"_s);
        const int height = m_view->list().visualRect(m_view->list().model()->index(0, 0)).height();
        QCOMPARE(height, m_view->list().visualRect(m_view->list().model()->index(1, 0)).height());
        QVERIFY(!m_view->grab().isNull());
    }

    // The open conversation shows no count: it is being read.
    void countIsPaintedUnlessOpen()
    {
        const auto accents = [this] {
            const QImage picture = m_view->list().viewport()->grab().toImage();
            const QRect row = m_view->list().visualRect(m_view->list().model()->index(0, 0));
            const QColor accent = ui::themeOf(m_view.get()).accent;
            int found = 0;
            for (int x = row.right() - 60; x < row.right() - 12; ++x) {
                for (int y = row.center().y(); y < row.bottom() - 4; ++y)
                    found += picture.pixelColor(x, y) == accent;
            }
            return found;
        };
        QVERIFY(accents() > 50);
        m_view->setOpenConversation("d:alice:bob");
        QCOMPARE(accents(), 0);
    }
};

QTEST_MAIN(TestConversationList)
#include "tst_conversationlist.moc"
