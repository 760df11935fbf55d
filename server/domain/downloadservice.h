// SPDX-License-Identifier: MIT
#pragma once

#include "server/domain/fileparts.h"

namespace miniqq::server {

/// Files on their way to clients: for those who may have them, piece by piece, never more under way than the
/// window allows.
class DownloadService
{
public:
    DownloadService(const FileParts &parts, const AccountTable &accounts)
        : m(parts)
        , m_accounts(accounts)
    {}

    void get(const Session &session, const Request &request, const protocol::FileGet &message);
    void progress(Transfer &transfer, qint64 offset);
    void stop(const Transfer &transfer);

private:
    void begin(const Request &request, Account &account, const protocol::FileGet &message);
    void found(const Uuid &id, qint64 offset, const Result<std::optional<FileRecord>, StoreError> &result);
    void opened(const Uuid &id, const Result<Done, BlobError> &result);
    void produce(Transfer &transfer);
    void read(const Uuid &id, qint64 offset, Result<QByteArray, BlobError> &&result);
    void refuse(const Transfer &transfer, const Refusal &why);

    FileParts m;
    const AccountTable &m_accounts;
};

} // namespace miniqq::server
