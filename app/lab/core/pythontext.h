// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QString>

namespace miniqq::lab {

/// What Python's repr() makes of bytes: b'test', b"it's", b'\xe4\xbd\xa0'. The tutorials' servers print and
/// send it.
QByteArray pythonRepr(QByteArrayView bytes);

} // namespace miniqq::lab
