// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <utility>
#include <variant>

namespace miniqq {

/// What went wrong, in words that a person at the screen can act on.
struct Error
{
    QString text; ///< One sentence: what failed and, where known, what to do about it.
};

/// A value or the reason why there is none. The shape of C++23's std::expected, reduced to what is used here.
/// Reading the side that is not there is a programming error and asserts.
template<class T, class E = Error>
class [[nodiscard]] Result
{
public:
    Result(T value) // NOLINT(google-explicit-constructor): `return value;` is the point
        : m_data(std::in_place_index<0>, std::move(value))
    {}
    Result(E error) // NOLINT(google-explicit-constructor)
        : m_data(std::in_place_index<1>, std::move(error))
    {}

    bool ok() const { return m_data.index() == 0; }
    explicit operator bool() const { return ok(); }

    T &value() & { return *checkedValue(); }
    const T &value() const & { return *const_cast<Result *>(this)->checkedValue(); }
    T &&value() && { return std::move(*checkedValue()); }
    T &operator*() & { return value(); }
    const T &operator*() const & { return value(); }
    T *operator->() { return checkedValue(); }
    const T *operator->() const { return &value(); }

    const E &error() const
    {
        Q_ASSERT(!ok());
        return *std::get_if<1>(&m_data);
    }

private:
    T *checkedValue()
    {
        Q_ASSERT(ok());
        return std::get_if<0>(&m_data);
    }

    std::variant<T, E> m_data;
};

/// The value of operations that only succeed or fail: `Result<Done>`.
struct Done
{};

} // namespace miniqq
