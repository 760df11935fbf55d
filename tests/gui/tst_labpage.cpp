// SPDX-License-Identifier: MIT
#include "app/lab/ui/page/labpage.h"
#include "common/base/clock.h"
#include "common/tap/trafficlog.h"
#include "common/ui/language.h"
#include "common/ui/marks.h"
#include "common/ui/thememanager.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>

using namespace miniqq;
using namespace miniqq::lab;
using namespace Qt::Literals::StringLiterals;

class TestLabPage : public QObject
{
    Q_OBJECT

private:
    const SystemClock m_clock;
    tap::TrafficLog m_log{m_clock, tap::Side::Client};
    std::unique_ptr<ui::ThemeManager> m_themes;
    std::unique_ptr<ui::LanguageManager> m_languages;

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

    void aPageIsMadeWhenItIsFirstShown()
    {
        LabPage page(m_log, m_clock);
        QVERIFY(!page.tabs().isEmpty());
        QVERIFY(!page.content());
        page.resize(1200, 760);
        page.show();
        for (const QString &name : page.tabs()) {
            page.setTab(name);
            QCOMPARE(page.tab(), name);
            QWidget *content = page.content();
            QVERIFY(content);
            QTRY_VERIFY(content->isVisible());
            page.setTab(page.tabs().first());
            page.setTab(name);
            QCOMPARE(page.content(), content);
        }
    }

    void theTabIsRememberedByItsName()
    {
        LabPage page(m_log, m_clock);
        QSignalSpy changed(&page, &LabPage::tabChanged);
        const QStringList names = page.tabs();
        page.setTab(names.last());
        QCOMPARE(page.tab(), names.last());
        QCOMPARE(changed.size(), names.size() > 1 ? 1 : 0);
        page.setTab(u"no such tab"_s);
        QCOMPARE(page.tab(), names.last());
        page.openNextTab(1);
        QCOMPARE(page.tab(), names.first());
        page.openNextTab(-1);
        QCOMPARE(page.tab(), names.last());
    }

    void itSpeaksTheLanguageOfTheDay()
    {
        LabPage page(m_log, m_clock);
        auto *bar = page.findChild<QTabBar *>(); // before the pages, which have some of their own
        const auto *badge = page.findChild<ui::Badge *>();
        page.show();
        const auto title = [bar](const QString &wanted) {
            for (int at = 0; at < bar->count(); ++at) {
                if (bar->tabText(at) == wanted)
                    return true;
            }
            return false;
        };
        QVERIFY(title(u"Addresses && ports"_s));
        m_languages->setLanguage(ui::LanguageManager::Language::Chinese);
        QTRY_VERIFY(title(u"地址与端口"_s));
        page.setTab(u"addresses"_s);
        QVERIFY(badge->toolTip().contains(QChar(0x7cfb))); // 系统
    }

    void aPageThatWasNeverShownCostsNothing()
    {
        LabPage page(m_log, m_clock);
        QVERIFY(page.findChildren<QScrollArea *>().isEmpty());
        page.setTab(page.tabs().last());
        QVERIFY(!page.content());
    }
};

QTEST_MAIN(TestLabPage)
#include "tst_labpage.moc"
