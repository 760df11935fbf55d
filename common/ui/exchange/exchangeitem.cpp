// SPDX-License-Identifier: MIT
#include "common/ui/exchange/exchangeitem.h"

#include "common/tap/trafficmodel.h"
#include "common/ui/format.h"

#include <QCoreApplication>

namespace miniqq::ui {

using tap::TrafficModel;

MessageClass messageClassOf(tap::Category category)
{
    switch (category) {
    case tap::Category::Chat:
        return MessageClass::Chat;
    case tap::Category::Ack:
        return MessageClass::Ack;
    case tap::Category::Session:
        return MessageClass::Session;
    case tap::Category::File:
        return MessageClass::File;
    case tap::Category::Control:
        return MessageClass::Control;
    case tap::Category::Error:
        break;
    }
    return MessageClass::Error;
}

ExchangeItem exchangeItem(const QModelIndex &index)
{
    ExchangeItem item;
    item.number = index.data(TrafficModel::NumberRole).toULongLong();
    item.ns = index.data(TrafficModel::MonotonicRole).toLongLong();
    item.wallMs = index.data(TrafficModel::TimeRole).toLongLong();
    item.connection = index.data(TrafficModel::ConnectionRole).toLongLong();
    item.length = index.data(TrafficModel::LengthRole).toLongLong();
    item.kind = tap::EventKind(index.data(TrafficModel::KindRole).toInt());
    item.direction = tap::Direction(index.data(TrafficModel::DirectionRole).toInt());
    item.messageClass = messageClassOf(tap::Category(index.data(TrafficModel::CategoryRole).toInt()));
    item.reply = index.data(TrafficModel::ReplyRole).toBool();
    item.redacted = index.data(TrafficModel::RedactedRole).toBool();
    item.type = index.data(TrafficModel::TypeRole).toString();
    item.from = index.data(TrafficModel::FromRole).toString();
    item.to = index.data(TrafficModel::ToRole).toString();
    item.id = index.data(TrafficModel::IdRole).toString();
    item.re = index.data(TrafficModel::ReRole).toString();
    return item;
}

QString routeText(const ExchangeItem &item)
{
    using Kind = tap::EventKind;
    if (item.kind == Kind::Secured || item.kind == Kind::Closed)
        return item.from;
    return QStringLiteral("%1 → %2").arg(item.from, item.to);
}

QString spokenText(const ExchangeItem &item)
{
    const QString time = formatTimeOfDay(item.wallMs);
    if (!item.isFrame())
        return QCoreApplication::translate("Exchange", "%1, %2, %3").arg(item.type, routeText(item), time);
    //: %1 type of a frame, %2 sender, %3 receiver, %4 size, %5 time; read aloud
    return QCoreApplication::translate("Exchange", "%1 from %2 to %3, %4, %5")
        .arg(item.type, item.from, item.to, formatBytes(item.length), time);
}

QString messageClassWord(MessageClass c)
{
    switch (c) {
    case MessageClass::Chat:
        return QCoreApplication::translate("MessageClass", "chat");
    case MessageClass::Ack:
        return QCoreApplication::translate("MessageClass", "receipt");
    case MessageClass::Session:
        return QCoreApplication::translate("MessageClass", "session");
    case MessageClass::File:
        return QCoreApplication::translate("MessageClass", "file");
    case MessageClass::Control:
        return QCoreApplication::translate("MessageClass", "control");
    case MessageClass::Error:
        break;
    }
    return QCoreApplication::translate("MessageClass", "error");
}

} // namespace miniqq::ui
