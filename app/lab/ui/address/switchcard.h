// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/address/scenes.h"
#include "common/ui/card.h"

class QComboBox;

namespace miniqq::ui {
class Button;
class Label;
} // namespace miniqq::ui

namespace miniqq::lab {

class SwitchView;

/// One sends a frame through a hub or a switch and sees who hears it. Simulated.
class SwitchCard final : public ui::Card
{
    Q_OBJECT

public:
    explicit SwitchCard(QWidget *parent = nullptr);

    QComboBox &box() { return *m_box; }
    QComboBox &from() { return *m_from; }
    QComboBox &to() { return *m_to; }
    ui::Button &sendButton() { return *m_send; }
    ui::Button &forgetButton() { return *m_forget; }
    const SwitchRun::Step &step() const { return m_step; }
    SwitchView &view() { return *m_view; }
    QString sentence() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void send();
    void rest();
    void showStep();
    void retranslate();

    SwitchRun m_run;
    SwitchRun::Step m_step;
    QComboBox *m_box;
    QComboBox *m_from;
    QComboBox *m_to;
    ui::Button *m_send;
    ui::Button *m_forget;
    SwitchView *m_view;
    ui::Label *m_sentence;
};

} // namespace miniqq::lab
