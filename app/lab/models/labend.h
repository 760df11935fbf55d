// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/core/characterreader.h"

#include <QString>

#include <optional>

namespace miniqq::lab {

enum class EndRole { Server, Client };

/// How an end turns what it receives into text.
struct Reading
{
    Encoding encoding = Encoding::Utf8;
    /// False as the tutorials have it: each receive is decoded by itself. True: half a character waits.
    bool incremental = false;
};

/// One of the programs of an experiment, whatever sockets it uses: a server, or one of its clients.
struct LabEnd
{
    EndRole role = EndRole::Client;
    QString name = {};                   ///< "server", "Alice"; shown as it is. Empty: the word of its role
    int number = 0;                      ///< from 1 where there are several of its role, else 0
    std::optional<Encoding> writes = {}; ///< what it encodes its text with, where that is known
    std::optional<Reading> reads = {};   ///< without it nothing is decoded

    /// "S", "C", "C2": what stands on the chips.
    QString letter() const;
    /// "server", "client 2", in the language of the program, or its name.
    QString title() const;
};

} // namespace miniqq::lab
