// SPDX-License-Identifier: MIT
#include "app/lab/ui/lessons/lessonpage.h"

#include "app/lab/ui/calllane.h"
#include "app/lab/ui/labexchangecard.h"
#include "app/lab/ui/labexchangeview.h"
#include "app/lab/ui/lessons/lessonguide.h"
#include "app/lab/ui/lessons/lessonlist.h"
#include "app/lab/ui/lessons/sidecard.h"
#include "app/lab/ui/streampane.h"
#include "app/lab/ui/tuplecards.h"
#include "common/base/pooltask.h"
#include "common/ui/card.h"
#include "common/ui/emptystate.h"
#include "common/ui/label.h"
#include "common/ui/strips.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHideEvent>
#include <QScrollArea>
#include <QStackedWidget>

namespace miniqq::lab {

using namespace ui;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int narrowBelow = 1130;
constexpr int sideHeight = 520;

/// Takes everything out of a layout; its widgets go soon, because one of them may be under way.
void empty(QLayout &layout)
{
    while (QLayoutItem *item = layout.takeAt(0)) {
        if (QWidget *widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        delete item;
    }
}

} // namespace

LessonPage::LessonPage(tap::TrafficLog &log, const Clock &clock, QWidget *parent)
    : LessonPage(log, clock, allLessons, parent)
{}

LessonPage::LessonPage(tap::TrafficLog &log, const Clock &clock, Source source, QWidget *parent)
    : QWidget(parent)
    , m_source(std::move(source))
    , m_session(std::make_unique<LessonSession>(log, clock))
    , m_lessons(new LessonListModel(this))
    , m_list(new LessonList(*m_lessons, this))
    , m_guide(new LessonGuide(*m_session, this))
    , m_left(new QStackedWidget(this))
    , m_middle(new QStackedWidget(this))
    , m_empty(new EmptyState)
    , m_lane(new CallLane(m_session->experiment(), this))
    , m_row(new QHBoxLayout(this))
    , m_side(new Pane(&Theme::panel, Qt::LeftEdge, this))
{
    m_left->setFixedWidth(LessonGuide::guideWidth + 1);
    auto *listPane = new Pane(&Theme::panel, Qt::RightEdge);
    auto *listColumn = new QVBoxLayout(listPane);
    listColumn->setContentsMargins(0, metric::grid, 1, 0);
    listColumn->addWidget(m_list);
    m_left->addWidget(listPane);
    m_left->addWidget(m_guide);
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(0);
    m_row->addWidget(m_left);
    m_empty->setDrawing(EmptyState::Drawing::Lanes);
    m_middle->addWidget(m_empty);
    m_middle->addWidget(makeExperiment());
    m_row->addWidget(m_middle, 1);
    auto *sideColumn = new QVBoxLayout(m_side);
    sideColumn->setContentsMargins(1, 0, 0, 0);
    sideColumn->addWidget(m_lane);
    m_row->addWidget(m_side);
    arrange();

    connect(m_list, &LessonList::chosen, this, &LessonPage::open);
    connect(m_guide, &LessonGuide::listRequested, this, &LessonPage::showList);
    connect(m_guide, &LessonGuide::nextRequested, this, &LessonPage::openNext);
    connect(m_session.get(), &LessonSession::loaded, this, [this] {
        buildSides();
        buildCards();
        showViews();
    });
    connect(m_session.get(), &LessonSession::sidesChanged, this, [this] {
        for (SideCard *card : m_cards)
            card->refresh();
    });
    connect(m_session.get(), &LessonSession::changed, this, &LessonPage::noteDone);
    connect(m_lane, &CallLane::callChosen, m_exchange->view(), &LabExchangeView::showCall);
    retranslate();
    readLessons();
}

LessonPage::~LessonPage()
{
    // The views look at the session's models, so they go first.
    m_cards.clear();
    qDeleteAll(findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly));
}

void LessonPage::readLessons()
{
    if (m_reading)
        return;
    m_reading = true;
    onPool(this, m_source, [this](const QList<LessonEntry> &lessons) { take(lessons); });
}

void LessonPage::take(const QList<LessonEntry> &lessons)
{
    m_reading = false;
    const QString open = m_open >= 0 ? m_lessons->at(m_open).id() : QString();
    m_lessons->setLessons(lessons);
    m_open = -1;
    for (int row = 0; row < m_lessons->rowCount() && !open.isEmpty(); ++row) {
        if (m_lessons->at(row).id() == open)
            m_open = row;
    }
    if (m_open >= 0) {
        m_list->setCurrentIndex(m_lessons->index(m_open));
        m_guide->setPlace(m_open + 1, m_lessons->rowCount());
    }
    Q_EMIT listed();
}

QWidget *LessonPage::makeExperiment()
{
    auto *ground = new Pane(&Theme::canvas);
    auto *column = new QVBoxLayout(ground);
    column->setContentsMargins(metric::pagePadding, metric::pagePadding, metric::pagePadding,
                               metric::pagePadding);
    column->setSpacing(metric::cardGap);
    m_sides = new QHBoxLayout;
    m_sides->setSpacing(0);
    column->addLayout(m_sides);
    m_streams = new StreamPane(m_session->experiment(), ground);
    column->addWidget(m_streams);
    m_exchange = new LabExchangeCard(m_session->experiment(), ground);
    column->addWidget(m_exchange);
    m_tuples = new TupleCards(m_session->experiment(), ground);
    column->addWidget(m_tuples);
    m_notes = new QVBoxLayout;
    m_notes->setSpacing(metric::cardGap);
    column->addLayout(m_notes);
    column->addStretch(1);
    m_column = column;
    auto *area = new QScrollArea(this);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(ground);
    return area;
}

/// Where there is little room the calls stand below both ends instead of beside them.
void LessonPage::arrange()
{
    if (width() < narrowBelow) {
        m_side->setMinimumSize(0, sideHeight);
        m_side->setMaximumWidth(QWIDGETSIZE_MAX);
        m_column->addWidget(m_side);
    } else {
        m_side->setMinimumHeight(0);
        m_side->setFixedWidth(CallLane::laneWidth + 1);
        m_row->addWidget(m_side);
    }
}

void LessonPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if ((width() < narrowBelow) == (m_side->parentWidget() == this))
        arrange();
}

void LessonPage::retranslate()
{
    m_list->setAccessibleName(tr("Lessons"));
    m_empty->setText(tr("Choose a lesson"), tr("Predict what will happen, run it with real sockets, and see "
                                               "every call and every byte."));
}

void LessonPage::buildSides()
{
    m_cards.clear();
    empty(*m_sides);
    const auto &sides = m_session->sides();
    for (size_t i = 0; i < sides.size(); ++i) {
        if (i > 0 && sides.size() == 2) {
            const bool udp = sides[i].end.transport == LessonEnd::Transport::Udp;
            m_sides->addWidget(new BetweenSides(udp ? u"UDP"_s : u"TCP"_s));
        } else if (i > 0) {
            m_sides->addSpacing(metric::cardGap);
        }
        auto *card = new SideCard(*m_session, int(i));
        card->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // all as wide as each other
        m_sides->addWidget(card, 1);
        m_cards.append(card);
    }
}

void LessonPage::buildCards()
{
    empty(*m_notes);
    const QLocale::Language language = LessonSession::language();
    for (const LessonCard &note : m_session->lesson().cards) {
        auto *card = new Card(note.title.in(language));
        if (note.certainty == LessonCard::Certainty::Observed)
            card->setBadge(Provenance::Observed, tr("seen in this run"));
        else if (note.certainty == LessonCard::Certainty::Derived)
            card->setBadge(Provenance::Derived, tr("by the rules; an ordinary program cannot see it"));
        auto *text = new Label(note.text.in(language), FontRole::Body, Strength::Regular, &Theme::text, card);
        text->setWordWrap(true);
        text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        card->bodyLayout()->addWidget(text);
        m_notes->addWidget(card);
    }
}

void LessonPage::showViews()
{
    const QList<LessonView> &views = m_session->lesson().views;
    const bool ruler = views.contains(LessonView::Ruler);
    const bool bench = views.contains(LessonView::Bench);
    m_streams->setVisible(ruler || bench);
    m_streams->setRulerShown(ruler);
    m_streams->setBenchShown(bench);
    m_streams->setDirection(m_session->direction());
    m_exchange->setVisible(views.contains(LessonView::Exchange));
    m_tuples->setVisible(views.contains(LessonView::Tuples) || views.contains(LessonView::Ports));
}

void LessonPage::open(int row)
{
    if (row < 0 || row >= m_lessons->rowCount())
        return;
    const Lesson *lesson = m_lessons->at(row).lesson();
    if (lesson == nullptr)
        return;
    m_open = row;
    m_guide->setPlace(row + 1, m_lessons->rowCount());
    m_session->load(*lesson);
    m_list->setCurrentIndex(m_lessons->index(row));
    m_left->setCurrentWidget(m_guide);
    m_middle->setCurrentIndex(1);
}

void LessonPage::openNext()
{
    for (int row = m_open + 1; row < m_lessons->rowCount(); ++row) {
        if (m_lessons->at(row).lesson() != nullptr) {
            open(row);
            return;
        }
    }
    showList(); // the others are broken
}

void LessonPage::showList()
{
    m_left->setCurrentIndex(0);
    m_list->setFocus();
    readLessons();
}

bool LessonPage::isListShown() const
{
    return m_left->currentIndex() == 0;
}

void LessonPage::noteDone()
{
    if (m_open >= 0 && m_session->stage() == LessonSession::Stage::Answered)
        m_lessons->setDone(m_open);
}

void LessonPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_session->setActive(true);
}

void LessonPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    if (event->spontaneous()) // the window is minimised; nobody has left
        return;
    m_session->stop();
    m_session->setActive(false);
}

void LessonPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::LanguageChange)
        return;
    retranslate();
    m_lessons->languageChanged();
    buildSides();
    buildCards();
}

} // namespace miniqq::lab
