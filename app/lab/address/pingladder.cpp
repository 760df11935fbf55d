// SPDX-License-Identifier: MIT
#include "app/lab/address/pingladder.h"

#include "app/lab/address/addresswords.h"
#include "app/lab/address/namelookup.h"

#include <QProcess>
#include <QProcessEnvironment>

#include <utility>

namespace miniqq::lab {

using namespace Qt::Literals::StringLiterals;

PingLadder::PingLadder(QObject *parent)
    : PingLadder(Options(), parent)
{}

PingLadder::PingLadder(const Options &options, QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_patience(this)
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(options.patience);
    // What it has printed so far is read when it has died.
    connect(&m_patience, &QTimer::timeout, this, [this] {
        if (m_process)
            m_process->kill();
    });
}

PingLadder::~PingLadder()
{
    stop();
}

Result<Done> PingLadder::climb(const QList<LadderRung> &rungs)
{
    if (isClimbing())
        return Error{AddressWords::tr("A ladder is being climbed already.")};
    for (const LadderRung &rung : rungs) {
        // Also keeps anything that begins with - from being an option of the program.
        if (!rung.target.isEmpty() && QHostAddress(rung.target).isNull()) {
            if (Result<Done> good = checkHostName(rung.target); !good)
                return good;
        }
    }
    m_rungs = rungs;
    for (LadderRung &rung : m_rungs) {
        rung.state = LadderRung::State::Waiting;
        rung.result = {};
    }
    next();
    return Done{};
}

void PingLadder::next()
{
    while (++m_at < m_rungs.size() && m_rungs[m_at].target.isEmpty()) {
        m_rungs[m_at].state = LadderRung::State::Skipped;
        Q_EMIT rungChanged(m_at);
    }
    if (m_at >= m_rungs.size()) {
        m_at = -1;
        // Queued, so that a ladder of skipped rungs does not end before climb() has returned.
        QMetaObject::invokeMethod(this, &PingLadder::ended, Qt::QueuedConnection);
        return;
    }
    m_rungs[m_at].state = LadderRung::State::Running;
    m_process = new QProcess(this);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"LC_ALL"_s, u"C"_s); // the language its output is read in
    m_process->setProcessEnvironment(environment);
    m_process->setStandardInputFile(QProcess::nullDevice());
    connect(m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error != QProcess::FailedToStart)
            return; // finished() comes, too
        PingResult result;
        result.outcome = PingOutcome::NotInstalled;
        result.detail = m_process->errorString();
        finish(result);
    });
    connect(m_process, &QProcess::finished, this, [this](int exitCode, QProcess::ExitStatus status) {
        // Killed by our patience: whatever came back counts, otherwise nobody answered.
        PingResult result =
            parsePing(m_process->readAllStandardOutput(), m_process->readAllStandardError(), exitCode);
        if (status == QProcess::CrashExit && result.outcome == PingOutcome::Failed && result.detail.isEmpty())
            result.outcome = PingOutcome::NoReply;
        finish(result);
    });
    Q_EMIT rungChanged(m_at);
    m_patience.start();
    m_process->start(m_options.program, {u"-n"_s, u"-c"_s, QString::number(m_options.packets), u"-W"_s,
                                         u"2"_s, m_rungs[m_at].target});
}

void PingLadder::finish(const PingResult &result)
{
    release();
    m_rungs[m_at].state = LadderRung::State::Done;
    m_rungs[m_at].result = result;
    Q_EMIT rungChanged(m_at);
    if (isClimbing() && !m_process) // nobody stopped it, or began anew, meanwhile
        next();
}

void PingLadder::release()
{
    m_patience.stop();
    if (QProcess *process = m_process) {
        m_process = nullptr;
        process->disconnect(this);
        process->deleteLater();
    }
}

void PingLadder::stop()
{
    if (!isClimbing())
        return;
    m_patience.stop();
    if (QProcess *process = std::exchange(m_process, nullptr)) {
        // It outlives us for the moment it takes to die: its destructor would wait for that.
        process->disconnect(this);
        process->setParent(nullptr);
        connect(process, &QProcess::finished, process, &QObject::deleteLater);
        connect(process, &QProcess::errorOccurred, process, &QObject::deleteLater);
        process->kill();
    }
    m_rungs[m_at].state = LadderRung::State::Waiting;
    m_at = -1;
}

} // namespace miniqq::lab
