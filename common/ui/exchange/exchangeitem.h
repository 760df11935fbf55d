// SPDX-License-Identifier: MIT
#pragma once

#include "common/tap/category.h"
#include "common/tap/trafficevent.h"
#include "common/ui/theme.h"

#include <QModelIndex>
#include <QString>

namespace miniqq::ui {

/// One row of a tap::TrafficModel as the exchange views draw it.
struct ExchangeItem
{
    quint64 number = 0;
    qint64 ns = 0; ///< monotonic
    qint64 wallMs = 0;
    qint64 connection = 0;
    qint64 length = 0;
    tap::EventKind kind = tap::EventKind::Frame;
    tap::Direction direction = tap::Direction::In;
    MessageClass messageClass = MessageClass::Control;
    bool reply = false;
    bool redacted = false;
    QString type;
    QString from;
    QString to;
    QString id;
    QString re;

    bool isFrame() const { return kind == tap::EventKind::Frame; }
    /// Repeats of it are drawn as one arrow.
    bool isChunk() const { return isFrame() && messageClass == MessageClass::File && !reply; }
};

ExchangeItem exchangeItem(const QModelIndex &index);
MessageClass messageClassOf(tap::Category category);

/// "Bob → server", or one end alone for what does not travel, e.g. a connection that closes.
QString routeText(const ExchangeItem &item);
/// The whole row in words, for screen readers.
QString spokenText(const ExchangeItem &item);
/// "chat", "receipt", "session", "file", "control", "error".
QString messageClassWord(MessageClass c);

} // namespace miniqq::ui
