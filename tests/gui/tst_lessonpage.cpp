// SPDX-License-Identifier: MIT
// Every built-in lesson, worked through on its page: choose, predict, run, mend. And what happens when
// somebody leaves in the middle.
#include "app/lab/ui/byterulercard.h"
#include "app/lab/ui/calllane.h"
#include "app/lab/ui/encodingbenchcard.h"
#include "app/lab/ui/lessons/choicecard.h"
#include "app/lab/ui/lessons/codebox.h"
#include "app/lab/ui/lessons/lessonguide.h"
#include "app/lab/ui/lessons/lessonlist.h"
#include "app/lab/ui/lessons/lessonpage.h"
#include "app/lab/ui/lessons/sidecard.h"
#include "app/lab/ui/streampane.h"
#include "app/lab/ui/transcriptview.h"
#include "common/ui/button.h"
#include "common/ui/iconbutton.h"
#include "common/ui/language.h"
#include "common/ui/thememanager.h"

#include <QDir>
#include <QListView>
#include <QSignalSpy>
#include <QTest>

#include <atomic>

using namespace miniqq;
using namespace miniqq::lab;
using namespace Qt::Literals::StringLiterals;

namespace {

using Stage = LessonSession::Stage;

int openSocketsOfProcess()
{
    int count = 0;
    const QDir folder(u"/proc/self/fd"_s);
    for (const QString &name : folder.entryList(QDir::Files | QDir::System | QDir::NoDotAndDotDot))
        count += QFile::symLinkTarget(folder.filePath(name)).contains(u"socket:"_s) ? 1 : 0;
    return count;
}

/// The lesson's direction has been put together of what both ends did.
bool hasMessagesAndReads(LessonSession &session)
{
    const auto direction = session.direction();
    const auto &streams = session.experiment().streams().streams();
    return std::any_of(streams.begin(), streams.end(), [&direction](const auto &stream) {
        return stream->from == direction->first && stream->to == direction->second &&
               !stream->ruler.messages().empty() && !stream->ruler.reads().empty();
    });
}

/// Every call of the run has been seen.
bool allClosed(LessonSession &session)
{
    const auto sockets = session.experiment().sockets().sockets();
    return !sockets.empty() && std::none_of(sockets.begin(), sockets.end(),
                                            [](const LabSocket *socket) { return socket->isOpen(); });
}

struct Page
{
    explicit Page(LessonPage::Source source = builtInLessons)
        : page(log, clock, std::move(source))
    {
        log.setMode(tap::TrafficLog::Mode::Full);
        page.resize(1216, 752);
        page.show();
        QSignalSpy listed(&page, &LessonPage::listed);
        ready = page.lessons().rowCount() > 0 || listed.wait(30'000);
    }
    LessonSession &session() { return page.session(); }
    LessonGuide *guide() { return page.guide(); }
    int rowOf(const QString &id) const
    {
        for (int row = 0; row < page.lessons().rowCount(); ++row) {
            if (page.lessons().at(row).id() == id)
                return row;
        }
        return -1;
    }
    void predict(int choice) { guide()->choices()[choice]->click(); }
    bool waitForAnswer()
    {
        return QTest::qWaitFor([this] { return session().stage() == Stage::Answered; }, 90'000);
    }
    int callRows() const { return page.findChild<CallLane *>()->list()->model()->rowCount(); }

    SystemClock clock;
    tap::TrafficLog log{clock, tap::Side::Client};
    LessonPage page;
    bool ready = false;
};

} // namespace

class TestLessonPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_themes = std::make_unique<ui::ThemeManager>(*qApp);
        m_themes->setAnimated(false);
        m_languages = std::make_unique<ui::LanguageManager>(*qApp);
    }
    void init()
    {
        m_languages->setLanguage(ui::LanguageManager::Language::English);
        m_socketsBefore = openSocketsOfProcess();
    }
    void cleanup() { QTRY_COMPARE(openSocketsOfProcess(), m_socketsBefore); }
    void cleanupTestCase()
    {
        m_languages.reset();
        m_themes.reset();
    }

    void everyLesson_data()
    {
        QTest::addColumn<int>("row");
        int row = 0;
        for (const LessonEntry &entry : builtInLessons())
            QTest::newRow(qPrintable(entry.id())) << row++;
        QVERIFY(row >= 20);
    }
    void everyLesson()
    {
        QFETCH(int, row);
        Page lab;
        QVERIFY(lab.ready);
        lab.page.open(row);
        const Lesson lesson = lab.session().lesson();
        QVERIFY2(lab.session().stage() == Stage::Predict, qPrintable(lab.page.lessons().at(row).problem()));
        QVERIFY(!lab.page.isListShown());
        QCOMPARE(lab.guide()->choices().size(), lesson.choices.size());
        QCOMPARE(lab.page.sideCards().size(), lesson.ends.size());
        // Predict first.
        QVERIFY(!lab.guide()->primary()->isEnabled());
        QVERIFY(lab.guide()->verdictTitle().isEmpty());
        lab.predict(lab.session().rightChoice());
        QVERIFY(lab.guide()->primary()->isEnabled());
        // Run.
        lab.guide()->primary()->click();
        QVERIFY(lab.waitForAnswer());
        QVERIFY2(lab.session().outcome()->held(), qPrintable(lab.session().outcome()->text));
        QVERIFY(lab.guide()->verdictTitle().contains(u"right"_s));
        QCOMPARE(lab.guide()->verdictText(), lesson.answer.en);
        QTRY_COMPARE(openSocketsOfProcess(), m_socketsBefore);
        // The views saw it.
        QTRY_VERIFY(lab.callRows() > 1);
        for (const SideCard *card : lab.page.sideCards())
            QVERIFY(!card->transcript()->accessibleName().isEmpty());
        if (lesson.views.contains(LessonView::Ruler))
            QVERIFY(lab.page.streams()->ruler()->isVisibleTo(&lab.page));
        if (!lesson.stream.isNull() && lesson.views.contains(LessonView::Ruler))
            QTRY_VERIFY(hasMessagesAndReads(lab.session()));
        lab.page.grab();
        QVERIFY(lab.page.lessons().index(row).data(LessonListModel::DoneRole).toBool());
        // Mend it.
        if (!lesson.repair)
            return;
        QVERIFY(lab.guide()->primary()->isEnabled());
        lab.guide()->primary()->click();
        QCOMPARE(lab.session().part(), LessonSession::Part::Repair);
        QVERIFY(lab.waitForAnswer());
        QVERIFY2(lab.session().outcome()->held(), qPrintable(lab.session().outcome()->text));
        QTRY_VERIFY(lab.callRows() > 1);
        lab.page.grab();
    }

    void halfACharacterOnThePage()
    {
        Page lab;
        lab.page.open(lab.rowOf(u"half-a-character"_s));
        QVERIFY(lab.session().stage() == Stage::Predict);
        lab.predict(lab.session().rightChoice() == 0 ? 1 : 0);
        lab.guide()->primary()->click();
        QVERIFY(lab.waitForAnswer());
        QVERIFY(lab.guide()->verdictTitle().startsWith(u"It was: "_s)); // the prediction was wrong
        QTRY_VERIFY(!lab.page.streams()->ruler()->view()->sentences().isEmpty());
        const bool told =
            std::any_of(lab.page.sideCards().begin(), lab.page.sideCards().end(), [](const SideCard *card) {
                return card->problem().contains(u"UnicodeDecodeError"_s) &&
                       card->problem().contains(u"0xc2"_s);
            });
        QVERIFY(told);
    }

    void stepByStep()
    {
        Page lab;
        lab.page.open(lab.rowOf(u"sticky-messages"_s));
        lab.predict(0);
        lab.guide()->setPace(2);
        lab.guide()->primary()->click();
        QTest::qWait(50);
        QCOMPARE(lab.session().stepsDone(), 0); // each one waits for its button
        lab.session().step();
        QTRY_COMPARE(lab.session().stepsDone(), 1);
        QTest::qWait(50);
        QCOMPARE(lab.session().stepsDone(), 1);
        lab.session().step();
        QTRY_COMPARE(lab.session().stepsDone(), 2);
        lab.session().resume();
        QVERIFY(lab.waitForAnswer());
    }

    void leavingInTheMiddleClosesEverything_data()
    {
        QTest::addColumn<int>("how");
        QTest::newRow("hide") << 0;
        QTest::newRow("another lesson") << 1;
        QTest::newRow("stop") << 2;
        QTest::newRow("delete") << 3;
    }
    void leavingInTheMiddleClosesEverything()
    {
        QFETCH(int, how);
        auto lab = std::make_unique<Page>();
        lab->page.open(lab->rowOf(u"sticky-messages"_s));
        lab->predict(0);
        lab->session().run(LessonSession::Part::Printed);
        lab->session().pause();
        for (int i = 1; i <= 6; ++i) {
            lab->session().step();
            QTRY_COMPARE(lab->session().stepsDone(), i);
        }
        QVERIFY(openSocketsOfProcess() >= m_socketsBefore + 3);
        if (how == 0)
            lab->page.hide();
        else if (how == 1)
            lab->page.open(lab->rowOf(u"half-a-character"_s));
        else if (how == 2)
            lab->session().stop();
        else
            lab.reset();
        QTRY_COMPARE(openSocketsOfProcess(), m_socketsBefore);
        if (lab)
            QTRY_COMPARE(lab->session().stage(), Stage::Predict);
    }

    void againAndAgain()
    {
        Page lab;
        lab.page.open(lab.rowOf(u"half-a-character"_s));
        lab.predict(0);
        lab.guide()->primary()->click();
        QVERIFY(lab.waitForAnswer());
        QTRY_VERIFY(allClosed(lab.session()));
        const int rows = lab.callRows();
        for (int i = 0; i < 5; ++i) {
            lab.guide()->againButton()->click();
            QCOMPARE(lab.session().stage(), Stage::Running);
            lab.page.grab();
            QVERIFY(lab.waitForAnswer());
        }
        QTRY_COMPARE(lab.callRows(), rows); // of the last run alone
    }

    void handsAreCounted()
    {
        Page lab;
        lab.page.open(0);
        auto *plus = lab.guide()->choices()[1]->findChild<ui::IconButton *>();
        for (int i = 0; i < 3; ++i)
            plus->click();
        QCOMPARE(lab.session().votes(1), 3);
        QCOMPARE(lab.session().allVotes(), 3);
        QCOMPARE(lab.session().predicted(), -1); // counting is not choosing
        lab.page.open(1);
        QCOMPARE(lab.session().allVotes(), 0);
    }

    void brokenFilesAreShownAsSuch()
    {
        Page lab([] {
            QList<LessonEntry> entries = builtInLessons().first(1);
            entries.append({u"/home/t/lessons/mine.json"_s, false, Error{u"mine.json, steps[3]: no."_s}});
            return entries;
        });
        QVERIFY(lab.ready);
        QCOMPARE(lab.page.lessons().rowCount(), 2);
        const QModelIndex broken = lab.page.lessons().index(1);
        QVERIFY(broken.data(LessonListModel::BrokenRole).toBool());
        QVERIFY(broken.data(LessonListModel::SubtitleRole).toString().contains(u"steps[3]"_s));
        QVERIFY(broken.data(Qt::AccessibleTextRole).toString().contains(u"steps[3]"_s));
        lab.page.open(1);
        QVERIFY(lab.page.isListShown());
        QVERIFY(lab.session().stage() == Stage::None);
        lab.page.grab();
    }

    void aFileThatIsMendedIsReadAgain()
    {
        auto broken = std::make_shared<std::atomic<bool>>(true);
        Page lab([broken] {
            QList<LessonEntry> entries = builtInLessons().first(2);
            if (*broken)
                entries[0].content = Error{u"half, steps[3]: no."_s};
            return entries;
        });
        lab.page.open(1);
        lab.predict(0);
        QVERIFY(lab.page.lessons().index(0).data(LessonListModel::BrokenRole).toBool());
        *broken = false;
        lab.page.showList();
        QTRY_VERIFY(!lab.page.lessons().index(0).data(LessonListModel::BrokenRole).toBool());
        QCOMPARE(lab.session().predicted(), 0); // what is open stays open
        lab.page.open(0);
        QCOMPARE(lab.session().stage(), Stage::Predict);
    }

    void bothLanguages()
    {
        Page lab;
        const int row = lab.rowOf(u"half-a-character"_s);
        lab.page.open(row);
        const Lesson lesson = lab.session().lesson();
        QCOMPARE(lab.guide()->choices()[0]->text(), lesson.choices[0].text.en);
        m_languages->setLanguage(ui::LanguageManager::Language::Chinese);
        QTRY_COMPARE(lab.guide()->choices()[0]->text(), lesson.choices[0].text.zh);
        QCOMPARE(lab.page.lessons().index(row).data().toString(), lesson.title.zh);
        lab.page.grab();
    }

private:
    std::unique_ptr<ui::ThemeManager> m_themes;
    std::unique_ptr<ui::LanguageManager> m_languages;
    int m_socketsBefore = 0;
};

QTEST_MAIN(TestLessonPage)
#include "tst_lessonpage.moc"
