// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/address/lossyrun.h"
#include "common/ui/card.h"

#include <array>

class QSpinBox;

namespace miniqq::ui {
class Button;
class Label;
} // namespace miniqq::ui

namespace miniqq::lab {

class LossyView;

/// A link as IP promises it, and what datagrams become on it. Simulated: the same settings give the same
/// again.
class LossyCard final : public ui::Card
{
    Q_OBJECT

public:
    enum Setting { Loss, Duplicate, Corrupt, Overtake, Delay, Jitter, Datagrams, Gap };
    static constexpr int settings = 8;

    explicit LossyCard(QWidget *parent = nullptr);

    QSpinBox &setting(Setting which) { return *m_boxes[which]; }
    ui::Button &againButton() { return *m_again; }
    LossyView &view() { return *m_view; }
    QString summary() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void send();
    void retranslate();

    std::array<ui::Label *, settings> m_labels{};
    std::array<QSpinBox *, settings> m_boxes{};
    ui::Button *m_again;
    LossyView *m_view;
    ui::Label *m_summary;
    ui::Label *m_meaning;
    ui::Label *m_legend;
    quint32 m_seed = 1;
};

} // namespace miniqq::lab
