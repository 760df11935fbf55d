// SPDX-License-Identifier: MIT
#include "app/lab/ui/address/machine.h"

#include "common/base/pooltask.h"

namespace miniqq::lab {

MachineReader::MachineReader(Source source, QObject *parent)
    : QObject(parent)
    , m_source(std::move(source))
{}

void MachineReader::refresh()
{
    if (m_reading)
        return;
    m_reading = true;
    onPool(this, m_source, [this](const Machine &machine) {
        m_reading = false;
        if (m_known && m_machine == machine)
            return;
        m_known = true;
        m_machine = machine;
        Q_EMIT machineChanged();
    });
}

Machine MachineReader::systemMachine()
{
    return {lab::interfaces(), systemRoutes()};
}

} // namespace miniqq::lab
