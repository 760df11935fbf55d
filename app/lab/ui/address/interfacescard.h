// SPDX-License-Identifier: MIT
#pragma once

#include "common/ui/card.h"

namespace miniqq::lab {

class MachineReader;

/// The network cards of this machine as the system lists them.
class InterfacesCard final : public ui::Card
{
    Q_OBJECT

public:
    /// `machine` must outlive the card.
    explicit InterfacesCard(MachineReader &machine, QWidget *parent = nullptr);

    /// How many interfaces are shown.
    qsizetype count() const { return m_parts.size(); }

protected:
    void changeEvent(QEvent *event) override;

private:
    void rebuild();
    void retranslate();

    MachineReader &m_machine;
    QList<QWidget *> m_parts;
};

} // namespace miniqq::lab
