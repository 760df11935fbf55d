// SPDX-License-Identifier: MIT
#include "app/lab/ui/page/labtabs.h"

#include "app/lab/core/socketcontext.h"
#include "app/lab/ui/address/addresspage.h"
#include "app/lab/ui/address/linkpage.h"
#include "app/lab/ui/page/recordingspage.h"

#include <QtGlobal>

namespace miniqq::lab {
namespace {

QWidget *makeAddresses(const LabTools &tools, QWidget *parent)
{
    return new AddressPage(tools.sockets.clock(), parent);
}

QWidget *makeLink(const LabTools &, QWidget *parent)
{
    return new LinkPage(parent);
}

QWidget *makeRecordings(const LabTools &tools, QWidget *parent)
{
    return new RecordingsPage(tools.log, parent);
}

// One line per tab, from left to right: lessons, free, addresses, link, recordings.
constexpr LabTab table[] = {
    {"addresses", QT_TRANSLATE_NOOP("miniqq::lab::LabPage", "Addresses & ports"), ui::Provenance::Observed,
     QT_TRANSLATE_NOOP("miniqq::lab::LabPage",
                       "What this machine's system told when it was asked; what follows from it by a rule is "
                       "marked as derived."),
     makeAddresses},
    {"link", QT_TRANSLATE_NOOP("miniqq::lab::LabPage", "Link simulator"), ui::Provenance::Simulated,
     QT_TRANSLATE_NOOP("miniqq::lab::LabPage",
                       "Models of what stands between two machines: nothing on this page is sent."),
     makeLink},
    {"recordings", QT_TRANSLATE_NOOP("miniqq::lab::LabPage", "Recordings"), ui::Provenance::Observed,
     QT_TRANSLATE_NOOP("miniqq::lab::LabPage", "What a program saw and wrote down while it happened."),
     makeRecordings},
};

} // namespace

std::span<const LabTab> labTabs()
{
    return table;
}

} // namespace miniqq::lab
