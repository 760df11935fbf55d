// SPDX-License-Identifier: MIT
#pragma once

#include <deque>
#include <functional>
#include <utility>

namespace miniqq::testing {

/// Answers that fakes will give later, in the order of the calls; a test decides when.
class Deferred
{
public:
    void post(std::function<void()> answer) { m_answers.push_back(std::move(answer)); }
    bool isEmpty() const { return m_answers.empty(); }

    /// Gives the oldest answer.
    void runOne()
    {
        const std::function<void()> answer = std::move(m_answers.front());
        m_answers.pop_front();
        answer();
    }
    /// Gives the newest answer: one thread was faster than another.
    void runNewest()
    {
        const std::function<void()> answer = std::move(m_answers.back());
        m_answers.pop_back();
        answer();
    }
    /// Gives all, also those that are asked for meanwhile.
    void run()
    {
        while (!isEmpty())
            runOne();
    }

private:
    std::deque<std::function<void()>> m_answers;
};

} // namespace miniqq::testing
