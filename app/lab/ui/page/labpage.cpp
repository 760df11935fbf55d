// SPDX-License-Identifier: MIT
#include "app/lab/ui/page/labpage.h"

#include "app/lab/core/socketcontext.h"
#include "app/lab/ui/page/labtabs.h"
#include "common/tap/trafficlog.h"
#include "common/ui/label.h"
#include "common/ui/marks.h"
#include "common/ui/strips.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QStackedWidget>
#include <QTabBar>

namespace miniqq::lab {

using namespace ui;

namespace {

constexpr int headerHeight = 48;

/// Tabs as high as the header, so that their words stand in line with its title.
class HeaderTabs final : public QTabBar
{
public:
    using QTabBar::QTabBar;

protected:
    QSize tabSizeHint(int index) const override
    {
        return {QTabBar::tabSizeHint(index).width(), headerHeight};
    }
};

/// The tabs' titles may hold "&", which a tab bar would take for a keyboard mark.
QString literal(QString title)
{
    return title.replace(u'&', QStringLiteral("&&"));
}

} // namespace

LabPage::LabPage(tap::TrafficLog &log, const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_log(log)
    , m_clock(clock)
    , m_title(new Label({}, FontRole::Heading, Strength::Strong, &Theme::text, this))
    , m_bar(new HeaderTabs(this))
    , m_badge(new Badge(Provenance::Observed, {}, this))
    , m_pages(new QStackedWidget(this))
{
    setFocusProxy(m_bar); // the arrow keys go from tab to tab
    m_bar->setExpanding(false);
    m_bar->setDrawBase(false);
    m_bar->setUsesScrollButtons(true);
    for (const LabTab &tab : labTabs()) {
        m_bar->addTab({});
        auto *place = new QWidget(m_pages); // its page comes when it is first shown
        auto *layout = new QVBoxLayout(place);
        layout->setContentsMargins(0, 0, 0, 0);
        m_pages->addWidget(place);
        place->setObjectName(QLatin1String(tab.name));
    }

    auto *header = new Pane(&Theme::panel, Qt::BottomEdge, this);
    header->setFixedHeight(headerHeight);
    auto *row = new QHBoxLayout(header);
    row->setContentsMargins(metric::pagePadding, 0, metric::pagePadding, 0);
    row->setSpacing(metric::pagePadding);
    row->addWidget(m_title, 0, Qt::AlignVCenter);
    row->addWidget(m_bar, 1, Qt::AlignBottom);
    row->addWidget(m_badge, 0, Qt::AlignVCenter);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(header);
    column->addWidget(m_pages, 1);

    connect(m_bar, &QTabBar::currentChanged, this, [this] {
        showContent();
        Q_EMIT tabChanged(tab());
    });
    retranslate();
}

QStringList LabPage::tabs() const
{
    QStringList names;
    for (const LabTab &tab : labTabs())
        names << QLatin1String(tab.name);
    return names;
}

QString LabPage::tab() const
{
    return tabs().value(m_bar->currentIndex());
}

void LabPage::setTab(const QString &name)
{
    if (const qsizetype at = tabs().indexOf(name); at >= 0)
        m_bar->setCurrentIndex(int(at));
}

void LabPage::openNextTab(int step)
{
    m_bar->setCurrentIndex((m_bar->currentIndex() + step + m_bar->count()) % m_bar->count());
}

QWidget *LabPage::content() const
{
    const QLayoutItem *item = m_pages->currentWidget()->layout()->itemAt(0);
    return item ? item->widget() : nullptr;
}

void LabPage::showContent()
{
    const LabTab &tab = labTabs()[size_t(m_bar->currentIndex())];
    m_badge->setProvenance(tab.provenance, tr(tab.rule));
    m_pages->setCurrentIndex(m_bar->currentIndex());
    if (!content() && isVisible()) {
        QWidget *place = m_pages->currentWidget();
        place->layout()->addWidget(tab.make({m_log, m_clock}, place));
    }
}

void LabPage::retranslate()
{
    m_title->setText(tr("Network Lab"));
    m_bar->setAccessibleName(tr("Parts of the Network Lab"));
    for (int at = 0; at < m_bar->count(); ++at) {
        const QString title = tr(labTabs()[size_t(at)].title);
        m_bar->setTabText(at, literal(title));
        m_bar->setAccessibleTabName(at, title);
    }
    showContent();
}

void LabPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    showContent();
}

void LabPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace miniqq::lab
