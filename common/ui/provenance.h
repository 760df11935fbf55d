// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace miniqq::ui {

/// Where a shown value comes from. Everything in a network view carries one.
enum class Provenance {
    Observed,  ///< an API event or a kernel counter
    Derived,   ///< deduced; the rule is in the tooltip
    Simulated, ///< made up to teach
};

/// "observed", "derived" or "simulated" in the user's language.
QString provenanceWord(Provenance provenance);

} // namespace miniqq::ui
