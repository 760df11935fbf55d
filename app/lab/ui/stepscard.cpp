// SPDX-License-Identifier: MIT
#include "app/lab/ui/stepscard.h"

#include "app/lab/ui/stepstrip.h"

#include <QEvent>
#include <QVBoxLayout>

namespace miniqq::lab {

using namespace ui;

StepsCard::StepsCard(Experiment &experiment, QWidget *parent)
    : Card({}, parent)
    , m_experiment(experiment)
{
    bodyLayout()->setSpacing(metric::grid);
    hide();
    retranslate();
}

void StepsCard::setEnds(const QList<int> &ends)
{
    while (m_strips.size() > ends.size()) {
        StepStrip *strip = m_strips.takeLast();
        bodyLayout()->removeWidget(strip);
        strip->hide();
        strip->deleteLater(); // it may be what was clicked
    }
    for (qsizetype i = 0; i < ends.size(); ++i) {
        if (i < m_strips.size()) {
            m_strips[i]->setEnd(ends[i]);
            continue;
        }
        auto *strip = new StepStrip(m_experiment, ends[i], this);
        connect(strip, &StepStrip::stepChosen, this, &StepsCard::stepChosen);
        bodyLayout()->addWidget(strip);
        m_strips.append(strip);
    }
    setVisible(!ends.isEmpty());
}

void StepsCard::retranslate()
{
    setTitle(tr("The tutorials' steps"));
    setBadge(Provenance::Observed, tr("a step lights up when its call has really been made"));
}

void StepsCard::changeEvent(QEvent *event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace miniqq::lab
