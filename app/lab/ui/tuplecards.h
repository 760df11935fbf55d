// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/models/experiment.h"
#include "common/ui/card.h"

class QListView;
class QStackedLayout;

namespace miniqq::ui {
class EmptyState;
class Label;
} // namespace miniqq::ui

namespace miniqq::lab {

/// The sockets of an experiment, one card each with its 5-tuple; a listener's card holds what it accepted.
/// The experiment must outlive it; whoever shows it makes the experiment active.
class TupleCards : public ui::Card
{
    Q_OBJECT
public:
    explicit TupleCards(Experiment &experiment, QWidget *parent = nullptr);

    QListView *list() const { return m_list; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void refresh();

    Experiment &m_experiment;
    QListView *m_list;
    ui::EmptyState *m_empty;
    QStackedLayout *m_stack;
    ui::Label *m_hidden;
};

} // namespace miniqq::lab
