// SPDX-License-Identifier: MIT
#include "common/ui/exchange/exchangeview.h"

#include "common/ui/emptystate.h"
#include "common/ui/exchange/exchangelegend.h"
#include "common/ui/exchange/framedetails.h"
#include "common/ui/exchange/framelistview.h"
#include "common/ui/exchange/sequencediagram.h"
#include "common/ui/iconbutton.h"
#include "common/ui/inputfield.h"
#include "common/ui/label.h"
#include "common/ui/strips.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QSplitter>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace miniqq::ui {

ExchangeView::ExchangeView(const tap::TrafficLog &log, QWidget *parent)
    : QWidget(parent)
    , m_model(log)
    , m_split(new QSplitter(Qt::Horizontal, this))
    , m_filter(new SearchField({}))
    , m_list(new FrameListView)
    , m_diagram(new SequenceDiagram(log.side()))
    , m_details(new FrameDetails)
    , m_empty(new EmptyState)
    , m_pause(new IconButton(QStringLiteral("pause"), {}))
    , m_reads(new IconButton(QStringLiteral("eye-off"), {}))
    , m_counts(new Label({}, FontRole::Caption, Strength::Regular, &Theme::text2))
    , m_waiting(new Label({}, FontRole::Caption, Strength::Strong, &Theme::accentText))
{
    m_list->setModel(&m_model);
    m_diagram->setModel(&m_model);
    m_diagram->setSelectionModel(m_list->selectionModel());

    m_split->addWidget(makeListPane());
    m_split->addWidget(makeDiagramPane());
    m_split->addWidget(m_details);
    m_split->setStretchFactor(1, 1);
    m_split->setSizes({304, 604, 372});
    m_split->setChildrenCollapsible(true);
    m_split->setCollapsible(1, false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_split);

    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, m_details,
            &FrameDetails::setEvent);
    connect(&m_model, &QAbstractItemModel::modelReset, m_details, [this] { m_details->setEvent({}); });
    connect(m_filter, &QLineEdit::textChanged, &m_model, &tap::TrafficModel::setFilter);
    connect(m_pause, &QAbstractButton::toggled, this, &ExchangeView::setPaused);
    connect(m_reads, &QAbstractButton::toggled, this, [this](bool shown) {
        m_reads->setIconName(shown ? QStringLiteral("eye") : QStringLiteral("eye-off"));
        m_model.setReadsShown(shown);
    });
    connect(&m_model, &tap::TrafficModel::countsChanged, this, &ExchangeView::updateCounts);
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, &ExchangeView::updateCounts);
    connect(&m_model, &QAbstractItemModel::rowsRemoved, this, &ExchangeView::updateCounts);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &ExchangeView::updateCounts);
    retranslate();
}

QWidget *ExchangeView::makeListPane()
{
    auto *pane = new Pane(&Theme::panel);
    auto *column = new QVBoxLayout(pane);
    column->setContentsMargins(0, 10, 0, 0);
    column->setSpacing(8);
    m_filter->setIconName(QStringLiteral("filter"));
    m_filter->setOutlined(true);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(12, 0, 12, 0);
    row->addWidget(m_filter);
    column->addLayout(row);
    column->addWidget(m_list, 1);
    pane->setMinimumWidth(180);
    return pane;
}

QWidget *ExchangeView::makeDiagramPane()
{
    auto *pane = new Pane(&Theme::canvas);
    auto *strip = new Pane(&Theme::canvas, Qt::BottomEdge);
    strip->setFixedHeight(metric::toolBarHeight);
    m_tools = new QHBoxLayout(strip);
    m_tools->setContentsMargins(metric::pagePadding, 0, metric::pagePadding, 1);
    m_tools->setSpacing(metric::grid);
    m_pause->setCheckable(true);
    m_reads->setCheckable(true);
    m_tools->addWidget(m_pause);
    m_tools->addWidget(m_waiting);
    m_tools->addStretch(1);
    m_tools->addWidget(m_counts);
    m_tools->addWidget(m_reads);

    auto *middle = new QWidget;
    m_stack = new QStackedLayout(middle);
    m_empty->setDrawing(EmptyState::Drawing::Lanes);
    m_stack->addWidget(m_diagram);
    m_stack->addWidget(m_empty);

    auto *column = new QVBoxLayout(pane);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(strip);
    column->addWidget(middle, 1);
    column->addWidget(new ExchangeLegend);
    pane->setMinimumWidth(240);
    return pane;
}

void ExchangeView::setPaused(bool paused)
{
    m_pause->setChecked(paused);
    m_pause->setIconName(paused ? QStringLiteral("play") : QStringLiteral("pause"));
    m_model.setPaused(paused);
    retranslate();
}

void ExchangeView::setFilter(const QString &text)
{
    m_filter->setText(text);
}

bool ExchangeView::selectEnvelope(const QString &id)
{
    return selectNewest(tap::TrafficModel::IdRole, id);
}

bool ExchangeView::selectFrame(quint64 number)
{
    return selectNewest(tap::TrafficModel::NumberRole, number);
}

bool ExchangeView::selectNewest(int role, const QVariant &value)
{
    for (int row = m_model.rowCount() - 1; row >= 0; --row) {
        const QModelIndex index = m_model.index(row, 0);
        if (index.data(role) == value) {
            m_list->setCurrentIndex(index);
            return true;
        }
    }
    return false;
}

void ExchangeView::retranslate()
{
    m_filter->setPrompt(tr("Filter, e.g. type:chat from:bob"));
    m_pause->setLabel(isPaused() ? tr("Go on showing") : tr("Stand still; the log goes on"));
    m_reads->setLabel(tr("Show every read and write of the stream too"));
    updateCounts();
}

void ExchangeView::updateCounts()
{
    const int shown = m_model.rowCount();
    const int all = shown + m_model.hidden();
    QString text =
        shown == all ? tr("%n frames", nullptr, all) : tr("%1 of %n frames", nullptr, all).arg(shown);
    if (m_model.missed() > 0)
        text += QStringLiteral(" · ") + tr("%n older ones dropped", nullptr, int(m_model.missed()));
    m_counts->setText(text);
    const quint64 waiting = m_model.waiting();
    m_waiting->setText(waiting > 0 ? tr("%n new", nullptr, int(waiting)) : QString());

    m_stack->setCurrentIndex(shown > 0 ? 0 : 1);
    if (shown == 0) {
        if (all > 0)
            m_empty->setText(tr("Nothing fits the filter"), tr("%n frames are hidden.", nullptr, all));
        else
            m_empty->setText(tr("Nothing has been said yet"),
                             tr("Every frame appears here as it crosses the wire."));
    }
}

void ExchangeView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_model.setActive(true);
}

void ExchangeView::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_model.setActive(false);
}

void ExchangeView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace miniqq::ui
