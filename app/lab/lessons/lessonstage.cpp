// SPDX-License-Identifier: MIT
#include "app/lab/lessons/lessonstage.h"

#include "app/lab/core/services/servicefactory.h"

#include <algorithm>
#include <cerrno>
#include <sys/socket.h>

namespace miniqq::lab {
namespace {

using namespace Qt::Literals::StringLiterals;

/// A lesson has at most a few hundred sockets; whoever numbers many lessons in one block has room for them.
constexpr qint64 idsPerService = 1 << 12;
constexpr qsizetype maxOutput = 64 * 1024;

SocketName localNameOf(int fd)
{
    sockaddr_storage storage = {};
    socklen_t size = sizeof storage;
    if (::getsockname(fd, reinterpret_cast<sockaddr *>(&storage), &size) != 0)
        return {};
    return SocketName::fromBytes(QByteArray(reinterpret_cast<const char *>(&storage), qsizetype(size)));
}

ServiceSettings settingsOf(const LessonStep &step, const ServiceKind &kind)
{
    ServiceSettings settings = defaultSettings(kind);
    settings.address = u"127.0.0.1"_s;
    settings.ports = {0};
    settings.encoding = step.encoding;
    settings.asPrinted = step.asPrinted;
    settings.idleTimeoutMs = step.idleMs;
    settings.perAddress = step.perAddress;
    settings.pauseMs = step.pauseMs;
    if (!step.engine.isEmpty())
        settings.engine = step.engine == u"iterative" ? Engine::Iterative
                          : step.engine == u"threads" ? Engine::Threads
                                                      : Engine::Loop;
    return settings;
}

} // namespace

void LessonSocket::took(const QByteArray &bytes)
{
    received += bytes.size();
    // The first bytes without a hole: what follows one would be read as something else.
    for (QByteArray *kept : {&undecoded, &unframed})
        *kept += bytes.first(std::min(bytes.size(), maxKept - kept->size()));
}

LessonStage::LessonStage(SocketContext &context, QObject *parent)
    : QObject(parent)
    , m_context(context)
{}

LessonStage::~LessonStage()
{
    close();
}

void LessonStage::close()
{
    // Clients first, as a class would: what a service then says of them is still passed on.
    m_sockets.clear();
    m_services.clear();
}

LessonSocket &LessonStage::make(const QString &name)
{
    return add(name, std::make_unique<NativeSocket>(m_context));
}

LessonSocket &LessonStage::add(const QString &name, std::unique_ptr<NativeSocket> socket)
{
    LessonSocket made;
    made.socket = std::move(socket);
    const ConnectionId id = made.socket->id();
    m_sockets.erase(name);
    LessonSocket &kept = m_sockets.emplace(name, std::move(made)).first->second;
    Q_EMIT appeared(name, id);
    return kept;
}

LessonSocket *LessonStage::find(const QString &name)
{
    const auto found = m_sockets.find(name);
    return found == m_sockets.end() ? nullptr : &found->second;
}

LessonService *LessonStage::findService(const QString &name)
{
    const auto found = m_services.find(name);
    return found == m_services.end() ? nullptr : &found->second;
}

void LessonStage::remember(LessonSocket &socket)
{
    if (!socket.socket->isOpen())
        return;
    socket.local = localNameOf(socket.socket->descriptor());
    socket.peer = socket.socket->peer();
}

SocketName LessonStage::resolve(const Place &place)
{
    SocketName name;
    if (const LessonSocket *socket = find(place.socket))
        name = socket->local;
    else if (const LessonService *service = findService(place.socket))
        name = service->name;
    if (!place.address.isEmpty()) {
        const quint16 port = place.socket.isEmpty() ? place.port : name.port();
        return SocketName::fromNumeric(place.address, port).value_or(SocketName());
    }
    // Whoever listens on every address is reached on this machine's own.
    if (name.address() == u"0.0.0.0")
        return *SocketName::fromNumeric(u"127.0.0.1"_s, name.port());
    if (name.address() == u"::")
        return *SocketName::fromNumeric(u"::1"_s, name.port());
    return name;
}

std::optional<Failure> LessonStage::start(const LessonStep &step)
{
    const ServiceKind *kind = miniqq::lab::findService(step.service);
    if (kind == nullptr)
        return Failure{"start", EINVAL, step.service};
    stop(step.on);
    LessonService made;
    made.replies = step.replies;
    const QString name = step.on;
    made.tap = std::make_unique<ServiceTap>(m_context.sink(), [this, name](ConnectionId id) {
        QMetaObject::invokeMethod(
            this, [this, name, id] { Q_EMIT appeared(name, id); }, Qt::QueuedConnection);
    });
    made.context =
        std::make_unique<SocketContext>(*made.tap, m_context.clock(), m_context.takeIds(idsPerService));
    made.service = makeService(*kind, settingsOf(step, *kind), *made.context);
    // Queued: whoever hears of it may stop the service, which is still at work then.
    const Service *service = made.service.get();
    connect(
        service, &Service::printed, this,
        [this, name](const QByteArray &utf8) { print(name, QString::fromUtf8(utf8)); }, Qt::QueuedConnection);
    connect(
        service, &Service::noted, this, [this, name](const QString &text) { print(name, text + u'\n'); },
        Qt::QueuedConnection);
    connect(
        service, &Service::failed, this,
        [this, name](const Error &error) { print(name, error.text + u'\n'); }, Qt::QueuedConnection);
    connect(
        service, &Service::replyWanted, this, [this, name] { answer(name); }, Qt::QueuedConnection);
    if (std::optional<Failure> failure = made.service->start())
        return failure;
    made.name = made.service->names().value(0);
    const QByteArray greeting = made.service->greeting();
    m_services.insert_or_assign(name, std::move(made));
    print(name, QString::fromUtf8(greeting));
    return std::nullopt;
}

void LessonStage::stop(const QString &name)
{
    LessonService *service = findService(name);
    if (service == nullptr)
        return;
    service->service.reset(); // its name and output stay known
}

void LessonStage::print(const QString &name, const QString &text)
{
    LessonService *service = findService(name);
    if (service == nullptr || text.isEmpty())
        return;
    service->output += text;
    if (const qsizetype over = service->output.size() - maxOutput; over > 0) {
        service->output.remove(0, over);
        service->seen = std::max<qsizetype>(0, service->seen - over);
    }
    Q_EMIT printed(name, text);
}

void LessonStage::answer(const QString &name)
{
    LessonService *service = findService(name);
    if (service == nullptr || !service->service)
        return;
    if (service->replies.isEmpty())
        service->service->refuseReplies();
    else
        service->service->reply(service->replies.takeFirst());
}

} // namespace miniqq::lab
