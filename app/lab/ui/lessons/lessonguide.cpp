// SPDX-License-Identifier: MIT
#include "app/lab/ui/lessons/lessonguide.h"

#include "app/lab/ui/lessons/choicecard.h"
#include "app/lab/ui/lessons/codebox.h"
#include "common/ui/button.h"
#include "common/ui/iconbutton.h"
#include "common/ui/label.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QScrollArea>

namespace miniqq::lab {

using namespace ui;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int slowMs = 700;
enum Pace { Fast, Slow, Steps };

Label *wrapped(FontRole role, Strength strength, Theme::Token colour, QWidget *parent)
{
    auto *label = new Label({}, role, strength, colour, parent);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

LessonGuide::LessonGuide(LessonSession &session, QWidget *parent)
    : Pane(&Theme::panel, Qt::RightEdge, parent)
    , m_session(session)
    , m_list(new Button({}, ButtonKind::Quiet, this))
    , m_minutes(new Label({}, FontRole::Caption, Strength::Regular, &Theme::text2, this))
    , m_title(wrapped(FontRole::Title, Strength::Strong, &Theme::text, this))
    , m_subtitle(wrapped(FontRole::Code, Strength::Regular, &Theme::text2, this))
    , m_text(wrapped(FontRole::Body, Strength::Regular, &Theme::text, this))
    , m_code(new CodeBox(this))
    , m_question(wrapped(FontRole::Body, Strength::Strong, &Theme::text2, this))
    , m_verdict(new InfoBox(&Theme::okSoft, this))
    , m_verdictTitle(wrapped(FontRole::Body, Strength::Strong, &Theme::ok, m_verdict))
    , m_verdictText(wrapped(FontRole::Body, Strength::Regular, &Theme::text, m_verdict))
    , m_caution(wrapped(FontRole::Caption, Strength::Regular, &Theme::warn, m_verdict))
    , m_remark(wrapped(FontRole::Caption, Strength::Regular, &Theme::text2, this))
    , m_pace(new QComboBox(this))
    , m_pause(new IconButton(u"pause"_s, {}, this))
    , m_step(new IconButton(u"step"_s, {}, this))
    , m_stop(new IconButton(u"stop"_s, {}, this))
    , m_again(new Button(u"retry"_s, {}, ButtonKind::Secondary, this))
    , m_primary(new Button({}, ButtonKind::Primary, this))
{
    setFixedWidth(guideWidth + 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 1, 0);
    column->setSpacing(0);
    auto *words = new QScrollArea(this);
    m_words = words;
    words->setFrameShape(QFrame::NoFrame);
    words->setWidgetResizable(true);
    words->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    words->setWidget(makeWords());
    column->addWidget(words, 1);
    column->addWidget(makeFoot());
    connect(&session, &LessonSession::loaded, this, &LessonGuide::load);
    connect(&session, &LessonSession::changed, this, &LessonGuide::refresh);
    connect(m_list, &QAbstractButton::clicked, this, &LessonGuide::listRequested);
    connect(m_again, &QAbstractButton::clicked, this, [this] { begin(m_session.part()); });
    connect(m_primary, &QAbstractButton::clicked, this, &LessonGuide::proceed);
    connect(m_pause, &QAbstractButton::clicked, this, [this] {
        if (m_session.isPaused())
            m_session.resume();
        else
            m_session.pause();
    });
    connect(m_step, &QAbstractButton::clicked, &session, &LessonSession::step);
    connect(m_stop, &QAbstractButton::clicked, &session, &LessonSession::stop);
    connect(m_pace, &QComboBox::currentIndexChanged, this,
            [this](int pace) { m_session.setDelay(pace == Slow ? slowMs : 0); });
    retranslate();
}

QWidget *LessonGuide::makeWords()
{
    auto *ground = new Pane(&Theme::panel);
    auto *column = new QVBoxLayout(ground);
    column->setContentsMargins(metric::pagePadding, metric::grid, metric::pagePadding, metric::pagePadding);
    column->setSpacing(metric::grid);
    auto *head = new QHBoxLayout;
    m_list->setButtonSize(ButtonSize::Small);
    m_list->setIconName(u"chevron-down"_s);
    head->addWidget(m_list);
    head->addStretch(1);
    head->addWidget(m_minutes);
    column->addLayout(head);
    column->addWidget(m_title);
    column->addWidget(m_subtitle);
    column->addWidget(m_text);
    column->addWidget(m_code);
    column->addSpacing(metric::grid);
    column->addWidget(m_question);
    m_choiceColumn = new QVBoxLayout;
    m_choiceColumn->setSpacing(metric::grid);
    column->addLayout(m_choiceColumn);
    auto *verdict = new QVBoxLayout(m_verdict);
    verdict->setContentsMargins(metric::cardPadding, metric::cardPadding, metric::cardPadding,
                                metric::cardPadding);
    verdict->setSpacing(4);
    verdict->addWidget(m_verdictTitle);
    verdict->addWidget(m_verdictText);
    verdict->addWidget(m_caution);
    column->addWidget(m_verdict);
    column->addStretch(1);
    return ground;
}

QWidget *LessonGuide::makeFoot()
{
    auto *foot = new Pane(&Theme::panel, Qt::TopEdge, this);
    auto *column = new QVBoxLayout(foot);
    column->setContentsMargins(metric::pagePadding, metric::grid, metric::pagePadding, metric::pagePadding);
    column->setSpacing(metric::grid);
    column->addWidget(m_remark);
    auto *pace = new QHBoxLayout;
    pace->setSpacing(metric::grid);
    m_pace->addItems({{}, {}, {}});
    pace->addWidget(m_pace, 1);
    pace->addWidget(m_pause);
    pace->addWidget(m_step);
    pace->addWidget(m_stop);
    column->addLayout(pace);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metric::grid);
    buttons->addWidget(m_again, 1);
    buttons->addWidget(m_primary, 1);
    for (Button *button : {m_again, m_primary})
        button->setMinimumHeight(metric::inputHeight);
    column->addLayout(buttons);
    return foot;
}

void LessonGuide::setPlace(int number, int of)
{
    m_number = number;
    m_of = of;
    m_list->setText(tr("Lesson %1 / %2").arg(number).arg(of));
    refresh();
}

void LessonGuide::setPace(int pace)
{
    m_pace->setCurrentIndex(pace);
}

QString LessonGuide::verdictTitle() const
{
    return m_verdict->isHidden() ? QString() : m_verdictTitle->text();
}

QString LessonGuide::verdictText() const
{
    return m_verdict->isHidden() ? QString() : m_verdictText->text();
}

void LessonGuide::load()
{
    const Lesson &lesson = m_session.lesson();
    const QLocale::Language language = LessonSession::language();
    m_minutes->setText(tr("about %1 min").arg(lesson.minutes));
    m_title->setText(lesson.title.in(language));
    m_subtitle->setText(lesson.subtitle.in(language));
    m_text->setText(m_session.program().text.in(language));
    m_code->setLines(m_session.program().code);
    m_question->setText(lesson.question.in(language));
    if (m_choices.size() != lesson.choices.size()) {
        qDeleteAll(m_choices);
        m_choices.clear();
        for (int i = 0; i < lesson.choices.size(); ++i) {
            auto *card = new ChoiceCard;
            m_choiceColumn->addWidget(card);
            m_choices.append(card);
            connect(card, &QAbstractButton::clicked, this, [this, i] { m_session.predict(i); });
            connect(card, &ChoiceCard::voted, this, [this, i] { m_session.vote(i); });
        }
    }
    for (int i = 0; i < lesson.choices.size(); ++i) {
        m_choices[i]->setText(lesson.choices[i].text.in(language));
        m_choices[i]->updateGeometry();
    }
    refresh();
}

void LessonGuide::showChoices()
{
    const bool open = m_session.stage() == LessonSession::Stage::Predict && !m_session.printedAnswered();
    const bool answered = m_session.printedAnswered();
    for (int i = 0; i < m_choices.size(); ++i) {
        ChoiceCard *card = m_choices[i];
        card->setAutoExclusive(false); // else none could be unchosen
        card->setChecked(i == m_session.predicted());
        card->setAutoExclusive(true);
        card->setEnabled(open);
        card->setVotable(open);
        card->setVotes(m_session.votes(i), m_session.allVotes());
        using Mark = ChoiceCard::Mark;
        const bool right = i == m_session.rightChoice();
        card->setMark(!answered                    ? Mark::None
                      : right                      ? Mark::Right
                      : i == m_session.predicted() ? Mark::Wrong
                                                   : Mark::None);
    }
}

void LessonGuide::showVerdict()
{
    const bool shown = m_session.printedAnswered();
    m_verdict->setVisible(shown);
    if (!shown) {
        m_verdictSeen = false;
        return;
    }
    const Lesson &lesson = m_session.lesson();
    const QLocale::Language language = LessonSession::language();
    const bool right = m_session.predictionWasRight();
    m_verdict->setFill(right ? &Theme::okSoft : &Theme::warnSoft);
    m_verdictTitle->setColour(right ? &Theme::ok : &Theme::warn);
    m_verdictTitle->setText(
        right ? u"✓  "_s + tr("The prediction was right")
              : tr("It was: %1").arg(lesson.choices.value(m_session.rightChoice()).text.in(language)));
    m_verdictText->setText(lesson.answer.in(language));
    const auto &outcome = m_session.outcome();
    const bool caution =
        outcome && !outcome->text.isEmpty() &&
        (outcome->verdict == LessonOutcome::Verdict::Differed || !outcome->otherwise.isEmpty());
    if (!m_verdictSeen) { // once: whoever scrolls away afterwards is left alone
        m_verdictSeen = true;
        QMetaObject::invokeMethod(
            this, [this] { m_words->ensureWidgetVisible(m_verdict, 0, metric::grid); },
            Qt::QueuedConnection); // when it has its place
    }
    m_caution->setVisible(caution);
    m_caution->setText(caution ? outcome->text : QString());
}

void LessonGuide::refresh()
{
    using Stage = LessonSession::Stage;
    showChoices();
    showVerdict();
    const Stage stage = m_session.stage();
    const bool running = stage == Stage::Running;
    const bool mended = stage == Stage::Answered && m_session.part() == LessonSession::Part::Repair;
    m_remark->setVisible(running);
    m_remark->setText(tr("Step %1 of %2. %3")
                          .arg(QString::number(m_session.stepsDone()), QString::number(m_session.stepCount()),
                               m_session.remark()));
    if (!m_session.printedAnswered())
        m_next = Next::Run;
    else if (m_session.lesson().repair && !mended &&
             !(running && m_session.part() == LessonSession::Part::Repair))
        m_next = Next::Mend;
    else
        m_next = Next::Lesson;
    m_primary->setText(m_next == Next::Run    ? tr("Run")
                       : m_next == Next::Mend ? tr("Next: mend it")
                                              : tr("Next lesson"));
    m_primary->setEnabled(!running && (m_next == Next::Run ? m_session.canRun(LessonSession::Part::Printed)
                                       : m_next == Next::Lesson ? m_number < m_of
                                                                : true));
    m_primary->setToolTip(m_next == Next::Run && m_session.predicted() < 0 ? tr("Predict first") : QString());
    m_again->setEnabled(!running && m_session.printedAnswered());
    m_pause->setIconName(m_session.isPaused() ? u"play"_s : u"pause"_s);
    m_pause->setLabel(m_session.isPaused() ? tr("Go on") : tr("Stand still"));
    m_pause->setEnabled(running);
    m_step->setEnabled(running || m_session.canRun(LessonSession::Part::Printed));
    m_stop->setEnabled(running);
}

void LessonGuide::begin(LessonSession::Part part)
{
    m_session.run(part);
    if (m_pace->currentIndex() == Steps)
        m_session.pause(); // before its first step, which comes with the button
    else if (m_session.isPaused())
        m_session.resume();
}

void LessonGuide::proceed()
{
    switch (m_next) {
    case Next::Run:
        begin(LessonSession::Part::Printed);
        break;
    case Next::Mend:
        begin(LessonSession::Part::Repair);
        break;
    case Next::Lesson:
        Q_EMIT nextRequested();
        break;
    }
}

void LessonGuide::retranslate()
{
    m_list->setToolTip(tr("All lessons"));
    m_list->setText(tr("Lesson %1 / %2").arg(m_number).arg(m_of));
    m_pace->setAccessibleName(tr("Pace"));
    m_pace->setItemText(Fast, tr("At full speed"));
    m_pace->setItemText(Slow, tr("Slowly"));
    m_pace->setItemText(Steps, tr("Step by step"));
    m_step->setLabel(tr("One step"));
    m_stop->setLabel(tr("Stop and close everything"));
    m_again->setText(tr("Again"));
    if (m_session.stage() != LessonSession::Stage::None)
        load();
    else
        refresh();
}

void LessonGuide::changeEvent(QEvent *event)
{
    Pane::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace miniqq::lab
