// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/address/addresscard.h"
#include "app/lab/address/interfaces.h"
#include "app/lab/address/routes.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace miniqq::lab {

/// A line of the address card.
struct SheetRow
{
    const char *key; ///< Stable, for tests and pictures: "network".
    QString label;   ///< Translated, like `text` where that is words.
    QString text;
    bool observed = false; ///< The system told it; otherwise it follows from the digits (derived).
    bool code = false;     ///< Digits rather than words.
};

/// The bits of an IPv4 address and where its network part ends.
struct SheetBits
{
    QString digits;      ///< 32, without dots; empty: there is nothing to show
    int leading = 0;     ///< so many tell the class
    int network = 0;     ///< so many are the network part, of 0 to 32
    bool byClass = true; ///< The class says where it ends, because no mask is known.
};

/// The address card as people read it: what is on top, its tags, its bits, and then line by line.
struct AddressSheet
{
    QString head; ///< "192.168.1.20"
    QString tail; ///< "/24"; empty if no mask is known
    QStringList tags;
    SheetBits bits;
    QList<SheetRow> rows; ///< what one looks for first
    QList<SheetRow> more; ///< the other ways to write it, the classes of old, ...
    QStringList notes;    ///< sentences: what to mind, what the tutorials have wrong

    const SheetRow *row(const char *key) const; ///< of both lists; null if it is not there
};

/// The card of an address that was typed. If this machine has the address, its interface and gateway are on
/// it too, and its mask counts where none was typed.
AddressSheet makeAddressSheet(const AddressCard &card, const QList<Interface> &interfaces,
                              const QList<Route> &routes);

} // namespace miniqq::lab
