// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/address/pingladder.h"
#include "common/ui/card.h"

namespace miniqq::ui {
class Button;
class InputField;
class Label;
} // namespace miniqq::ui

namespace miniqq::lab {

class MachineReader;

/// "Is the network all right?", one rung after the other with the system's ping, each explained. The rung
/// outside the own network is there only if somebody names it.
class PingLadderCard final : public ui::Card
{
    Q_OBJECT

public:
    /// `machine` must outlive the card.
    explicit PingLadderCard(MachineReader &machine, const PingLadder::Options &options = {},
                            QWidget *parent = nullptr);

    ui::Button &climbButton() { return *m_climb; }
    ui::InputField &target() { return *m_target; }
    const QList<LadderRung> &rungs() const { return m_rungs; }
    /// What is told about the rung.
    QString meaning(qsizetype at) const;

Q_SIGNALS:
    void climbed();

protected:
    void changeEvent(QEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    class RungRow;
    void plan();
    void climb();
    void showRungs();
    void retranslate();

    MachineReader &m_machine;
    PingLadder m_ladder;
    QList<LadderRung> m_rungs;
    QList<RungRow *> m_rows;
    ui::InputField *m_target;
    ui::Button *m_climb;
};

} // namespace miniqq::lab
