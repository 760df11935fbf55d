// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/workbench/lessonsession.h"
#include "common/ui/card.h"

namespace miniqq::ui {
class ElidedLabel;
class InfoBox;
class Label;
} // namespace miniqq::ui

namespace miniqq::lab {

class TranscriptView;

/// One side of a lesson's experiment: what it is, its address, whether it is open, what it did and what its
/// program would have died of.
class SideCard : public ui::Card
{
    Q_OBJECT
public:
    SideCard(LessonSession &session, int side, QWidget *parent = nullptr);

    /// The session has news about its sides.
    void refresh();
    QString problem() const;
    TranscriptView *transcript() const { return m_transcript; }

private:
    class Lamp;

    LessonSession &m_session;
    const int m_side;
    ui::Label *m_title;
    ui::ElidedLabel *m_name;
    Lamp *m_lamp;
    ui::InfoBox *m_problemBox;
    ui::Label *m_problemTitle;
    ui::Label *m_problem;
    TranscriptView *m_transcript;
};

/// The two arrows between the two sides of a connection.
class BetweenSides : public QWidget
{
    Q_OBJECT
public:
    explicit BetweenSides(const QString &protocol, QWidget *parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_protocol;
};

} // namespace miniqq::lab
