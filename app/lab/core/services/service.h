// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/core/failure.h"
#include "app/lab/core/socketname.h"

#include <QList>
#include <QObject>

#include <optional>

namespace miniqq::lab {

class NativeSocket;

/// A running tutorial service. Lives in one thread, whatever threads it uses itself; destroying it closes
/// everything.
class Service : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Binds and listens. A failure leaves nothing open.
    virtual std::optional<Failure> start() = 0;
    /// What it is bound to, one per port; empty before start().
    virtual QList<SocketName> names() const = 0;
    /// The sockets it is bound with, in the thread of this; they go with it, or when it has ended.
    virtual QList<NativeSocket *> sockets() { return {}; }
    /// What the tutorial's program says when it starts; may be empty.
    virtual QByteArray greeting() const { return {}; }

    /// Who waits for the operator's answer, in the order of asking.
    virtual QList<SocketName> waiting() const { return {}; }
    /// The operator's answer to replyWanted(), in the order of asking.
    virtual void reply(const QString &text) = 0;
    /// There are no more answers.
    virtual void refuseReplies() = 0;

Q_SIGNALS:
    /// What the tutorial's program prints, UTF-8, with newlines where it prints them.
    void printed(const QByteArray &utf8);
    /// What it leaves out: who was closed or refused, and why.
    void noted(const QString &text);
    void replyWanted();
    /// The printed program has come to its end; everything is closed.
    void ended();
    /// The printed program would have died of this; everything is closed.
    void failed(const miniqq::Error &error);
};

} // namespace miniqq::lab
