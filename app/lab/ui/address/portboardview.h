// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/address/porttiles.h"

#include <QTimer>
#include <QWidget>

namespace miniqq::ui {
struct Theme;
}

namespace miniqq {
class Clock;
}

namespace miniqq::lab {

/// Paints a tile for each port of a board, own ones highlighted, TIME_WAIT counting down. Arrow keys walk the
/// tiles.
class PortBoardView final : public QWidget
{
    Q_OBJECT

public:
    /// The clock must outlive the view.
    explicit PortBoardView(const Clock &clock, QWidget *parent = nullptr);

    void setBoard(const PortBoard &board);
    void setFilter(const QString &filter);
    /// At most so many tiles.
    void setMost(qsizetype most);
    qsizetype most() const { return m_most; }
    const PortTiles &tiles() const { return m_tiles; }
    QRect tileRect(int at) const;
    int current() const { return m_current; } ///< -1: none

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

Q_SIGNALS:
    /// Other tiles, or other numbers of them.
    void tilesChanged();
    /// By mouse or keyboard; whoever scrolls the view should show it.
    void tileChosen(int at);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void rebuild();
    void countDown();
    void choose(int at);
    void describe();
    int columnsFor(int width) const;
    int tileHeight() const;
    int leastWidth() const;
    int tileAt(const QPoint &point) const;
    void paintTile(QPainter &painter, const QRect &rect, const PortTile &tile, const ui::Theme &theme) const;

    const Clock &m_clock;
    QTimer m_tick; // only while somebody sees a countdown
    PortBoard m_board;
    QString m_filter;
    PortTiles m_tiles;
    qsizetype m_most = 20;
    int m_current = -1;
};

} // namespace miniqq::lab
