// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/address/fact.h"
#include "common/base/clock.h"
#include "common/base/result.h"

#include <QHostAddress>
#include <QHostInfo>
#include <QList>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>

namespace miniqq::lab {

/// What the name service said, and how long it took.
struct NameAnswer
{
    QString asked;
    bool reverse = false; ///< An address was asked for its name.
    QList<QHostAddress> addresses;
    QString name;  ///< Reverse: the name; empty if the address has none.
    QString error; ///< A sentence; empty if it worked.
    qint64 elapsedNs = 0;
};

/// Asks the system's resolver (hosts file, then name servers), one question at a time, without blocking.
class NameLookup : public QObject
{
    Q_OBJECT

public:
    using Reply = std::function<void(const QHostInfo &)>;
    /// Starts a look-up and calls `reply` in the thread of `context`, or never if that is gone.
    using Resolver = std::function<void(const QString &question, QObject *context, Reply reply)>;

    static constexpr std::chrono::milliseconds defaultPatience{10'000};

    /// `resolver` is QHostInfo unless a test brings its own. The clock must outlive this.
    explicit NameLookup(const Clock &clock, std::chrono::milliseconds patience = defaultPatience,
                        Resolver resolver = systemResolver(), QObject *parent = nullptr);

    /// A name, or an address for the way back. What cannot be either is refused at once and nothing is asked.
    /// A new question replaces one that runs.
    Result<Done> ask(const QString &text);

    static Resolver systemResolver();

Q_SIGNALS:
    void answered(const NameAnswer &answer);

private:
    void finish(const QHostInfo &info, int question);
    void giveUp();

    const Clock &m_clock;
    const Resolver m_resolver;
    QTimer m_patience;
    NameAnswer m_answer;
    qint64 m_askedAt = 0;
    int m_question = 0; // counts; an answer to an older one is late and dropped
};

/// Whether the text has the form of a host name (RFC 1123; letters of other scripts are allowed). The error
/// says what is wrong.
Result<Done> checkHostName(const QString &text);

Facts nameFacts(const NameAnswer &answer);

} // namespace miniqq::lab
