// SPDX-License-Identifier: MIT
#pragma once

#include <QCoreApplication>

namespace miniqq::lab {

/// The translation context of this room: what its values and errors say to people.
class AddressWords
{
    Q_DECLARE_TR_FUNCTIONS(miniqq::lab::AddressWords)
};

} // namespace miniqq::lab
