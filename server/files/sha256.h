// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <memory>

struct evp_md_ctx_st;

namespace miniqq::server {

/// The SHA-256 of bytes that come one after the other (FIPS 180-4), by OpenSSL, which uses what the processor
/// has for it.
class Sha256
{
public:
    Sha256();

    void add(QByteArrayView bytes);
    /// The 32 bytes; nothing may be added any more.
    QByteArray finish();

private:
    struct Free
    {
        void operator()(evp_md_ctx_st *context) const;
    };
    std::unique_ptr<evp_md_ctx_st, Free> m_context;
};

} // namespace miniqq::server
