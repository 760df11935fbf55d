// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/address/reachrows.h"

#include <QWidget>

namespace miniqq::ui {
struct Theme;
}

namespace miniqq::lab {

/// Paints who reaches a server that is bound in one way or another: a row per bind choice, a column per
/// dialler. Arrow keys walk the cells; the chosen cell's sentence is told by whoever shows the view.
class ReachMatrixView final : public QWidget
{
    Q_OBJECT

public:
    explicit ReachMatrixView(QWidget *parent = nullptr);

    void setMatrix(const ReachMatrix &matrix);
    const ReachMatrix &matrix() const { return m_matrix; }
    const QList<ReachRow> &rows() const { return m_rows; }
    const QList<ReachColumn> &columns() const { return m_columns; }
    QRect cellRect(int row, int column) const;
    /// -1: none is chosen.
    int currentRow() const { return m_row; }
    int currentColumn() const { return m_column; }
    /// Why the chosen cell is as it is; empty if none is.
    QString currentSentence() const;
    /// Words the matrix anew in the language of the day.
    void retranslate();

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void currentChanged();

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void choose(int row, int column);
    void describe();
    bool cellAt(const QPoint &point, int &row, int &column) const;
    int headHeight() const;
    int rowHeight() const;
    int labelWidth() const;
    void paintCell(QPainter &painter, const QRect &rect, const ReachWords &words,
                   const ui::Theme &theme) const;

    ReachMatrix m_matrix;
    QList<ReachRow> m_rows;
    QList<ReachColumn> m_columns;
    int m_row = -1;
    int m_column = -1;
};

} // namespace miniqq::lab
