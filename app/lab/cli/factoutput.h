// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/address/fact.h"

#include <QByteArray>
#include <QString>

namespace miniqq::lab {

/// "Label: value" line by line; what belongs to a label stands under it, indented; rows that all have the
/// same keys stand as a table.
QString factText(const Facts &facts);

/// One JSON object by the facts' keys, with a newline at its end. Values are never translated.
QByteArray factJson(const Facts &facts);

/// How many columns of a terminal the text takes: Chinese characters take two.
qsizetype columnsOf(const QString &text);

} // namespace miniqq::lab
