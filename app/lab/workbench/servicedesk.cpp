// SPDX-License-Identifier: MIT
#include "app/lab/workbench/servicedesk.h"

#include "app/lab/core/services/servicefactory.h"
#include "app/lab/workbench/fieldtext.h"

#include <algorithm>
#include <cerrno>

namespace miniqq::lab {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int mostPerAddress = 10'000;

/// Which field the failure of a start belongs under.
Field fieldOf(const Failure &failure)
{
    return failure.call == "bind" && failure.error == EADDRNOTAVAIL ? Field::Address : Field::Port;
}

} // namespace

ServiceForm defaultForm(const ServiceKind &kind)
{
    const ServiceSettings settings = defaultSettings(kind);
    QStringList ports;
    for (const quint16 port : settings.ports)
        ports.append(QString::number(port));
    return {QLatin1String(kind.name),
            settings.address,
            ports.join(u", "_s),
            QLatin1String(encodingName(settings.encoding)),
            settings.engine,
            false,
            {},
            {}};
}

Result<ServiceSettings, Complaint> settingsOf(const ServiceForm &form)
{
    const ServiceKind *kind = findService(form.service);
    if (kind == nullptr)
        return Complaint{Field::Service, ServiceDesk::tr("There is no service %1.").arg(form.service)};
    ServiceSettings settings = defaultSettings(*kind);
    const auto address = fieldtext::address(form.address, 0);
    if (!address)
        return Complaint{Field::Address, address.error().text};
    settings.address = address->address();
    const auto ports = fieldtext::ports(form.ports);
    if (!ports)
        return Complaint{Field::Port, ports.error().text};
    if (ports->size() > 1 && kind->datagram)
        return Complaint{Field::Port, ServiceDesk::tr("This service has one port.")};
    settings.ports = *ports;
    const auto encoding = fieldtext::encoding(form.encoding);
    if (!encoding)
        return Complaint{Field::Encoding, encoding.error().text};
    settings.encoding = *encoding;
    settings.asPrinted = form.asPrinted;
    if (kind->datagram) // without connections there is nothing to time out, to count or to take turns with
        return settings;
    settings.engine = form.engine;
    const auto idle = fieldtext::seconds(form.idleTimeout);
    if (!idle)
        return Complaint{Field::IdleTimeout, idle.error().text};
    settings.idleTimeoutMs = *idle;
    if (!form.perAddress.trimmed().isEmpty()) {
        const auto most = fieldtext::number(form.perAddress, 1, mostPerAddress);
        if (!most)
            return Complaint{Field::PerAddress, most.error().text};
        settings.perAddress = *most;
    }
    return settings;
}

RunningService::RunningService(const ServiceKind &kind, const ServiceSettings &settings,
                               SocketContext &context)
    : m_kind(kind)
    , m_settings(settings)
    , m_transcript(context.clock())
    , m_service(makeService(kind, settings, context))
{
    connect(m_service.get(), &Service::printed, &m_transcript, &Transcript::print);
    connect(m_service.get(), &Service::noted, this, [this](const QString &text) {
        m_transcript.add(Transcript::Kind::Note, text);
        Q_EMIT changed(); // whoever was closed waits no more
    });
    connect(m_service.get(), &Service::replyWanted, this, [this] {
        m_replyWanted = true;
        Q_EMIT changed();
    });
    connect(m_service.get(), &Service::ended, this, [this] {
        m_transcript.add(Transcript::Kind::Note, tr("The program has come to its end."));
        leave(State::Ended);
    });
    connect(m_service.get(), &Service::failed, this, [this](const Error &error) {
        m_transcript.add(Transcript::Kind::Problem, error.text);
        leave(State::Failed);
    });
}

std::optional<Failure> RunningService::start()
{
    m_state = State::Serving; // a service may want a reply within start()
    if (const auto failure = m_service->start()) {
        m_service.reset();
        m_state = State::Failed;
        return failure;
    }
    m_names = m_service->names();
    m_transcript.print(m_service->greeting());
    return std::nullopt;
}

void RunningService::leave(State state)
{
    m_state = state;
    m_replyWanted = false;
    if (m_service) { // it is the one who says so
        m_service->disconnect(this);
        m_service->disconnect(&m_transcript);
        m_over = std::move(m_service);
        QMetaObject::invokeMethod(
            this, [this] { m_over.reset(); }, Qt::QueuedConnection);
    }
    Q_EMIT changed();
}

void RunningService::stop()
{
    m_over.reset();
    if (!isServing())
        return;
    m_service.reset(); // closes everything, and waits for its threads to do so
    m_transcript.add(Transcript::Kind::Note, tr("Stopped; everything is closed."));
    leave(State::Stopped);
}

std::optional<Complaint> RunningService::reply(const QString &text)
{
    if (!takesReply())
        return Complaint{Field::Reply, tr("Nobody waits for a reply.")};
    if (text.isEmpty())
        return Complaint{Field::Reply, tr("Write something: an empty reply would send nothing.")};
    // The printed program dies of what its encoding lacks, and may.
    if (const auto bytes = encodeStrict(m_settings.encoding, text); !bytes && !m_settings.asPrinted)
        return Complaint{Field::Reply, bytes.error().text};
    m_replyWanted = false;
    m_service->reply(text);
    if (m_kind.datagram) // the fan-out has only sent it; a conversation prints it itself
        m_transcript.add(Transcript::Kind::Sent, text);
    else
        m_transcript.print(text.toUtf8() + '\n'); // as a terminal echoes what is typed
    if (m_service && !m_service->waiting().isEmpty())
        m_replyWanted = true;
    Q_EMIT changed();
    return std::nullopt;
}

QString RunningService::where() const
{
    QStringList texts;
    for (const SocketName &name : m_names)
        texts.append(name.toText());
    return texts.join(u", "_s);
}

QString RunningService::replyGoesTo() const
{
    if (!m_service || m_kind.datagram)
        return {};
    const QList<SocketName> peers = m_service->waiting();
    return peers.isEmpty() ? QString() : peers.constFirst().toText();
}

int RunningService::waiting() const
{
    return m_service ? int(m_service->waiting().size()) : 0;
}

QList<NativeSocket *> RunningService::sockets() const
{
    return m_service ? m_service->sockets() : QList<NativeSocket *>();
}

ServiceDesk::ServiceDesk(ContextOf contextOf, QObject *parent)
    : QObject(parent)
    , m_contextOf(std::move(contextOf))
{}

ServiceDesk::~ServiceDesk() = default;

std::optional<Complaint> ServiceDesk::start(const ServiceForm &form)
{
    const auto settings = settingsOf(form);
    if (!settings)
        return settings.error();
    if (m_services.size() >= maxServices)
        return Complaint{Field::None, tr("%1 services are the most. Remove one first.").arg(maxServices)};
    const ServiceKind &kind = *findService(form.service);
    auto service = std::make_unique<RunningService>(kind, *settings, m_contextOf(kind, *settings));
    if (const auto failure = service->start())
        return Complaint{fieldOf(*failure), failure->toText()};
    RunningService *started = service.get();
    connect(started, &RunningService::changed, this, [this, started] { Q_EMIT changed(started); });
    m_services.push_back(std::move(service));
    Q_EMIT added(started);
    return std::nullopt;
}

void ServiceDesk::remove(RunningService *service)
{
    const auto found = std::find_if(m_services.begin(), m_services.end(),
                                    [service](const auto &one) { return one.get() == service; });
    if (found == m_services.end())
        return;
    service->disconnect(this);
    service->stop();
    found->release();
    m_services.erase(found);
    Q_EMIT removed(service);
    service->deleteLater(); // the button that asked for it may be on its card
}

void ServiceDesk::stopAll()
{
    for (const auto &service : m_services)
        service->stop();
}

} // namespace miniqq::lab
