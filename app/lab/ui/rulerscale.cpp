// SPDX-License-Identifier: MIT
#include "app/lab/ui/rulerscale.h"

#include <cmath>

namespace miniqq::lab {

namespace {
constexpr qreal mostPixels = 1e9; // what a scroll bar can count
} // namespace

void RulerScale::setRoom(int left, int width)
{
    m_left = left;
    m_width = std::max(1, width);
}

void RulerScale::setContent(const ByteRange &range)
{
    m_content = range;
    m_perByte = std::min(m_perByte, widest());
}

qreal RulerScale::widest() const
{
    return std::min(widestByte, mostPixels / qreal(std::max<qint64>(1, m_content.length())));
}

qreal RulerScale::narrowest() const
{
    return std::min(widest(), qreal(m_width) / qreal(std::max<qint64>(1, m_content.length())));
}

void RulerScale::fit()
{
    const qreal whole = qreal(m_width) / qreal(std::max<qint64>(1, m_content.length()));
    m_perByte = std::min(std::max(whole, narrowestFit), widest());
    m_scroll = std::min(m_scroll, maxScroll());
}

void RulerScale::zoom(qreal factor, qreal at)
{
    const qreal offset = qreal(m_content.begin) + (at - m_left + m_scroll) / m_perByte;
    m_perByte = std::min(std::max(m_perByte * factor, narrowest()), widest());
    const qreal scroll = (offset - qreal(m_content.begin)) * m_perByte - at + m_left;
    m_scroll = int(std::clamp<qreal>(std::round(scroll), 0, maxScroll()));
}

int RulerScale::maxScroll() const
{
    return std::max(0, int(std::ceil(qreal(m_content.length()) * m_perByte)) - m_width);
}

qreal RulerScale::x(qint64 offset) const
{
    return m_left + qreal(offset - m_content.begin) * m_perByte - m_scroll;
}

qint64 RulerScale::offsetAt(qreal at) const
{
    const auto offset = m_content.begin + qint64(std::floor((at - m_left + m_scroll) / m_perByte));
    return at >= m_left && m_content.contains(offset) ? offset : -1;
}

ByteRange RulerScale::visible() const
{
    const auto first = m_content.begin + qint64(m_scroll / m_perByte);
    const auto last = m_content.begin + qint64(std::ceil((m_scroll + m_width) / m_perByte));
    const qint64 begin = std::min(first, m_content.end);
    return {begin, std::clamp(last, begin, m_content.end)};
}

qint64 RulerScale::step(qreal apart) const
{
    for (qint64 power = 1;; power *= 10) {
        for (const qint64 factor : {1, 2, 5}) {
            if (qreal(power * factor) * m_perByte >= apart || power > m_content.length())
                return power * factor;
        }
    }
}

int RulerScale::scrollTo(qint64 offset) const
{
    const qreal begin = qreal(offset - m_content.begin) * m_perByte;
    const qreal end = begin + m_perByte;
    qreal scroll = m_scroll;
    if (begin < scroll)
        scroll = begin;
    else if (end > scroll + m_width)
        scroll = std::min(begin, end - m_width);
    return int(std::clamp<qreal>(std::ceil(scroll), 0, maxScroll()));
}

} // namespace miniqq::lab
