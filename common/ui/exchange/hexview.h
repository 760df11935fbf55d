// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractScrollArea>
#include <QByteArray>

#include <utility>

namespace miniqq::ui {

/// Bytes in rows of 8 or 16 with offset and characters. One range is marked; one byte is current and walked
/// with the arrow keys. Ctrl+C copies the marked bytes as hex digits.
class HexView : public QAbstractScrollArea
{
    Q_OBJECT
public:
    explicit HexView(QWidget *parent = nullptr);

    /// `headerSize` bytes at the start are drawn as the header of the frame.
    void setBytes(const QByteArray &bytes, qsizetype headerSize);
    const QByteArray &bytes() const { return m_bytes; }

    /// Marks [begin, end). The current byte moves to its start, unless it lies inside or is being walked just
    /// now.
    void setMarked(qsizetype begin, qsizetype end);
    qsizetype markedBegin() const { return m_markBegin; }
    qsizetype markedEnd() const { return m_markEnd; }

    /// Lights up [begin, end) for as long as the pointer is on them in another view; none if empty. Neither
    /// scrolls nor moves the current byte.
    void setHovered(qsizetype begin, qsizetype end);
    qsizetype hoveredBegin() const { return m_hoverBegin; }
    qsizetype hoveredEnd() const { return m_hoverEnd; }

    /// -1 without bytes.
    qsizetype currentByte() const { return m_current; }
    /// The bytes of the character that `offset` is part of: several in UTF-8.
    std::pair<qsizetype, qsizetype> characterAt(qsizetype offset) const;

    /// "e4 bd a0" for [begin, end).
    static QString hexText(QByteArrayView bytes);

    QSize sizeHint() const override;
    int bytesPerRow() const { return m_perRow; }

Q_SIGNALS:
    /// The person chose another byte, by mouse or keyboard.
    void currentByteChanged(qsizetype offset);
    /// -1 when the pointer left the bytes.
    void byteHovered(qsizetype offset);
    /// Tab or Shift+Tab: the next field (+1) or the one before (-1). Nobody marking another one in answer,
    /// the focus moves on.
    void fieldStepped(int step);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    void changeEvent(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    struct Geometry
    {
        int cell = 24;     ///< width of one byte
        int row = 19;      ///< height of one row
        int offset = 44;   ///< width of the offset column
        int character = 8; ///< width of one character in the right column
        int ascii = 0;     ///< x of the right column
    };

    void measure();
    int rowCount() const;
    qsizetype byteAt(const QPoint &point) const;
    void tellHovered(qsizetype offset);
    void setCurrent(qsizetype offset, bool byPerson);
    void showByte(qsizetype offset);
    void showMarked();
    void describe();
    void copyMarked();
    void paintRow(QPainter &painter, int row, int y) const;
    void paintRun(QPainter &painter, int row, int y, qsizetype begin, qsizetype end,
                  const QColor &colour) const;

    QByteArray m_bytes;
    Geometry m_geometry;
    qsizetype m_headerSize = 0;
    qsizetype m_markBegin = 0;
    qsizetype m_markEnd = 0;
    qsizetype m_hoverBegin = 0;
    qsizetype m_hoverEnd = 0;
    qsizetype m_pointed = -1; // the byte under the pointer
    qsizetype m_current = -1;
    int m_perRow = 8;
    bool m_walking = false; // currentByteChanged() is being told
};

} // namespace miniqq::ui
