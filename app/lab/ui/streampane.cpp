// SPDX-License-Identifier: MIT
#include "app/lab/ui/streampane.h"

#include "app/lab/ui/byterulercard.h"
#include "app/lab/ui/encodingbenchcard.h"
#include "app/lab/ui/hoverlink.h"

#include <QEvent>
#include <QVBoxLayout>

namespace miniqq::lab {

using namespace ui;

namespace {
constexpr size_t mostCuts = 100; // that are looked through for one that cuts a character
}

StreamPane::StreamPane(Experiment &experiment, QWidget *parent)
    : QWidget(parent)
    , m_experiment(experiment)
    , m_ruler(new ByteRulerCard(this))
    , m_bench(new EncodingBenchCard(this))
    , m_link(new HoverLink(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metric::cardGap);
    column->addWidget(m_ruler);
    column->addWidget(m_bench);
    m_link->setRuler(m_ruler->view());
    m_link->setBench(m_bench->view());
    connect(&experiment, &Experiment::changed, this, [this] {
        if (isVisible())
            refresh();
    });
    // Rulers that are gone must not be looked at: first of all they are let go.
    for (const auto gone : {&Experiment::streamsChanged, &Experiment::cleared}) {
        connect(&experiment, gone, this, [this] {
            forget();
            refresh();
        });
    }
    connect(m_ruler->view(), &ByteRulerView::currentByteChanged, this, [this](qint64 offset) {
        m_chosen = offset;
        refresh();
    });
    refresh();
}

void StreamPane::setDirection(std::optional<std::pair<int, int>> ends)
{
    m_direction = ends;
    forget();
    refresh();
}

void StreamPane::setRulerShown(bool shown)
{
    m_ruler->setVisible(shown);
}

void StreamPane::setBenchShown(bool shown)
{
    m_bench->setVisible(shown);
}

const LabStream *StreamPane::chosenStream() const
{
    const StreamBook &book = m_experiment.streams();
    if (!m_direction)
        return book.current();
    const LabStream *found = nullptr; // the newest one that has moved bytes, or else the newest
    for (const auto &stream : book.streams()) {
        const bool fits = (stream->from == m_direction->first || stream->from < 0) &&
                          (stream->to == m_direction->second || stream->to < 0) &&
                          (stream->from >= 0 || stream->to >= 0);
        if (fits && (found == nullptr || !stream->ruler.isEmpty() || found->ruler.isEmpty()))
            found = stream.get();
    }
    return found;
}

QString StreamPane::endTitle(int end, const QString &name) const
{
    return end < 0 ? name : m_experiment.ends()[size_t(end)].title();
}

const ByteRuler::Read *StreamPane::chosenRead(const LabStream &stream) const
{
    const ByteRuler &ruler = stream.ruler;
    if (m_chosen >= 0) {
        if (const ByteRuler::Read *read = ruler.readAt(m_chosen))
            return read;
    }
    for (const ByteRuler::Cut &cut : ruler.cuts({ruler.begin(), ruler.end()}, mostCuts)) {
        if (!cut.character.isEmpty() && cut.offset > 0) {
            if (const ByteRuler::Read *read = ruler.readAt(cut.offset - 1))
                return read;
        }
    }
    return nullptr;
}

void StreamPane::showRead(const LabStream &stream)
{
    BenchInput input = m_experiment.benchInput(&stream);
    qint64 at = stream.lastReadAt;
    const ByteRuler::Read *chosen = chosenRead(stream);
    if (chosen != nullptr && chosen->range.begin != at) {
        at = chosen->range.begin;
        input.bytes = chosen->bytes;
        input.source = tr("read %1").arg(chosen->number);
        input.carried.clear();
        // Of a stream whose begin is gone it is not known.
        if (stream.ruler.begin() == 0 && input.origin) {
            takeCarried(stream, *chosen, *input.origin);
            input.carried = m_carried.bytes;
        }
    }
    m_link->setBenchAt(at);
    m_bench->setInput(input);
}

void StreamPane::takeCarried(const LabStream &stream, const ByteRuler::Read &chosen, Encoding origin)
{
    const auto number = quint64(chosen.number);
    if (m_carried.stream == stream.number && m_carried.read == number && m_carried.origin == origin)
        return;
    m_carried = {stream.number, number, origin, {}};
    for (const ByteRuler::Read &read : stream.ruler.reads()) {
        if (read.number == chosen.number)
            break;
        m_carried.bytes = carriedAfter(origin, m_carried.bytes, read.bytes);
    }
}

void StreamPane::forget()
{
    m_ruler->setRuler(nullptr);
    m_shown = 0;
    m_chosen = -1;
    m_carried = {};
}

void StreamPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void StreamPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        refresh(); // which read it is, is said in words
}

void StreamPane::refresh()
{
    const LabStream *stream = chosenStream();
    if (stream == nullptr) {
        if (m_shown != 0)
            forget();
        m_link->setBenchAt(-1);
        m_bench->setInput({});
        return;
    }
    if (m_shown != stream->number) {
        m_shown = stream->number;
        m_chosen = -1;
        m_ruler->setEnds(endTitle(stream->from, stream->fromName), endTitle(stream->to, stream->toName));
        m_ruler->setRuler(&stream->ruler);
    } else {
        m_ruler->rulerChanged();
    }
    showRead(*stream);
}

} // namespace miniqq::lab
