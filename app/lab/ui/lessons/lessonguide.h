// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/workbench/lessonsession.h"
#include "common/ui/strips.h"

class QComboBox;
class QScrollArea;
class QVBoxLayout;

namespace miniqq::ui {
class Button;
class IconButton;
class InfoBox;
class Label;
} // namespace miniqq::ui

namespace miniqq::lab {

class ChoiceCard;
class CodeBox;

/// The left pane of a lesson: its words, its code, the question with its answers to choose from, the verdict,
/// and the buttons that run it.
class LessonGuide : public ui::Pane
{
    Q_OBJECT
public:
    static constexpr int guideWidth = 288;

    explicit LessonGuide(LessonSession &session, QWidget *parent = nullptr);

    /// "Lesson 7 / 29"; a last lesson has no next one.
    void setPlace(int number, int of);

    const QList<ChoiceCard *> &choices() const { return m_choices; }
    ui::Button *primary() const { return m_primary; } ///< run, mend it, next lesson
    ui::Button *againButton() const { return m_again; }
    QString verdictTitle() const;
    QString verdictText() const;
    /// 0 as fast as it goes, 1 slowly, 2 step by step.
    void setPace(int pace);

Q_SIGNALS:
    void listRequested();
    void nextRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    enum class Next { Run, Mend, Lesson };

    QWidget *makeWords();
    QWidget *makeFoot();
    void load();
    void refresh();
    void showVerdict();
    void showChoices();
    void proceed();
    void begin(LessonSession::Part part);
    void retranslate();

    LessonSession &m_session;
    ui::Button *m_list;
    ui::Label *m_minutes;
    ui::Label *m_title;
    ui::Label *m_subtitle;
    ui::Label *m_text;
    CodeBox *m_code;
    ui::Label *m_question;
    QVBoxLayout *m_choiceColumn = nullptr;
    QList<ChoiceCard *> m_choices;
    ui::InfoBox *m_verdict;
    ui::Label *m_verdictTitle;
    ui::Label *m_verdictText;
    ui::Label *m_caution;
    ui::Label *m_remark;
    QComboBox *m_pace;
    ui::IconButton *m_pause;
    ui::IconButton *m_step;
    ui::IconButton *m_stop;
    ui::Button *m_again;
    ui::Button *m_primary;
    QScrollArea *m_words = nullptr;
    Next m_next = Next::Run;
    bool m_verdictSeen = false;
    int m_number = 0;
    int m_of = 0;
};

} // namespace miniqq::lab
