// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/address/addresssheet.h"

#include <QWidget>

namespace miniqq::lab {

/// The 32 bits of an address: network and host part in two colours, and named; the bits that tell the class
/// underlined.
class BitsView final : public QWidget
{
    Q_OBJECT

public:
    explicit BitsView(QWidget *parent = nullptr);

    void setBits(const SheetBits &bits);
    const SheetBits &bits() const { return m_bits; }
    /// "network, 24 bits"; empty if there is none.
    QString networkWords() const;
    QString hostWords() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void describe();
    qreal left(int digit) const;
    qreal step() const;

    SheetBits m_bits;
};

} // namespace miniqq::lab
