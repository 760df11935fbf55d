// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/core/byteruler.h"

namespace miniqq::lab {

/// Where the bytes of a stream stand in a view: a plain value that knows no widget. All in px of the view.
class RulerScale
{
public:
    static constexpr qreal widestByte = 84;
    static constexpr qreal narrowestFit = 8; ///< a stream that would need less is scrolled instead
    static constexpr qreal gridFrom = 6;     ///< from here on every byte has its line

    /// The view: where its first byte may stand, and how much room there is for bytes.
    void setRoom(int left, int width);
    void setContent(const ByteRange &range);
    void setScroll(int scroll) { m_scroll = scroll; }

    /// As wide as it fits, within reason.
    void fit();
    /// Changes the width of a byte, and the scroll so that the byte at `x` stays there.
    void zoom(qreal factor, qreal x);

    qreal perByte() const { return m_perByte; }
    int scroll() const { return m_scroll; }
    int maxScroll() const; ///< 0 if everything fits
    int left() const { return m_left; }
    int right() const { return m_left + m_width; }

    qreal x(qint64 offset) const;
    /// The byte at `x`, nullopt-like -1 outside the content.
    qint64 offsetAt(qreal x) const;
    /// The bytes in view, within the content.
    ByteRange visible() const;
    /// The distance of labelled offsets: 1, 2, 5, 10, 20, 50, ... so that they stand `apart` px at least.
    qint64 step(qreal apart) const;
    /// The scroll that shows a byte, changing as little as possible.
    int scrollTo(qint64 offset) const;

private:
    qreal narrowest() const;
    qreal widest() const;

    ByteRange m_content;
    qreal m_perByte = widestByte;
    int m_left = 0;
    int m_width = 1;
    int m_scroll = 0;
};

} // namespace miniqq::lab
