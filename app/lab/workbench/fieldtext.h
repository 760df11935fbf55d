// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/core/socketname.h"
#include "app/lab/core/textcodec.h"
#include "common/base/result.h"

namespace miniqq::lab {

/// What people type into the free lab's fields, checked. Errors are sentences in the language of the program.
namespace fieldtext {
Result<quint16> port(const QString &text);
/// A port to connect or send to: not 0.
Result<quint16> portToDial(const QString &text);
/// One or two ports, with a comma or space between: one-each has two.
Result<QList<quint16>> ports(const QString &text);
Result<int> number(const QString &text, int least, int most);
/// Seconds with or without a fraction in ms, up to a day; nothing is 0.
Result<int> seconds(const QString &text);
/// Numeric; nothing is 0.0.0.0.
Result<SocketName> address(const QString &text, quint16 port);
/// ADDR, ADDR:PORT or [ADDR]:PORT.
Result<SocketName> addressAndPort(const QString &text);
Result<Encoding> encoding(const QString &text);
/// The host's form alone is looked at, nothing is looked up.
Result<QString> host(const QString &text);
/// Hexadecimal digits, two per byte, with spaces where one likes, "0x" and "\x" taken as well.
Result<QByteArray> hexBytes(const QString &text);
} // namespace fieldtext

} // namespace miniqq::lab
