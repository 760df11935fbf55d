// SPDX-License-Identifier: MIT
#include "app/lab/ui/calllane.h"

#include "app/lab/ui/callrow.h"
#include "app/lab/ui/stepstrip.h"
#include "common/ui/button.h"
#include "common/ui/emptystate.h"
#include "common/ui/iconbutton.h"
#include "common/ui/inputfield.h"
#include "common/ui/label.h"
#include "common/ui/marks.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListView>
#include <QMenu>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QStackedLayout>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>
#include <utility>

namespace miniqq::lab {

using namespace ui;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {
constexpr int mostStrips = 3; // the calls need the room
}

CallLane::CallLane(Experiment &experiment, QWidget *parent)
    : Pane(&Theme::panel, Qt::LeftEdge, parent)
    , m_experiment(experiment)
    , m_rows(new CallFilter(this))
    , m_list(new QListView)
    , m_stack(nullptr)
    , m_empty(new EmptyState)
    , m_title(new Label({}, FontRole::Body, Strength::Strong))
    , m_count(new Label({}, FontRole::Micro, Strength::Regular, &Theme::text3))
    , m_badge(new Badge(Provenance::Observed))
    , m_server(new Tag)
    , m_client(new Tag)
    , m_filterButton(new IconButton(u"filter"_s, {}))
    , m_asking(new IconButton(u"eye-off"_s, {}))
    , m_language(new Button({}, ButtonKind::Quiet))
    , m_filter(new SearchField({}))
    , m_copy(new Button(u"copy"_s, {}, ButtonKind::Quiet))
{
    m_rows->setSourceModel(&experiment.calls());
    // Before the list hears of it: when its current row goes it takes another, which nobody has chosen.
    connect(m_rows, &QAbstractItemModel::rowsAboutToBeRemoved, this, [this] { m_removing = true; });
    m_list->setModel(m_rows);
    m_list->setItemDelegate(new CallDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->installEventFilter(this);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 0, 0, 0);
    column->setSpacing(0);
    buildHead(column);
    m_steps = new QVBoxLayout;
    m_steps->setContentsMargins(metric::pagePadding, 0, metric::cardPadding, 0);
    m_steps->setSpacing(0);
    column->addLayout(m_steps);
    auto *middle = new Pane(&Theme::panel, Qt::TopEdge); // calls go under the steps, and it shows
    auto *frame = new QVBoxLayout(middle);
    frame->setContentsMargins(0, 1, 0, 0);
    m_stack = new QStackedLayout;
    frame->addLayout(m_stack);
    m_stack->addWidget(m_list);
    m_empty->setDrawing(EmptyState::Drawing::Icon, u"step"_s);
    m_stack->addWidget(m_empty);
    column->addWidget(middle, 1);
    auto *foot = new Pane(&Theme::panel, Qt::TopEdge);
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(metric::grid, 2, metric::grid, 1);
    row->addWidget(m_copy);
    row->addStretch(1);
    row->addWidget(m_language);
    foot->setFixedHeight(metric::statusHeight + 1);
    m_count->setContentsMargins(metric::pagePadding, 4, metric::pagePadding, 4);
    column->addWidget(m_count);
    column->addWidget(foot);

    connect(m_list->verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (!m_placing)
            m_follow = value >= m_list->verticalScrollBar()->maximum();
    });
    connect(m_list->verticalScrollBar(), &QScrollBar::rangeChanged, this, &CallLane::followEnd);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &index) {
                if (m_removing)
                    m_orphaned = true;
                else if (index.isValid())
                    Q_EMIT callChosen(index.data(CallLaneModel::NumberRole).toULongLong(),
                                      index.data(CallLaneModel::ConnectionRole).toLongLong());
            });
    connect(m_rows, &QAbstractItemModel::rowsRemoved, this, [this] {
        m_removing = false;
        if (std::exchange(m_orphaned, false))
            m_list->setCurrentIndex({}); // so that it can be chosen, too
    });
    for (auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_rows, signal, this, &CallLane::refresh);
    connect(m_rows, &QAbstractItemModel::modelReset, this, [this] {
        m_follow = true;
        refresh();
    });
    for (auto signal : {&Experiment::changed, &Experiment::endsChanged}) {
        connect(&experiment, signal, this, [this] {
            buildSteps();
            refresh();
        });
    }
    connect(m_copy, &QPushButton::clicked, this, &CallLane::chooseProgram);
    m_copied.setSingleShot(true);
    m_copied.setInterval(2s);
    connect(&m_copied, &QTimer::timeout, this, &CallLane::retranslate);
    buildSteps();
    retranslate();
}

/// All ends, or of many those that have done something, servers first.
std::vector<int> CallLane::wantedStrips() const
{
    const auto &ends = m_experiment.ends();
    std::vector<int> wanted;
    for (int end = 0; end < int(ends.size()); ++end) {
        const auto steps = m_experiment.steps().stepsOf(end);
        const bool begun = std::any_of(steps.begin(), steps.end(), [](const StepTracker::Step &step) {
            return step.state != StepTracker::State::Open;
        });
        if (begun || int(ends.size()) <= mostStrips)
            wanted.push_back(end);
    }
    std::stable_partition(wanted.begin(), wanted.end(),
                          [&ends](int end) { return ends[size_t(end)].role == EndRole::Server; });
    if (int(wanted.size()) > mostStrips)
        wanted.resize(mostStrips);
    return wanted;
}

void CallLane::buildSteps()
{
    std::vector<int> wanted = wantedStrips();
    if (wanted == m_stripped)
        return;
    m_stripped = std::move(wanted);
    while (QLayoutItem *item = m_steps->takeAt(0)) {
        if (QWidget *strip = item->widget()) {
            strip->hide();
            strip->deleteLater();
        }
        delete item;
    }
    for (const int end : m_stripped) {
        auto *strip = new StepStrip(m_experiment, end, this);
        strip->setCompact(true);
        connect(strip, &StepStrip::stepChosen, this, &CallLane::showCall);
        m_steps->addWidget(strip);
    }
    m_steps->setContentsMargins(metric::pagePadding, 0, metric::cardPadding,
                                !m_stripped.empty() ? metric::grid : 0);
}

void CallLane::buildHead(QVBoxLayout *column)
{
    auto *head = new QWidget;
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(metric::pagePadding, 0, metric::grid, 0);
    row->setSpacing(4);
    head->setFixedHeight(metric::toolBarHeight);
    for (IconButton *button : {m_asking, m_filterButton}) {
        button->setCheckable(true);
        button->setExtent(28, 18);
    }
    m_language->setButtonSize(ButtonSize::Small);
    m_badge->setBare(true);
    row->addWidget(m_title);
    row->addSpacing(2);
    row->addWidget(m_badge);
    row->addSpacing(metric::grid);
    row->addWidget(m_server);
    row->addWidget(m_client);
    row->addStretch(1);
    row->addWidget(m_asking);
    row->addWidget(m_filterButton);
    column->addWidget(head);

    auto *search = new QWidget;
    auto *line = new QHBoxLayout(search);
    line->setContentsMargins(metric::cardPadding, 0, metric::cardPadding, metric::grid);
    m_filter->setIconName(u"filter"_s);
    m_filter->setOutlined(true);
    line->addWidget(m_filter);
    search->hide();
    column->addWidget(search);

    connect(m_filterButton, &QAbstractButton::toggled, this, [this, search](bool shown) {
        search->setVisible(shown);
        if (shown)
            m_filter->setFocus();
        else
            m_filter->clear();
    });
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &words) {
        m_rows->setWords(words);
        refresh();
    });
    connect(m_asking, &QAbstractButton::toggled, this, &CallLane::setAskingShown);
    connect(m_language, &QPushButton::clicked, this, [this] {
        setCounterpart(m_counterpart == Counterpart::Qt ? Counterpart::Python : Counterpart::Qt);
    });
}

void CallLane::setFilter(const QString &words)
{
    m_filterButton->setChecked(!words.isEmpty());
    m_filter->setText(words);
}

void CallLane::setAskingShown(bool shown)
{
    m_asking->setChecked(shown);
    m_asking->setIconName(shown ? u"eye"_s : u"eye-off"_s);
    m_rows->setAskingShown(shown);
    refresh();
}

void CallLane::setCounterpart(Counterpart counterpart)
{
    m_counterpart = counterpart;
    static_cast<CallDelegate *>(m_list->itemDelegate())->setPython(counterpart == Counterpart::Python);
    m_list->viewport()->update();
    retranslate();
}

bool CallLane::showCall(quint64 number)
{
    for (int row = m_rows->rowCount() - 1; row >= 0; --row) {
        const QModelIndex index = m_rows->index(row, 0);
        if (index.data(CallLaneModel::NumberRole).toULongLong() == number) {
            m_list->setCurrentIndex(index);
            m_follow = row == m_rows->rowCount() - 1;
            m_list->scrollTo(index, QAbstractItemView::PositionAtCenter);
            return true;
        }
    }
    return false;
}

void CallLane::refresh()
{
    const bool any = m_rows->rowCount() > 0;
    m_stack->setCurrentIndex(any ? 0 : 1);
    m_copy->setEnabled(m_experiment.calls().rowCount() > 0);
    if (!any) {
        if (m_experiment.calls().rowCount() > 0 && m_rows->isFiltering())
            m_empty->setText(tr("Nothing fits the filter"), tr("The calls are still there."));
        else
            m_empty->setText(tr("No calls yet"), tr("Each call appears here as it is really made."));
    }
    const quint64 gone = m_experiment.calls().dropped() + m_experiment.missed();
    m_count->setText(tr("%n older ones dropped", nullptr, int(gone)));
    m_count->setVisible(gone > 0);
    if (any)
        followEnd();
}

void CallLane::followEnd()
{
    if (!m_follow)
        return;
    const QScopedValueRollback placing(m_placing, true);
    m_list->verticalScrollBar()->setValue(m_list->verticalScrollBar()->maximum());
}

void CallLane::chooseProgram()
{
    const auto &ends = m_experiment.ends();
    std::vector<int> choices;
    for (int end = 0; end < int(ends.size()); ++end) {
        if (!m_experiment.calls().entriesOf(end).empty())
            choices.push_back(end);
    }
    if (choices.size() == 1) {
        copyProgram(choices.front());
        return;
    }
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const int end : choices) {
        QString name = ends[size_t(end)].title();
        name.replace(u'&', u"&&"_s); // a name, not a shortcut
        connect(menu->addAction(name), &QAction::triggered, this, [this, end] { copyProgram(end); });
    }
    menu->popup(m_copy->mapToGlobal(QPoint(0, -menu->sizeHint().height())));
}

void CallLane::copyProgram(int end)
{
    if (end < 0 || size_t(end) >= m_experiment.ends().size())
        return; // they have gone while the menu was open
    QGuiApplication::clipboard()->setText(m_experiment.pythonProgram(end));
    m_copy->setIconName(u"check"_s);
    m_copy->setText(tr("Copied: %1").arg(m_experiment.ends()[size_t(end)].title()));
    m_copied.start();
}

void CallLane::copyRow()
{
    const QModelIndex index = m_list->currentIndex();
    if (!index.isValid())
        return;
    const QString python = index.data(CallLaneModel::PythonRole).toString();
    QGuiApplication::clipboard()->setText(python.isEmpty() ? index.data().toString() : python);
}

bool CallLane::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_list && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent *>(event)->matches(QKeySequence::Copy)) {
        copyRow();
        return true;
    }
    return Pane::eventFilter(watched, event);
}

void CallLane::retranslate()
{
    m_title->setText(tr("Calls"));
    m_badge->setProvenance(Provenance::Observed, tr("each row is a system call that was really made"));
    m_list->setAccessibleName(tr("Calls"));
    const LabEnd server{.role = EndRole::Server};
    const LabEnd client{.role = EndRole::Client};
    m_server->setText(server.letter() + u' ' + server.title());
    m_client->setText(client.letter() + u' ' + client.title());
    m_filterButton->setLabel(tr("Filter the calls"));
    m_filter->setPrompt(tr("Filter, e.g. recv C"));
    m_asking->setLabel(tr("Show calls that only ask, too: getsockname, getpeername, getsockopt"));
    const bool python = m_counterpart == Counterpart::Python;
    m_language->setText(python ? u"Python"_s : u"Qt"_s);
    m_language->setAccessibleName(python ? tr("Shows the Python line of each call; switch to Qt")
                                         : tr("Shows the Qt call of each call; switch to Python"));
    m_language->setToolTip(m_language->accessibleName());
    m_copied.stop();
    m_copy->setIconName(u"copy"_s);
    m_copy->setText(tr("Copy as Python program"));
    refresh();
}

void CallLane::changeEvent(QEvent *event)
{
    Pane::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

QSize CallLane::sizeHint() const
{
    return {laneWidth, 480};
}

QSize CallLane::minimumSizeHint() const
{
    return {220, 160};
}

} // namespace miniqq::lab
