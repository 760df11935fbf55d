// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/core/socketname.h"
#include "app/lab/core/textcodec.h"
#include "common/base/result.h"

#include <QCommandLineParser>

namespace miniqq::lab::arguments {

/// What people type, checked. Every error is one sentence that names the option.
Result<quint16> port(const QString &option, const QString &text);
Result<int> number(const QString &option, const QString &text, int least, int most);
/// Seconds with or without a fraction, up to a day, in ms.
Result<int> milliseconds(const QString &option, const QString &text);
/// A numeric address, "" for all of IPv4.
Result<SocketName> address(const QString &option, const QString &text, quint16 port);
/// ADDR or ADDR:PORT; IPv6 with a port is written [ADDR]:PORT.
Result<SocketName> addressAndPort(const QString &option, const QString &text);

/// Whether there are just these many positional arguments.
Result<Done> positional(const QCommandLineParser &parser, const QStringList &names);

/// What is sent and what is read: "gbk", or "utf-8:gbk" for one of the tutorials' programs.
struct Encodings
{
    Encoding sent = Encoding::Utf8;
    Encoding read = Encoding::Utf8;
};

/// Options that several commands share.
QCommandLineOption encodingOption();
QCommandLineOption receiveOption();
Result<Encoding> encoding(const QCommandLineParser &parser, Encoding byDefault);
/// For clients; UTF-8 by default.
Result<Encodings> encodings(const QCommandLineParser &parser);
Result<int> receiveSize(const QCommandLineParser &parser);

} // namespace miniqq::lab::arguments
