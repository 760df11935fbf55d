// SPDX-License-Identifier: MIT
#include "app/lab/ui/address/pingladdercard.h"

#include "app/lab/ui/address/machine.h"
#include "common/ui/button.h"
#include "common/ui/icons.h"
#include "common/ui/inputfield.h"
#include "common/ui/label.h"

#include <QHBoxLayout>
#include <QHideEvent>
#include <QPainter>

namespace miniqq::lab {

using namespace ui;

/// A rung: icon, name, target, time, and below what it means.
class PingLadderCard::RungRow final : public QWidget
{
public:
    explicit RungRow(QWidget *parent)
        : QWidget(parent)
        , name(new Label({}, FontRole::Caption, Strength::Strong, &Theme::text, this))
        , target(new ElidedLabel({}, FontRole::Code, Strength::Regular, &Theme::text2, this))
        , time(new Label({}, FontRole::Code, Strength::Regular, &Theme::text2, this))
        , meaning(new Label({}, FontRole::Caption, Strength::Regular, &Theme::text2, this))
    {
        auto *column = new QVBoxLayout(this);
        column->setContentsMargins(26, 0, 0, 0);
        column->setSpacing(0);
        auto *line = new QHBoxLayout;
        line->setSpacing(metric::grid);
        line->addWidget(name);
        line->addWidget(target, 1);
        line->addWidget(time);
        column->addLayout(line);
        meaning->setWordWrap(true);
        column->addWidget(meaning);
    }

    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paintIcon(painter, QRectF(0, name->geometry().center().y() - 8, 16, 16), icon, themeOf(this).*colour);
    }

    Label *name;
    ElidedLabel *target;
    Label *time;
    Label *meaning;
    QString icon = QStringLiteral("clock");
    Theme::Token colour = &Theme::text3;
};

PingLadderCard::PingLadderCard(MachineReader &machine, const PingLadder::Options &options, QWidget *parent)
    : Card({}, parent)
    , m_machine(machine)
    , m_ladder(options)
    , m_target(new InputField(QStringLiteral("network"), {}, this))
    , m_climb(new Button(QStringLiteral("play"), {}, ButtonKind::Secondary, this))
{
    m_climb->setButtonSize(ButtonSize::Small);
    titleLayout()->addWidget(m_climb);
    m_target->setMono(true);
    m_target->setFieldHeight(metric::inputHeight);
    m_target->edit().setMaxLength(253);
    bodyLayout()->setSpacing(metric::cardGap);
    for (int i = 0; i < 4; ++i) {
        m_rows << new RungRow(this);
        bodyLayout()->addWidget(m_rows.last());
    }
    bodyLayout()->addWidget(m_target);
    bodyLayout()->addStretch(1);
    connect(m_climb, &QPushButton::clicked, this, &PingLadderCard::climb);
    connect(m_target, &InputField::returnPressed, this, &PingLadderCard::climb);
    connect(m_target, &InputField::textChanged, this, [this] {
        m_target->setError({});
        plan();
    });
    connect(&m_machine, &MachineReader::machineChanged, this, &PingLadderCard::plan);
    connect(&m_ladder, &PingLadder::rungChanged, this, [this] {
        m_rungs = m_ladder.rungs();
        showRungs();
    });
    connect(&m_ladder, &PingLadder::ended, this, [this] {
        m_climb->setBusy(false);
        m_rungs = m_ladder.rungs();
        showRungs();
        Q_EMIT climbed();
    });
    plan();
    retranslate();
}

void PingLadderCard::plan()
{
    if (m_ladder.isClimbing())
        return;
    const QString target = m_target->text().trimmed();
    const QList<LadderRung> planned = planLadder(m_machine.machine().interfaces, m_machine.machine().routes,
                                                 target.isEmpty() ? std::nullopt : std::optional(target));
    // What was found out stays until the way is another one.
    const bool same =
        planned.size() == m_rungs.size() &&
        std::equal(planned.begin(), planned.end(), m_rungs.begin(),
                   [](const LadderRung &a, const LadderRung &b) { return a.target == b.target; });
    if (!same)
        m_rungs = planned;
    showRungs();
}

void PingLadderCard::climb()
{
    if (m_ladder.isClimbing())
        return;
    for (LadderRung &rung : m_rungs) {
        rung.state = LadderRung::State::Waiting;
        rung.result = {};
    }
    const Result<Done> started = m_ladder.climb(m_rungs);
    m_target->setError(started ? QString() : started.error().text);
    m_climb->setBusy(started.ok());
    showRungs();
}

void PingLadderCard::hideEvent(QHideEvent *event)
{
    Card::hideEvent(event);
    if (event->spontaneous()) // minimised, or on another desktop
        return;
    if (!m_ladder.isClimbing())
        return;
    m_ladder.stop();
    m_climb->setBusy(false);
    for (LadderRung &rung : m_rungs) {
        if (rung.state == LadderRung::State::Running)
            rung.state = LadderRung::State::Waiting;
    }
    showRungs();
}

QString PingLadderCard::meaning(qsizetype at) const
{
    return m_rows[at]->meaning->text();
}

void PingLadderCard::showRungs()
{
    const Facts facts = ladderFacts(m_rungs);
    const auto &rows = std::get<std::vector<Facts>>(facts.front().value);
    for (qsizetype at = 0; at < m_rows.size(); ++at) {
        RungRow &row = *m_rows[at];
        row.setVisible(at < m_rungs.size());
        if (at >= m_rungs.size())
            continue;
        const LadderRung &rung = m_rungs[at];
        const Facts &words = rows[size_t(at)];
        const bool done = rung.state == LadderRung::State::Done;
        const bool answered = rung.result.received > 0;
        row.name->setText(findFact(words, "rung")->text());
        row.target->setText(rung.target);
        row.time->setText(done && answered ? findFact(words, "average_us")->text() : QString());
        row.meaning->setText(findFact(words, "meaning")->text());
        row.icon =
            done ? (answered ? QStringLiteral("check") : QStringLiteral("close")) : QStringLiteral("clock");
        row.colour = !done ? &Theme::text3 : answered ? &Theme::ok : &Theme::err;
        row.setAccessibleName(
            QStringList{row.name->text(), rung.target, row.time->text(), row.meaning->text()}.join(
                QStringLiteral(", ")));
        row.update();
    }
}

void PingLadderCard::retranslate()
{
    setTitle(tr("Ping ladder: is the network all right?"));
    setBadge(Provenance::Observed,
             tr("The system's ping program, three packets for each rung. What it means follows "
                "from which rungs answer."));
    m_climb->setText(tr("Climb"));
    m_target->setPrompt(tr("A public address or name as the last rung (sends packets there)"));
    showRungs();
}

void PingLadderCard::changeEvent(QEvent *event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace miniqq::lab
