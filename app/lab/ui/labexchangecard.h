// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/models/experiment.h"
#include "common/ui/card.h"

class QFileDialog;
class QSlider;

namespace miniqq::ui {
class IconButton;
class Label;
class SearchField;
class Tag;
} // namespace miniqq::ui

namespace miniqq::lab {

class LabExchangeView;

/// The exchange of an experiment on a card, with what one does with it: filter, stand still, play again
/// slowly, save as a picture. The experiment must outlive it; whoever shows it makes the experiment active.
class LabExchangeCard : public ui::Card
{
    Q_OBJECT
public:
    explicit LabExchangeCard(Experiment &experiment, QWidget *parent = nullptr);

    LabExchangeView *view() const { return m_view; }
    void setFilter(const QString &words);
    /// Asks for a file and saves the diagram as SVG. svgSaved() or a sentence on the card tells how it went.
    void askForSvgFile();
    void saveSvg(const QString &file);
    /// What went wrong with the last saving; empty if nothing did.
    QString problem() const;

Q_SIGNALS:
    void svgSaved(const QString &file);

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *makePlayer();
    void showPlayer();
    void retranslate();
    void tellState();
    void tell(const QString &words, bool problem);

    Experiment &m_experiment;
    LabExchangeView *m_view;
    ui::Tag *m_state;
    ui::SearchField *m_filter;
    ui::IconButton *m_filterButton;
    ui::IconButton *m_pause;
    ui::IconButton *m_replay;
    ui::IconButton *m_export;
    QWidget *m_player = nullptr;
    ui::IconButton *m_play = nullptr;
    ui::IconButton *m_step = nullptr;
    ui::IconButton *m_stop = nullptr;
    QSlider *m_position = nullptr;
    QSlider *m_speed = nullptr;
    ui::Label *m_speedText = nullptr;
    ui::Label *m_told;
    bool m_problem = false;
};

} // namespace miniqq::lab
