// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/address/reachtrial.h"
#include "common/ui/card.h"

#include <QTimer>

namespace miniqq::ui {
class Button;
class Label;
} // namespace miniqq::ui

namespace miniqq::lab {

class MachineReader;
class ReachMatrixView;

/// The reachability matrix of this machine: by rule at once, and what this machine can dial itself tried with
/// real sockets, the first time by itself and then on demand.
class ReachMatrixCard final : public ui::Card
{
    Q_OBJECT

public:
    /// Both must outlive the card.
    ReachMatrixCard(MachineReader &machine, const Clock &clock, QWidget *parent = nullptr);

    ReachMatrixView &view() { return *m_view; }
    ui::Button &tryButton() { return *m_try; }

Q_SIGNALS:
    /// All cells that can be tried have been.
    void tried();

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void compute();
    void tryAll();
    void begin();
    void showSentence();
    void retranslate();

    MachineReader &m_machine;
    ReachTrial m_trial;
    QTimer m_calm; ///< The moment before a trial.
    ReachMatrixView *m_view;
    ui::Button *m_try;
    ui::Label *m_sentence;
    bool m_triedOnce = false;
    bool m_hasMachine = false;
};

} // namespace miniqq::lab
