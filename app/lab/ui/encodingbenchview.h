// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/core/byteruler.h"
#include "app/lab/core/encodingbench.h"

#include <QAbstractScrollArea>

namespace miniqq::ui {
struct Theme;
} // namespace miniqq::ui

namespace miniqq::lab {

/// Paints the encoding bench: a row per encoding, a chip per character, what is broken boxed, and the verdict
/// at the right. Arrow keys walk rows and chips, Ctrl+C copies what the row decodes to (of the first row: the
/// bytes). Long rows scroll sideways under their verdicts.
class EncodingBenchView : public QAbstractScrollArea
{
    Q_OBJECT
public:
    explicit EncodingBenchView(QWidget *parent = nullptr);

    void setInput(const BenchInput &input);
    const BenchInput &input() const { return m_input; }
    const std::vector<BenchRow> &rows() const { return m_rows; }

    /// -1 if there is none.
    int currentRow() const { return m_row; }
    int currentCell() const { return m_cell; }
    /// Marks all chips that hold some of these bytes; none if empty.
    void setMarked(const ByteRange &range);
    const ByteRange &marked() const { return m_marked; }
    /// Where a chip is painted, in the viewport.
    QRect cellRect(int row, int cell) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// Other bytes or another language.
    void rowsChanged();
    /// The bytes of the chip under the pointer; empty when it left.
    void bytesHovered(const miniqq::lab::ByteRange &range);
    /// A chip was chosen by mouse or keyboard.
    void cellChosen(const miniqq::lab::ByteRange &range);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct Place
    {
        int row = -1;
        int cell = -1;
        friend bool operator==(const Place &, const Place &) = default;
    };
    struct Span
    {
        int x = 0; ///< from the left of the chips
        int width = 0;
    };

    void rebuild();
    void measure();
    void describe();
    void choose(int row, int cell);
    void copyRow() const;
    Place placeAt(const QPoint &point) const;
    ByteRange rangeOf(const Place &place) const;
    int firstCellIn(int row) const; // of those that can be seen
    int rowTop(int row) const;
    int verdictLeft() const;
    QString toolTipAt(const Place &place, const QPoint &point) const;
    void paintRow(QPainter &painter, int row, const ui::Theme &theme) const;
    void paintChip(QPainter &painter, int row, int cell, const ui::Theme &theme) const;
    static const QFont &chipFont(const BenchCell &cell, const ui::Theme &theme);

    BenchInput m_input;
    std::vector<BenchRow> m_rows;
    std::vector<std::vector<Span>> m_spans; // of the chips of each row
    ByteRange m_marked;
    Place m_hovered;
    int m_row = -1;
    int m_cell = -1;
    int m_left = 64; // width of the names
    int m_rowHeight = 31;
    int m_chip = 24; // height of a chip and its least width
    int m_verdictWidth = 0;
};

} // namespace miniqq::lab
