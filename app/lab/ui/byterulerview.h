// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/ui/rulerscale.h"

#include <QAbstractScrollArea>
#include <QTimer>

namespace miniqq::ui {
struct Theme;
} // namespace miniqq::ui

namespace miniqq::lab {

/// Paints a ByteRuler: messages, reads and what was decoded, one above the other on one scale, and the cuts
/// that go through them. Follows the end unless scrolled away. Arrow keys walk the bytes, with Ctrl the cuts;
/// + and - zoom, 0 fits, Ctrl+C copies the bytes of the character or item at hand.
class ByteRulerView : public QAbstractScrollArea
{
    Q_OBJECT
public:
    explicit ByteRulerView(QWidget *parent = nullptr);

    /// nullptr for none. The ruler must outlive this view or be taken away before.
    void setRuler(const ByteRuler *ruler);
    /// Something was added: it is shown soon, however often this is called.
    void rulerChanged();

    const RulerScale &scale() const { return m_scale; }
    bool isFitted() const { return m_fit; }
    bool isFollowing() const { return m_follow; }
    /// -1 if there is none.
    qint64 currentByte() const { return m_current; }
    void setCurrentByte(qint64 offset);
    /// Marks the column of some bytes, e.g. those the pointer is over in another view; none if empty.
    void setMarked(const ByteRange &range);
    const ByteRange &marked() const { return m_marked; }
    /// The sentences below the tracks, as they are painted now.
    QStringList sentences() const;

    void zoom(qreal factor);
    void fit();

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// -1 when the pointer left the bytes.
    void byteHovered(qint64 offset);
    /// By mouse or keyboard.
    void currentByteChanged(qint64 offset);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct Metrics
    {
        int axis = 24;  ///< height of the offsets above the tracks
        int track = 40; ///< height of a track
        int gap = 16;   ///< between tracks
        int words = 20; ///< height of the sentences
    };
    struct Sentence
    {
        QString text;
        QRect rect;
        ByteRuler::Cut cut;
    };

    void measure();
    void apply();
    void placeScrollBar();
    void describe();
    void walkTo(qint64 offset);
    bool handleKey(int key, bool toCut);
    void copyItem() const;
    ByteRange itemRange(qint64 offset) const;
    int trackTop(int track) const;
    int tracksBottom() const;
    QRectF area() const; // where the bytes are
    std::vector<Sentence> layoutSentences() const;

    void paintAxis(QPainter &painter, const ui::Theme &theme) const;
    void paintNames(QPainter &painter, const ui::Theme &theme) const;
    void paintMessages(QPainter &painter, const ui::Theme &theme) const;
    void paintReads(QPainter &painter, const ui::Theme &theme) const;
    void paintPieces(QPainter &painter, const ui::Theme &theme) const;
    void paintCuts(QPainter &painter, const ui::Theme &theme) const;
    void paintMarked(QPainter &painter, const ui::Theme &theme) const;
    QColor cutColour(const ByteRuler::Cut &cut, const ui::Theme &theme) const;

    const ByteRuler *m_ruler = nullptr;
    RulerScale m_scale;
    Metrics m_metrics;
    QTimer m_soon;
    ByteRange m_marked;
    qint64 m_begin = 0; // of the ruler when it was last looked at
    qint64 m_current = -1;
    qint64 m_hovered = -1;
    bool m_fit = true;
    bool m_follow = true;
    bool m_placing = false; // the scroll bar is being set by us, not by the person
};

} // namespace miniqq::lab
