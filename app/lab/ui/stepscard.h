// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/models/experiment.h"
#include "common/ui/card.h"

namespace miniqq::lab {

class StepStrip;

/// The tutorials' step lists of some ends of an experiment, one below the other, lighting up from the calls
/// that are really made. The experiment must outlive it.
class StepsCard : public ui::Card
{
    Q_OBJECT
public:
    explicit StepsCard(Experiment &experiment, QWidget *parent = nullptr);

    /// Which ends, by their indices; without any the card hides.
    void setEnds(const QList<int> &ends);
    const QList<StepStrip *> &strips() const { return m_strips; }

Q_SIGNALS:
    /// A step that was taken was chosen: the number of its first call in the log.
    void stepChosen(quint64 event);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    Experiment &m_experiment;
    QList<StepStrip *> m_strips;
};

} // namespace miniqq::lab
