// SPDX-License-Identifier: MIT
#include "app/lab/ui/page/labtabs.h"

#include "app/lab/ui/address/addresspage.h"
#include "app/lab/ui/address/linkpage.h"
#include "app/lab/ui/free/freelabpage.h"
#include "app/lab/ui/lessons/lessonpage.h"
#include "app/lab/ui/page/recordingspage.h"

#include <QtGlobal>

namespace miniqq::lab {
namespace {

QWidget *makeAddresses(const LabTools &tools, QWidget *parent)
{
    return new AddressPage(tools.clock, parent);
}

QWidget *makeFreeLab(const LabTools &tools, QWidget *parent)
{
    return new FreeLabPage(tools.log, tools.clock, parent);
}

QWidget *makeLessons(const LabTools &tools, QWidget *parent)
{
    return new LessonPage(tools.log, tools.clock, parent);
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
    {"lessons", QT_TRANSLATE_NOOP("miniqq::lab::LabPage", "Lessons"), ui::Provenance::Observed,
     QT_TRANSLATE_NOOP("miniqq::lab::LabPage",
                       "Guided experiments with real sockets; what is deduced is marked as derived."),
     makeLessons},
    {"free", QT_TRANSLATE_NOOP("miniqq::lab::LabPage", "Free lab"), ui::Provenance::Observed,
     QT_TRANSLATE_NOOP("miniqq::lab::LabPage",
                       "Every call was really made by a socket of this program; results and errors are the "
                       "kernel's."),
     makeFreeLab},
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
