// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/lessons/lessonlibrary.h"
#include "app/lab/workbench/lessonsession.h"

#include <QWidget>

#include <functional>

class QHBoxLayout;
class QStackedWidget;
class QVBoxLayout;

namespace miniqq::ui {
class EmptyState;
} // namespace miniqq::ui

namespace miniqq::lab {

class CallLane;
class LabExchangeCard;
class LessonGuide;
class LessonList;
class LessonListModel;
class SideCard;
class StreamPane;
class TupleCards;

/// The lessons: at the left the list or the words of the chosen one, in the middle both ends side by side and
/// the views the lesson names, at the right every call. Leaving the page, or choosing another lesson, closes
/// everything that is open.
class LessonPage : public QWidget
{
    Q_OBJECT
public:
    /// Reads the lessons; called on a thread of the pool.
    using Source = std::function<QList<LessonEntry>()>;

    /// The built-in lessons and the teacher's own. Log (in Mode::Full) and clock must outlive the page.
    LessonPage(tap::TrafficLog &log, const Clock &clock, QWidget *parent = nullptr);
    LessonPage(tap::TrafficLog &log, const Clock &clock, Source source, QWidget *parent = nullptr);
    ~LessonPage() override;

    LessonSession &session() { return *m_session; }
    const LessonListModel &lessons() const { return *m_lessons; }
    /// Opens the lesson of this row of the list; a broken one cannot be opened, its sentence is in the list.
    void open(int row);
    void showList();
    bool isListShown() const;
    LessonGuide *guide() const { return m_guide; }
    const QList<SideCard *> &sideCards() const { return m_cards; }
    StreamPane *streams() const { return m_streams; }

Q_SIGNALS:
    /// The list has been read; it is read again whenever it is shown, for whoever writes a lesson meanwhile.
    void listed();

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *makeExperiment();
    void readLessons();
    void take(const QList<LessonEntry> &lessons);
    void arrange();
    void retranslate();
    void buildSides();
    void buildCards();
    void showViews();
    void openNext();
    void noteDone();

    Source m_source;
    std::unique_ptr<LessonSession> m_session;
    LessonListModel *m_lessons;
    LessonList *m_list;
    LessonGuide *m_guide;
    QStackedWidget *m_left;
    QStackedWidget *m_middle;
    ui::EmptyState *m_empty;
    QHBoxLayout *m_sides = nullptr;
    QList<SideCard *> m_cards;
    StreamPane *m_streams = nullptr;
    LabExchangeCard *m_exchange = nullptr;
    TupleCards *m_tuples = nullptr;
    QVBoxLayout *m_notes = nullptr; // the lesson's own cards
    CallLane *m_lane;
    QHBoxLayout *m_row;
    QVBoxLayout *m_column = nullptr; // of the middle
    QWidget *m_side;                 // the lane's
    int m_open = -1;                 // row of the list
    bool m_reading = false;
};

} // namespace miniqq::lab
