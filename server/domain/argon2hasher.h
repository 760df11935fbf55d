// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/mailbox.h"
#include "server/domain/passwordhasher.h"

#include <QObject>
#include <QThreadPool>

namespace miniqq::server {

/// Argon2id (RFC 9106) with a 16-byte salt of the system's random generator and a 32-byte tag, on a few
/// threads of its own. What is stored is the encoded string with all parameters.
class Argon2Hasher final : public PasswordHasher
{
public:
    struct Cost
    {
        quint32 memoryKiB = 19 * 1024;
        quint32 iterations = 2;
        quint32 lanes = 1;

        /// Protects nothing. For tests and load generators, where passwords are not the point.
        static constexpr Cost worthlessButFast() { return {8, 1, 1}; }
    };
    struct Options
    {
        Cost cost = {};
        int threads = 2;
        int maxWaiting = 64; ///< calls not yet answered
    };

    /// Handlers run in the thread that makes the hasher, from its event loop.
    Argon2Hasher();
    explicit Argon2Hasher(const Options &options);
    /// Waits for what is being computed; its handlers are not called.
    ~Argon2Hasher() override;

    bool hash(const QByteArray &password, HashHandler then) override;
    bool verify(const QByteArray &password, const QByteArray &encoded, VerifyHandler then) override;

private:
    using Answer = std::function<void()>;

    /// Runs `work` on a thread of the pool and the answer it returns on this one.
    bool submit(std::function<Answer()> work);

    QObject m_home;
    Options m_options;
    QByteArray m_dummy; // stands in for the hash of accounts that do not exist
    int m_waiting = 0;
    Mailbox<Answer> m_answers;
    QThreadPool m_pool;
};

} // namespace miniqq::server
