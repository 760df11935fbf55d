// SPDX-License-Identifier: MIT
#pragma once

#include "common/protocol/control.h"
#include "server/core/serverstatus.h"

namespace miniqq::server {

/// What the server knows, as `ctl` reports it.
protocol::ControlStatus controlStatusOf(const ServerStatus &status);
std::vector<protocol::ControlSession> controlSessionsOf(const ServerStatus &status);

/// The same for people: lines without the last line break. Foreign text in it is made harmless.
QByteArray wordsOf(const protocol::ControlStatus &status);
QByteArray wordsOf(const std::vector<protocol::ControlSession> &sessions);
QByteArray wordsOf(const std::vector<protocol::ControlBan> &bans);
/// "1 connection", "2 connections".
QByteArray countOf(qint64 count, QByteArrayView what);

} // namespace miniqq::server
