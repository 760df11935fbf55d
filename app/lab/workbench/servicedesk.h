// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/core/services/service.h"
#include "app/lab/core/services/servicesettings.h"
#include "app/lab/core/socketcontext.h"
#include "app/lab/workbench/complaint.h"
#include "app/lab/workbench/transcript.h"

#include <functional>
#include <memory>
#include <vector>

namespace miniqq::lab {

/// A tutorial service as it is filled in, everything as it was typed.
struct ServiceForm
{
    QString service;
    QString address;
    QString ports; ///< one or two
    QString encoding;
    Engine engine = Engine::Loop;
    bool asPrinted = false;
    QString idleTimeout; ///< seconds; nothing: never
    QString perAddress;  ///< connections; nothing: any number
};

/// What the tutorial has.
ServiceForm defaultForm(const ServiceKind &kind);
/// The form, checked.
Result<ServiceSettings, Complaint> settingsOf(const ServiceForm &form);

/// One service that was started, with all it said since; still there when it has ended, until it is taken off
/// the desk.
class RunningService final : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Serving,
        Ended,   ///< its program came to its end
        Failed,  ///< its program would have died
        Stopped, ///< by us
    };

    RunningService(const ServiceKind &kind, const ServiceSettings &settings, SocketContext &context);

    /// Nothing is open after a failure.
    std::optional<Failure> start();
    void stop();
    /// The operator's answer to who waits longest. Empty text is nothing to send, and not taken.
    std::optional<Complaint> reply(const QString &text);

    const ServiceKind &kind() const { return m_kind; }
    const ServiceSettings &settings() const { return m_settings; }
    State state() const { return m_state; }
    bool isServing() const { return m_state == State::Serving; }
    const QList<SocketName> &names() const { return m_names; }
    /// "127.0.0.1:8001", two of them with a comma.
    QString where() const;
    /// Whom the next reply is for, addresses; the fan-out's goes to all, so it says so.
    QString replyGoesTo() const;
    int waiting() const; ///< how many wait for a reply
    bool takesReply() const { return isServing() && m_replyWanted; }
    QList<NativeSocket *> sockets() const;
    Transcript &transcript() { return m_transcript; }

Q_SIGNALS:
    /// State, or who waits for a reply.
    void changed();

private:
    void leave(State state);

    const ServiceKind &m_kind;
    const ServiceSettings m_settings;
    Transcript m_transcript;
    std::unique_ptr<Service> m_service; // while it serves
    std::unique_ptr<Service> m_over;    // has just said that it is over, and goes soon
    QList<SocketName> m_names;
    State m_state = State::Stopped;
    bool m_replyWanted = false;
};

/// The services of the free lab.
class ServiceDesk final : public QObject
{
    Q_OBJECT

public:
    /// More than these at once are refused, those included that have ended but are still on the desk.
    static constexpr size_t maxServices = 16;

    /// Gives the context that services of a kind report to; it must outlive the desk.
    using ContextOf = std::function<SocketContext &(const ServiceKind &, const ServiceSettings &)>;

    explicit ServiceDesk(ContextOf contextOf, QObject *parent = nullptr);
    ~ServiceDesk() override; ///< stops them all

    std::optional<Complaint> start(const ServiceForm &form);
    /// Stops it if it serves, and takes it off the desk.
    void remove(RunningService *service);
    void stopAll();

    /// In the order of starting.
    const std::vector<std::unique_ptr<RunningService>> &services() const { return m_services; }

Q_SIGNALS:
    void added(miniqq::lab::RunningService *service);
    void removed(miniqq::lab::RunningService *service); ///< it is deleted soon after
    /// The state of one, or who waits.
    void changed(miniqq::lab::RunningService *service);

private:
    ContextOf m_contextOf;
    std::vector<std::unique_ptr<RunningService>> m_services;
};

} // namespace miniqq::lab
