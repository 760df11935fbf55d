// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <algorithm>

namespace miniqq::fuzz {

/// Takes decisions from the input; zeros behind its end.
class Choices
{
public:
    explicit Choices(QByteArrayView input)
        : m_left(input)
    {}
    bool isOver() const { return m_left.isEmpty(); }
    quint8 byte()
    {
        if (m_left.isEmpty())
            return 0;
        const quint8 value = quint8(m_left.front());
        m_left = m_left.sliced(1);
        return value;
    }
    size_t below(size_t count) { return count == 0 ? 0 : byte() % count; }
    QByteArray bytes(size_t most)
    {
        const auto wanted = qsizetype(below(most));
        const qsizetype size = std::min(wanted, m_left.size());
        const QByteArray taken = m_left.first(size).toByteArray();
        m_left = m_left.sliced(size);
        return taken;
    }
    template<class Container>
    QByteArray of(const Container &values)
    {
        return values.empty() ? QByteArray() : QByteArray(values[below(values.size())]);
    }

private:
    QByteArrayView m_left;
};

/// `text` with what stands for a sign behind each $ in place of both.
template<class ValueFor>
QByteArray filledIn(QByteArray text, ValueFor valueFor)
{
    for (qsizetype at = text.indexOf('$'); at >= 0; at = text.indexOf('$', at)) {
        const QByteArray value = valueFor(text[at + 1]);
        text.replace(at, 2, value);
        at += value.size();
    }
    return text;
}

} // namespace miniqq::fuzz
