// SPDX-License-Identifier: MIT
#include "app/lab/ui/address/portboardcard.h"

#include "app/lab/ui/address/portboardview.h"
#include "common/base/clock.h"
#include "common/base/pooltask.h"
#include "common/ui/button.h"
#include "common/ui/inputfield.h"
#include "common/ui/label.h"

#include <QEvent>
#include <QHBoxLayout>

namespace miniqq::lab {

using namespace ui;

namespace {

constexpr qsizetype step = 40;
constexpr qsizetype mostTiles = 400; // painting stays quick, whatever runs on the machine

} // namespace

PortBoardCard::PortBoardCard(const Clock &clock, Source source, QWidget *parent)
    : Card({}, parent)
    , m_source(std::move(source))
    , m_view(new PortBoardView(clock, this))
    , m_count(new Label({}, FontRole::Caption, Strength::Regular, &Theme::text2, this))
    , m_range(new Label({}, FontRole::Caption, Strength::Regular, &Theme::text2, this))
    , m_filter(new SearchField({}, this))
    , m_more(new Button({}, ButtonKind::Quiet, this))
    , m_hint(new Label({}, FontRole::Caption, Strength::Regular, &Theme::text2, this))
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(std::chrono::seconds(2));
    connect(&m_pause, &QTimer::timeout, this, &PortBoardCard::read);

    m_filter->setOutlined(true);
    m_filter->setMaximumWidth(220);
    m_filter->setMinimumWidth(120);
    m_filter->setMaxLength(100);
    m_more->setButtonSize(ButtonSize::Small);
    m_hint->setWordWrap(true);
    titleLayout()->insertWidget(1, m_count);
    titleLayout()->addWidget(m_range);
    setBadge(Provenance::Observed, {});
    titleLayout()->addWidget(m_filter);
    auto *foot = new QHBoxLayout;
    foot->setSpacing(metric::grid);
    foot->addWidget(m_hint, 1);
    foot->addWidget(m_more);
    bodyLayout()->setSpacing(metric::cardGap);
    bodyLayout()->addWidget(m_view);
    bodyLayout()->addLayout(foot);

    connect(m_filter, &QLineEdit::textChanged, m_view, &PortBoardView::setFilter);
    connect(m_view, &PortBoardView::tilesChanged, this, &PortBoardCard::showCounts);
    connect(m_more, &QPushButton::clicked, this,
            [this] { m_view->setMost(std::min(m_view->most() + step, mostTiles)); });
    retranslate();
}

PortBoard PortBoardCard::systemBoard()
{
    return readPortBoard(SystemClock()); // its own: the task may outlive the card and what the card was given
}

QString PortBoardCard::countText() const
{
    return m_count->text();
}

void PortBoardCard::read()
{
    if (m_reading)
        return;
    m_reading = true;
    onPool(this, m_source, [this](const PortBoard &board) {
        m_reading = false;
        m_rules = board.rules;
        m_view->setBoard(board);
        if (isVisible())
            m_pause.start();
        Q_EMIT boardRead();
    });
}

void PortBoardCard::showCounts()
{
    const PortTiles &tiles = m_view->tiles();
    m_count->setText(tr("this machine · %1 of %2 shown").arg(tiles.tiles.size()).arg(tiles.total));
    m_range->setText(
        m_rules.ephemeral
            ? tr("dynamic range %1–%2").arg(m_rules.ephemeral->first).arg(m_rules.ephemeral->last)
            : QString());
    m_range->setToolTip(tr("From these ports the system chooses for clients and for bind(0). The book says "
                           "49152–65535; this is what the system itself says."));
    m_more->setVisible(tiles.matching > tiles.tiles.size() && m_view->most() < mostTiles);
}

void PortBoardCard::retranslate()
{
    setTitle(tr("Port board"));
    setBadge(Provenance::Observed,
             tr("/proc/net/tcp, tcp6, udp and udp6, read every 2 s while this can be seen. Who "
                "holds a socket is told for the user's own programs only."));
    m_filter->setPrompt(tr("Port, owner or state"));
    m_more->setText(tr("Show more"));
    m_hint->setText(
        tr("Framed in blue: opened by MiniQQ. TIME_WAIT blocks a new bind() only without SO_REUSEADDR."));
    showCounts();
}

void PortBoardCard::showEvent(QShowEvent *event)
{
    Card::showEvent(event);
    read();
}

void PortBoardCard::hideEvent(QHideEvent *event)
{
    Card::hideEvent(event);
    m_pause.stop();
}

void PortBoardCard::changeEvent(QEvent *event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace miniqq::lab
