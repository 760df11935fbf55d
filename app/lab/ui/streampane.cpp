// SPDX-License-Identifier: MIT
#include "app/lab/ui/streampane.h"

#include "app/lab/ui/byterulercard.h"
#include "app/lab/ui/encodingbenchcard.h"

#include <QVBoxLayout>

#include <algorithm>

namespace miniqq::lab {

using namespace ui;

StreamPane::StreamPane(Experiment &experiment, QWidget *parent)
    : QWidget(parent)
    , m_experiment(experiment)
    , m_ruler(new ByteRulerCard(this))
    , m_bench(new EncodingBenchCard(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metric::cardGap);
    column->addWidget(m_ruler);
    column->addWidget(m_bench);
    connect(&experiment, &Experiment::changed, this, &StreamPane::refresh);
    // Rulers that are gone must not be looked at: first of all they are let go.
    connect(&experiment, &Experiment::streamsChanged, this, [this] {
        forget();
        refresh();
    });
    connect(&experiment, &Experiment::cleared, this, [this] {
        forget();
        refresh();
    });
    connect(m_ruler->view(), &ByteRulerView::byteHovered, this, [this](qint64 offset) {
        const qint64 at = offset - m_benchAt;
        const bool there = offset >= 0 && at >= 0 && at < m_benchSize;
        m_bench->view()->setMarked(there ? ByteRange{at, at + 1} : ByteRange{});
    });
    connect(m_bench->view(), &EncodingBenchView::bytesHovered, this, [this](const ByteRange &range) {
        const bool there = range.length() > 0 && m_shown != 0;
        m_ruler->view()->setMarked(there ? ByteRange{range.begin + m_benchAt, range.end + m_benchAt}
                                         : ByteRange{});
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

const LabStream *StreamPane::chosen() const
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

void StreamPane::forget()
{
    m_ruler->setRuler(nullptr);
    m_shown = 0;
}

void StreamPane::refresh()
{
    const LabStream *stream = chosen();
    if (stream == nullptr) {
        if (m_shown != 0)
            forget();
        m_bench->setInput({});
        m_benchSize = 0;
        return;
    }
    if (m_shown != stream->number) {
        m_shown = stream->number;
        m_ruler->setEnds(endTitle(stream->from, stream->fromName), endTitle(stream->to, stream->toName));
        m_ruler->setRuler(&stream->ruler);
    } else {
        m_ruler->rulerChanged();
    }
    const BenchInput input = m_experiment.benchInput(stream);
    m_benchAt = stream->lastReadAt;
    m_benchSize = input.bytes.size();
    m_bench->setInput(input);
}

} // namespace miniqq::lab
