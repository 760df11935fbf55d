// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/ui/exchangeplayer.h"
#include "app/lab/ui/labexchangelayout.h"

#include <QAbstractScrollArea>

namespace miniqq::lab {

/// Paints the exchange of an experiment: a lifeline for each end, each call at its time, and arrows from the
/// call that sent to the call that received. Follows the end unless scrolled away; stands still on demand,
/// and plays again what it holds. Up and Down walk the arrows.
class LabExchangeView : public QAbstractScrollArea
{
    Q_OBJECT
public:
    explicit LabExchangeView(QWidget *parent = nullptr);
    ~LabExchangeView() override;

    /// nullptr for none. The record must outlive this view or be taken away before.
    void setRecord(const ExchangeRecord *record);
    /// Something was added: it is shown soon, however often this is called.
    void recordChanged();

    /// Stands still; the record goes on.
    void setPaused(bool paused);
    bool isPaused() const { return m_frozen.has_value(); }
    /// Calls that came since it stands still.
    quint64 waiting() const;
    void setFilter(const QString &words);
    const QString &filter() const { return m_filter; }
    bool isFollowing() const { return m_follow; }

    /// Plays what is there again, standing still meanwhile.
    void startReplay();
    void stopReplay();
    ExchangePlayer &player() { return m_player; }

    /// The whole diagram as an SVG picture, in today's colours.
    QByteArray toSvg() const;

    const LabExchangeLayout &layout() const { return m_layout; }
    /// What is shown: the record, or how it was when the view began to stand still. nullptr if there is none.
    const ExchangeRecord *shown() const { return m_frozen ? &*m_frozen : m_record; }
    /// Running number of the chosen arrow; -1 if there is none.
    qint64 currentArrow() const { return m_current; }
    void setCurrentArrow(qint64 number);
    /// Chooses the first arrow that begins or ends with a call, by its number in the log; false if none does.
    bool showCall(quint64 event);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void currentArrowChanged(qint64 number);
    /// Another layout, or it began or ended to stand still.
    void shownChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void rebuild();
    void measure();
    void placeScrollBars();
    void describe();
    void showRow(int row);
    void followReplay();
    int headHeight() const;

    const ExchangeRecord *m_record = nullptr;
    std::optional<ExchangeRecord> m_frozen;
    LabExchangeLayout m_layout;
    LabExchangeLayout::Metrics m_metrics;
    ExchangePlayer m_player;
    QTimer m_soon;
    QString m_filter;
    qint64 m_current = -1;
    int m_contentWidth = 0;
    bool m_stale = true;
    bool m_follow = true;
    bool m_placing = false;   // scroll bars are being set by us, not by the person
    bool m_wasPaused = false; // before the replay began
};

} // namespace miniqq::lab
