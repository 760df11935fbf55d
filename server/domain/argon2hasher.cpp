// SPDX-License-Identifier: MIT
#include "server/domain/argon2hasher.h"

#include <QRandomGenerator>
#include <QString>

#include <argon2.h>

#include <array>

namespace miniqq::server {
namespace {

constexpr quint32 saltBytes = 16;
constexpr quint32 tagBytes = 32;

QByteArray normalized(const QByteArray &password)
{
    return QString::fromUtf8(password).normalized(QString::NormalizationForm_C).toUtf8();
}

/// Empty if there is not enough memory.
QByteArray encode(const QByteArray &password, const Argon2Hasher::Cost &cost)
{
    std::array<quint32, saltBytes / sizeof(quint32)> salt;
    QRandomGenerator::system()->fillRange(salt.data(), qsizetype(salt.size()));
    const QByteArray plain = normalized(password);
    QByteArray encoded(qsizetype(argon2_encodedlen(cost.iterations, cost.memoryKiB, cost.lanes, saltBytes,
                                                   tagBytes, Argon2_id)),
                       Qt::Uninitialized);
    const int status = argon2id_hash_encoded(cost.iterations, cost.memoryKiB, cost.lanes, plain.constData(),
                                             size_t(plain.size()), salt.data(), saltBytes, tagBytes,
                                             encoded.data(), size_t(encoded.size()));
    if (status != ARGON2_OK)
        return {};
    encoded.truncate(qsizetype(qstrlen(encoded.constData())));
    return encoded;
}

/// ARGON2_OK, ARGON2_VERIFY_MISMATCH, or why it could not be found out.
int compare(const QByteArray &password, const QByteArray &encoded)
{
    const QByteArray plain = normalized(password);
    return argon2id_verify(encoded.constData(), plain.constData(), size_t(plain.size()));
}

QByteArray parameters(const Argon2Hasher::Cost &cost)
{
    return "$argon2id$v=" + QByteArray::number(ARGON2_VERSION_NUMBER) +
           "$m=" + QByteArray::number(cost.memoryKiB) + ",t=" + QByteArray::number(cost.iterations) +
           ",p=" + QByteArray::number(cost.lanes) + '$';
}

} // namespace

Argon2Hasher::Argon2Hasher()
    : Argon2Hasher(Options())
{}

Argon2Hasher::Argon2Hasher(const Options &options)
    : m_options(options)
    , m_dummy(encode("nobody", options.cost))
    , m_answers(&m_home, [this](std::vector<Answer> &&answers) {
        m_waiting -= int(answers.size());
        for (const Answer &answer : answers)
            answer();
    })
{
    m_pool.setMaxThreadCount(options.threads);
}

Argon2Hasher::~Argon2Hasher()
{
    m_pool.clear();
    m_pool.waitForDone();
}

bool Argon2Hasher::hash(const QByteArray &password, HashHandler then)
{
    return submit([password, then = std::move(then), cost = m_options.cost]() -> Answer {
        return [then, encoded = encode(password, cost)] { then(encoded); };
    });
}

bool Argon2Hasher::verify(const QByteArray &password, const QByteArray &encoded, VerifyHandler then)
{
    const bool exists = !encoded.isEmpty();
    return submit([password, then = std::move(then), exists, stored = exists ? encoded : m_dummy,
                   current = parameters(m_options.cost)]() -> Answer {
        const int status = compare(password, stored);
        const bool fits = status == ARGON2_OK && exists;
        const bool failed = status == ARGON2_MEMORY_ALLOCATION_ERROR || status == ARGON2_THREAD_FAIL;
        return
            [then, verdict = Verdict{fits, fits && !stored.startsWith(current), failed}] { then(verdict); };
    });
}

bool Argon2Hasher::submit(std::function<Answer()> work)
{
    if (m_waiting >= m_options.maxWaiting)
        return false;
    ++m_waiting;
    m_pool.start([this, work = std::move(work)] { m_answers.post(work()); });
    return true;
}

} // namespace miniqq::server
