// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/address/interfaces.h"
#include "app/lab/address/routes.h"

#include <QObject>

#include <functional>

namespace miniqq::lab {

/// The network side of this machine at one moment.
struct Machine
{
    QList<Interface> interfaces;
    QList<Route> routes;

    friend bool operator==(const Machine &, const Machine &) = default;
};

/// Asks the system for it, away from the window's thread. Whoever shows the machine shares one.
class MachineReader final : public QObject
{
    Q_OBJECT

public:
    using Source = std::function<Machine()>;

    /// `source` is called on a thread of the pool; the system unless a test brings its own.
    explicit MachineReader(Source source = systemMachine, QObject *parent = nullptr);

    /// Empty until it was read for the first time.
    const Machine &machine() const { return m_machine; }
    /// Reads it anew. While it is being read, nothing is begun.
    void refresh();

    static Machine systemMachine();

Q_SIGNALS:
    /// It was read for the first time, or it is another one now.
    void machineChanged();

private:
    const Source m_source;
    Machine m_machine;
    bool m_reading = false;
    bool m_known = false;
};

} // namespace miniqq::lab
