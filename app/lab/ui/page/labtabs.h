// SPDX-License-Identifier: MIT
#pragma once

#include "common/ui/provenance.h"

#include <span>

class QWidget;

namespace miniqq {
class Clock;
}
namespace miniqq::tap {
class TrafficLog;
}

namespace miniqq::lab {

/// What the pages of the Lab work with.
struct LabTools
{
    tap::TrafficLog &log; ///< what happened; pages drain it with a cursor of their own
    const Clock &clock;
};

/// A tab of the Lab.
struct LabTab
{
    const char *name;          ///< stable, for settings
    const char *title;         ///< to be translated in the context of LabPage
    ui::Provenance provenance; ///< of most of what the page shows
    const char *rule;          ///< tooltip of the badge; to be translated like the title
    QWidget *(*make)(const LabTools &tools, QWidget *parent);
};

/// From left to right.
std::span<const LabTab> labTabs();

} // namespace miniqq::lab
