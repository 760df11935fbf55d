// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/ui/address/machine.h"

#include <QScrollArea>

namespace miniqq {
class Clock;
}

class QGridLayout;

namespace miniqq::lab {

class AddressCardView;

/// The tab "Addresses & ports": cards about addresses and about what this machine's network does.
class AddressPage final : public QScrollArea
{
    Q_OBJECT

public:
    /// The clock must outlive the page.
    explicit AddressPage(const Clock &clock, QWidget *parent = nullptr);
    AddressPage(const Clock &clock, MachineReader::Source machine, QWidget *parent = nullptr);

    AddressCardView &addressCard() { return *m_address; }

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void arrange();
    void retranslate();

    MachineReader *m_machine;
    QGridLayout *m_grid;
    AddressCardView *m_address;
    int m_columns = 0;
};

} // namespace miniqq::lab
