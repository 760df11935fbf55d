// SPDX-License-Identifier: MIT
#include "common/base/logging.h"

namespace miniqq {

Q_LOGGING_CATEGORY(lcWire, "miniqq.wire", QtInfoMsg)
Q_LOGGING_CATEGORY(lcNet, "miniqq.net", QtInfoMsg)
Q_LOGGING_CATEGORY(lcChat, "miniqq.chat", QtInfoMsg)
Q_LOGGING_CATEGORY(lcAccounts, "miniqq.accounts", QtInfoMsg)
Q_LOGGING_CATEGORY(lcStore, "miniqq.store", QtInfoMsg)
Q_LOGGING_CATEGORY(lcUi, "miniqq.ui", QtInfoMsg)
Q_LOGGING_CATEGORY(lcLab, "miniqq.lab", QtInfoMsg)

} // namespace miniqq
