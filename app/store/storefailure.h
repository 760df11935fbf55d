// SPDX-License-Identifier: MIT
#pragma once

#include <QMetaType>
#include <QString>

namespace miniqq::client {

/// Why something could not be written down or read on this computer.
struct StoreFailure
{
    QString text;          ///< Technical sentence, in English; never contains what people wrote.
    bool diskFull = false; ///< Nothing was stored; it may work later.
};

} // namespace miniqq::client

Q_DECLARE_METATYPE(miniqq::client::StoreFailure)
