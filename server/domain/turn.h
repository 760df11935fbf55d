// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <memory>

namespace miniqq::server {

/// Makes every callback into the domain a logic turn: after it runs what ends a turn, and once the Turn is
/// gone it does not run at all. All callbacks given to stores and the hasher are wrapped here.
class Turn
{
public:
    explicit Turn(std::function<void()> end)
        : m_end(std::move(end))
    {}

    template<class F>
    auto callback(F function)
    {
        return [this, alive = std::weak_ptr<char>(m_alive),
                function = std::move(function)](auto &&...arguments) mutable {
            if (alive.expired())
                return;
            function(std::forward<decltype(arguments)>(arguments)...);
            m_end();
        };
    }

private:
    std::function<void()> m_end;
    std::shared_ptr<char> m_alive = std::make_shared<char>();
};

} // namespace miniqq::server
