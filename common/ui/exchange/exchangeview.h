// SPDX-License-Identifier: MIT
#pragma once

#include "common/tap/trafficlog.h"
#include "common/ui/exchange/spokentraffic.h"

#include <QWidget>

class QHBoxLayout;
class QSplitter;
class QStackedLayout;

namespace miniqq::ui {

class EmptyState;
class FrameDetails;
class FrameListView;
class IconButton;
class Label;
class SearchField;
class SequenceDiagram;

/// Everything that crosses the wire, live: list, sequence diagram and the selected frame, over one log. It
/// asks the log only while it is visible. The log must outlive it.
class ExchangeView : public QWidget
{
    Q_OBJECT
public:
    explicit ExchangeView(const tap::TrafficLog &log, QWidget *parent = nullptr);

    tap::TrafficModel &model() { return m_model; }
    bool isPaused() const { return m_model.isPaused(); }
    void setPaused(bool paused);
    /// The same text a person types into the filter, e.g. "conn:17"; see tap/trafficfilter.h.
    void setFilter(const QString &text);
    /// Shows the newest frame whose envelope has this id, e.g. from "show its journey". False if it is not
    /// there.
    bool selectEnvelope(const QString &id);
    /// Shows the frame with this number in the log. False if it is not there (any more), or filtered out.
    bool selectFrame(quint64 number);
    /// The strip above the diagram, for buttons of the window.
    QHBoxLayout *toolLayout() { return m_tools; }

    FrameListView *list() const { return m_list; }
    SequenceDiagram *diagram() const { return m_diagram; }
    FrameDetails *details() const { return m_details; }

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    bool selectNewest(int role, const QVariant &value);
    QWidget *makeListPane();
    QWidget *makeDiagramPane();
    void retranslate();
    void updateCounts();

    SpokenTraffic m_model;
    QSplitter *m_split;
    SearchField *m_filter;
    FrameListView *m_list;
    SequenceDiagram *m_diagram;
    FrameDetails *m_details;
    EmptyState *m_empty;
    QStackedLayout *m_stack = nullptr;
    QHBoxLayout *m_tools = nullptr;
    IconButton *m_pause;
    IconButton *m_reads;
    Label *m_counts;
    Label *m_waiting;
};

} // namespace miniqq::ui
