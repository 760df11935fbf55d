// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/address/fact.h"
#include "app/lab/address/pingoutput.h"
#include "app/lab/address/routes.h"
#include "common/base/result.h"

#include <QList>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <chrono>
#include <optional>

class QProcess;

namespace miniqq::lab {

/// The steps of "is the network all right?", from here outwards.
enum class Rung { Loopback, OwnAddress, Gateway, Public };
const char *rungCode(Rung rung); ///< "loopback", "own_address", "gateway", "public"

struct LadderRung
{
    enum class State { Waiting, Running, Done, Skipped };

    Rung rung = Rung::Loopback;
    QString target; ///< Empty: there is nothing to ping, the rung is skipped.
    State state = State::Waiting;
    PingResult result;
};

/// The rungs for this machine. The public one is there only if a target for it was given: nothing is sent to
/// the Internet unasked.
QList<LadderRung> planLadder(const QList<Interface> &interfaces, const QList<Route> &routes,
                             const std::optional<QString> &publicTarget = std::nullopt);

/// What the rung at this place means: what works, or what is broken and what to do.
QString rungText(const QList<LadderRung> &rungs, qsizetype at);
Facts ladderFacts(const QList<LadderRung> &rungs);

/// Climbs a ladder with the system's ping, one rung after the other; all of them, because the one that fails
/// is the lesson. Never blocks.
class PingLadder : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        QString program{QStringLiteral("ping")}; ///< Looked up in PATH.
        int packets = 3;
        std::chrono::milliseconds patience{10'000}; ///< for a whole rung
    };

    explicit PingLadder(QObject *parent = nullptr); ///< With the default options.
    explicit PingLadder(const Options &options, QObject *parent = nullptr);
    ~PingLadder() override;

    /// Begins at the bottom. An error if one runs already, or if a target is neither an address nor a name.
    Result<Done> climb(const QList<LadderRung> &rungs);
    /// Ends the program that runs; `ended` is not signalled.
    void stop();

    const QList<LadderRung> &rungs() const { return m_rungs; }
    bool isClimbing() const { return m_at >= 0; }

Q_SIGNALS:
    void rungChanged(qsizetype at);
    void ended();

private:
    void next();
    void finish(const PingResult &result);
    void release();

    const Options m_options;
    QTimer m_patience;
    QList<LadderRung> m_rungs;
    qsizetype m_at = -1;
    QPointer<QProcess> m_process;
};

} // namespace miniqq::lab
