// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/core/nativesocket.h"
#include "app/lab/core/services/service.h"
#include "app/lab/core/textcodec.h"
#include "app/lab/lessons/lessonstep.h"
#include "app/lab/lessons/servicetap.h"

#include <QObject>

#include <map>
#include <memory>

namespace miniqq::lab {

/// A socket of a lesson and what is remembered of it, also when it is closed.
struct LessonSocket
{
    std::unique_ptr<NativeSocket> socket; // closed or not; replaced when the name is opened again
    SocketName local;
    SocketName peer;
    Family family = Family::Inet;
    Kind kind = Kind::Stream;
    bool listening = false;
    QByteArray last;      ///< what the last receiving step brought
    QByteArray undecoded; ///< received since the last decoding; at most maxKept
    QByteArray unframed;  ///< likewise since the last message that was cut out
    std::optional<TextDecoder> decoder;
    qint64 received = 0; ///< bytes, ever

    static constexpr qsizetype maxKept = 4 << 20;
    void took(const QByteArray &bytes);
};

/// A service of the tutorials that a lesson has started.
struct LessonService
{
    // In this order: the service goes first, with its threads, then what its sockets report to.
    std::unique_ptr<ServiceTap> tap;
    std::unique_ptr<SocketContext> context;
    std::unique_ptr<Service> service;
    SocketName name;
    QStringList replies;
    QString output;     ///< what it has printed; at most the last 64 Ki characters
    qsizetype seen = 0; ///< of which so much has been awaited already
};

/// The sockets and services of one run of a lesson, by their names. Destroying it closes everything. Lives in
/// one thread.
class LessonStage final : public QObject
{
    Q_OBJECT

public:
    explicit LessonStage(SocketContext &context, QObject *parent = nullptr);
    ~LessonStage() override;

    SocketContext &context() { return m_context; }

    /// A new socket under this name, not yet open.
    LessonSocket &make(const QString &name);
    LessonSocket &add(const QString &name, std::unique_ptr<NativeSocket> socket);
    /// nullptr if there is none.
    LessonSocket *find(const QString &name);
    LessonService *findService(const QString &name);
    /// Takes down which addresses the socket has now. Only looks: no call of the lesson's.
    void remember(LessonSocket &socket);
    /// Where a step goes to; null if the socket it names has no address.
    SocketName resolve(const Place &place);

    /// Closes everything. It is empty then.
    void close();

    std::optional<Failure> start(const LessonStep &step);
    void stop(const QString &name);

Q_SIGNALS:
    void appeared(const QString &socket, miniqq::ConnectionId connection);
    void printed(const QString &service, const QString &text);

private:
    void print(const QString &name, const QString &text);
    void answer(const QString &name);

    SocketContext &m_context;
    std::map<QString, LessonSocket> m_sockets;
    std::map<QString, LessonService> m_services;
};

} // namespace miniqq::lab
