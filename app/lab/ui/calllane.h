// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/models/experiment.h"
#include "common/ui/strips.h"

#include <QTimer>

class QListView;
class QStackedLayout;
class QVBoxLayout;

namespace miniqq::ui {
class Badge;
class Button;
class EmptyState;
class IconButton;
class Label;
class SearchField;
class Tag;
} // namespace miniqq::ui

namespace miniqq::lab {

class CallFilter;

/// The calls of an experiment at the right of a page: side chip, call, result, what in Qt or Python would
/// make it, time; above them the tutorials' steps of the first ends, each leading to its call. Follows the
/// end unless scrolled away. At its foot the calls of a side can be copied as a Python program. The
/// experiment must outlive it; whoever shows it makes the experiment active.
class CallLane : public ui::Pane
{
    Q_OBJECT
public:
    static constexpr int laneWidth = 288;

    explicit CallLane(Experiment &experiment, QWidget *parent = nullptr);

    enum class Counterpart { Qt, Python };
    /// What stands in the third line of a row; Qt at first.
    void setCounterpart(Counterpart counterpart);
    Counterpart counterpart() const { return m_counterpart; }
    /// Whether the calls have a row, too, that only ask: getsockname, getpeername, getsockopt. Off at first.
    void setAskingShown(bool shown);
    /// Shows only rows in which all these words occur.
    void setFilter(const QString &words);
    bool isFollowing() const { return m_follow; }
    QListView *list() const { return m_list; }

    /// Chooses the row of a call by its number in the log; false if it has none, or is filtered out.
    bool showCall(quint64 number);
    /// Copies the program of this end to the clipboard.
    void copyProgram(int end);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// A row was chosen: the number of its event in the log, and its socket.
    void callChosen(quint64 number, qint64 connection);

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildHead(QVBoxLayout *column);
    void retranslate();
    void refresh();
    std::vector<int> wantedStrips() const;
    void buildSteps();
    void followEnd();
    void chooseProgram();
    void copyRow();

    Experiment &m_experiment;
    CallFilter *m_rows;
    QVBoxLayout *m_steps = nullptr;
    std::vector<int> m_stripped; // ends with a strip
    QListView *m_list;
    QStackedLayout *m_stack;
    ui::EmptyState *m_empty;
    ui::Label *m_title;
    ui::Label *m_count;
    ui::Badge *m_badge;
    ui::Tag *m_server; // what the letters mean
    ui::Tag *m_client;
    ui::IconButton *m_filterButton;
    ui::IconButton *m_asking;
    ui::Button *m_language;
    ui::SearchField *m_filter;
    ui::Button *m_copy;
    QTimer m_copied;
    Counterpart m_counterpart = Counterpart::Qt;
    bool m_follow = true;
    bool m_removing = false; // rows of the list
    bool m_orphaned = false; // the chosen one was among them
    bool m_placing = false;  // the scroll bar is being set by us, not by the person
};

} // namespace miniqq::lab
