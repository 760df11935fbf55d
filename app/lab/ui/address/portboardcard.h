// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/address/portboard.h"
#include "common/ui/card.h"

#include <QTimer>

#include <chrono>
#include <functional>

namespace miniqq::ui {
class Button;
class Label;
class SearchField;
} // namespace miniqq::ui

namespace miniqq::lab {

class PortBoardView;

/// This machine's ports. Reads them anew every two seconds while it can be seen, on a thread of the pool:
/// with many thousand sockets a reading takes most of a second.
class PortBoardCard final : public ui::Card
{
    Q_OBJECT

public:
    using Source = std::function<PortBoard()>;

    /// `source` is called on a thread of the pool; the system unless a test brings its own. The clock must
    /// outlive the card.
    explicit PortBoardCard(const Clock &clock, Source source = systemBoard, QWidget *parent = nullptr);

    PortBoardView &view() { return *m_view; }
    ui::SearchField &filter() { return *m_filter; }
    ui::Button &moreButton() { return *m_more; }
    /// "12 of 34 shown"
    QString countText() const;
    /// From one reading to the next.
    void setPause(std::chrono::milliseconds pause) { m_pause.setInterval(pause); }

    static PortBoard systemBoard();

Q_SIGNALS:
    void boardRead();

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void read();
    void showCounts();
    void retranslate();

    const Source m_source;
    QTimer m_pause;
    PortRules m_rules;
    PortBoardView *m_view;
    ui::Label *m_count;
    ui::Label *m_range;
    ui::SearchField *m_filter;
    ui::Button *m_more;
    ui::Label *m_hint;
    bool m_reading = false;
};

} // namespace miniqq::lab
