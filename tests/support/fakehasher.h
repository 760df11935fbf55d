// SPDX-License-Identifier: MIT
#pragma once

#include "server/domain/passwordhasher.h"
#include "tests/support/deferred.h"

namespace miniqq::testing {

/// Hashes by putting `prefix` before the password.
class FakeHasher final : public server::PasswordHasher
{
public:
    explicit FakeHasher(Deferred &deferred)
        : m_deferred(deferred)
    {}

    bool hash(const QByteArray &password, HashHandler then) override
    {
        if (busy)
            return false;
        m_deferred.post([this, password, then = std::move(then)] { then(prefix + password); });
        return true;
    }
    bool verify(const QByteArray &password, const QByteArray &encoded, VerifyHandler then) override
    {
        if (busy)
            return false;
        ++verifications;
        m_deferred.post([this, password, encoded, then = std::move(then)] {
            const bool matches = encoded.endsWith(QByteArray(':' + password));
            then({matches, matches && !encoded.startsWith(prefix)});
        });
        return true;
    }

    bool busy = false;
    int verifications = 0;
    QByteArray prefix = "v1:";

private:
    Deferred &m_deferred;
};

} // namespace miniqq::testing
