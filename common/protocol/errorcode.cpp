// SPDX-License-Identifier: MIT
#include "common/protocol/errorcode.h"

#include <algorithm>
#include <array>

namespace miniqq::protocol {
namespace {

struct Row
{
    ErrorCode code;
    const char *text;
    bool endsConnection;
    bool mayReconnect;
};

constexpr std::array rows{
    Row{ErrorCode::BadFrame, "bad_frame", true, false},
    Row{ErrorCode::BadJson, "bad_json", true, false},
    Row{ErrorCode::BadField, "bad_field", false, true},
    Row{ErrorCode::UnknownType, "unknown_type", false, true},
    Row{ErrorCode::UnsupportedVersion, "unsupported_version", true, false},
    Row{ErrorCode::NotSignedIn, "not_signed_in", true, true},
    Row{ErrorCode::AlreadySignedIn, "already_signed_in", false, true},
    Row{ErrorCode::BadCredentials, "bad_credentials", false, false},
    Row{ErrorCode::AccountTaken, "account_taken", false, false},
    Row{ErrorCode::RegistrationClosed, "registration_closed", false, false},
    Row{ErrorCode::NoConversation, "no_conversation", false, true},
    Row{ErrorCode::UuidConflict, "uuid_conflict", false, true},
    Row{ErrorCode::RateLimited, "rate_limited", false, true},
    Row{ErrorCode::StorageFailed, "storage_failed", false, true},
    Row{ErrorCode::ServerBusy, "server_busy", false, true},
    Row{ErrorCode::TooManySessions, "too_many_sessions", true, false},
    Row{ErrorCode::TimedOut, "timed_out", true, true},
    Row{ErrorCode::SlowConsumer, "slow_consumer", true, true},
    Row{ErrorCode::Kicked, "kicked", true, false},
    Row{ErrorCode::ShuttingDown, "shutting_down", true, true},
    Row{ErrorCode::SignedOut, "signed_out", true, false},
    Row{ErrorCode::Forbidden, "forbidden", false, true},
    Row{ErrorCode::Muted, "muted", false, true},
    Row{ErrorCode::LimitReached, "limit_reached", false, true},
    Row{ErrorCode::Banned, "banned", true, false},
    Row{ErrorCode::NoMessage, "no_message", false, true},
    Row{ErrorCode::TooLate, "too_late", false, true},
    Row{ErrorCode::NoFile, "no_file", false, true},
    Row{ErrorCode::FileExpired, "file_expired", false, true},
    Row{ErrorCode::TooLarge, "too_large", false, true},
    Row{ErrorCode::QuotaExceeded, "quota_exceeded", false, true},
    Row{ErrorCode::HashMismatch, "hash_mismatch", false, true},
    Row{ErrorCode::BadChunk, "bad_chunk", false, true},
    Row{ErrorCode::BadImage, "bad_image", false, true},
};

const Row &rowOf(ErrorCode code)
{
    const auto row = std::find_if(rows.begin(), rows.end(), [code](const Row &r) { return r.code == code; });
    Q_ASSERT(row != rows.end());
    return *row;
}

} // namespace

QByteArray errorCodeText(ErrorCode code)
{
    return QByteArray(rowOf(code).text);
}

std::optional<ErrorCode> errorCodeFromText(QByteArrayView text)
{
    for (const Row &row : rows) {
        if (text == QByteArrayView(row.text))
            return row.code;
    }
    return std::nullopt;
}

bool endsConnection(ErrorCode code)
{
    return rowOf(code).endsConnection;
}

bool mayReconnect(ErrorCode code)
{
    return rowOf(code).mayReconnect;
}

} // namespace miniqq::protocol
