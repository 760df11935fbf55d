// SPDX-License-Identifier: MIT
#include "app/lab/models/recording.h"

#include "app/lab/core/calltext.h"
#include "common/tap/trafficexport.h"

#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QSaveFile>

namespace miniqq::lab {
namespace {

using namespace Qt::Literals::StringLiterals;
using tap::EventKind;

/// The translation context of what is said about files.
class RecordingWords
{
    Q_DECLARE_TR_FUNCTIONS(miniqq::lab::RecordingWords)
};

QString arrow(tap::Direction direction)
{
    return direction == tap::Direction::In ? u"← "_s : u"→ "_s;
}

QString whatText(const tap::RecordedLine &line)
{
    const tap::TrafficEvent &event = line.event;
    if (line.missed > 0)
        return RecordingWords::tr("%1 events were lost before they could be written").arg(line.missed);
    switch (event.kind) {
    case EventKind::Opened:
        return RecordingWords::tr("opened %1 – %2").arg(line.local, line.peer);
    case EventKind::Secured:
        return RecordingWords::tr("secured");
    case EventKind::Closed:
        return RecordingWords::tr("closed");
    case EventKind::BytesRead:
        return arrow(event.direction) + RecordingWords::tr("bytes read");
    case EventKind::BytesWritten:
        return arrow(event.direction) + RecordingWords::tr("bytes written");
    case EventKind::Frame:
        return arrow(event.direction) +
               (event.type.isEmpty() ? RecordingWords::tr("frame") : QString::fromUtf8(event.type));
    case EventKind::Call:
        return callText(event).title;
    }
    Q_UNREACHABLE();
}

QString resultText(const tap::RecordedLine &line)
{
    if (line.missed > 0)
        return {};
    if (line.event.kind == EventKind::Call)
        return callText(line.event).result;
    return line.event.text;
}

int alignment(int column)
{
    const bool words = column == RecordingModel::WhatColumn || column == RecordingModel::ResultColumn;
    return int((words ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
}

/// A line without its end; false where it is longer than any line may be.
bool nextLine(QFile &file, QByteArray &line)
{
    constexpr qint64 step = 4096; // room for the longest is not taken for each of them
    line.clear();
    bool ended = false;
    while (!ended && !file.atEnd() && file.pos() <= Recording::mostBytes) {
        const QByteArray part = file.readLine(step);
        ended = part.isEmpty() || part.endsWith('\n');
        if (line.size() <= tap::longestRecordedLine)
            line += part;
    }
    const bool fits = line.size() <= tap::longestRecordedLine;
    line = line.trimmed();
    return fits;
}

} // namespace

Result<Recording> readRecording(const QString &name)
{
    QFile file(name);
    if (const QFileInfo info(name); info.exists() && !info.isFile()) // a pipe would be waited for
        return Error{RecordingWords::tr("%1 is no file: choose a recording.").arg(name)};
    if (!file.open(QIODevice::ReadOnly))
        return Error{RecordingWords::tr("%1 cannot be read: %2.").arg(name, file.errorString())};
    Recording recording;
    recording.file = name;
    QByteArray line;
    for (qsizetype number = 1; !file.atEnd(); ++number) {
        if (recording.lines.size() >= Recording::mostLines || file.pos() > Recording::mostBytes) {
            recording.cut = true;
            break;
        }
        const bool whole = nextLine(file, line);
        if (whole && line.isEmpty())
            continue;
        Result<tap::RecordedLine> read = tap::fromJsonLine(line);
        if (read) {
            recording.missed += read->missed;
            recording.spoken.push_back(whatText(*read) % u' ' % resultText(*read) % u' ' %
                                       QString::number(read->event.connection.value()));
            recording.lines.push_back(std::move(*read));
        } else if (++recording.strange == 1) {
            recording.firstFault = RecordingWords::tr("Line %1: %2").arg(number).arg(read.error().text);
        }
    }
    if (recording.lines.empty())
        return Error{recording.strange == 0
                         ? RecordingWords::tr("%1 is empty: nothing was recorded.").arg(name)
                         : RecordingWords::tr(
                               "%1 is no recording. %2 Open a file that miniqq-lab --events or this page "
                               "has written.")
                               .arg(name, recording.firstFault)};
    return recording;
}

Result<Done> writeRecording(const QString &name, const std::vector<tap::TrafficEvent> &events,
                            const std::vector<tap::ConnectionFacts> &facts)
{
    QHash<qint64, const tap::ConnectionFacts *> known;
    for (const tap::ConnectionFacts &fact : facts)
        known.insert(fact.id.value(), &fact);
    QSaveFile file(name);
    if (!file.open(QIODevice::WriteOnly))
        return Error{RecordingWords::tr("%1 cannot be written: %2.").arg(name, file.errorString())};
    for (const tap::TrafficEvent &event : events) {
        const tap::ConnectionFacts *fact = known.value(event.connection.value());
        file.write(tap::toJsonLine(event, fact ? std::optional(*fact) : std::nullopt));
    }
    if (!file.commit())
        return Error{RecordingWords::tr("%1 cannot be written: %2.").arg(name, file.errorString())};
    return Done{};
}

void RecordingModel::setRecording(Recording recording)
{
    beginResetModel();
    m_recording = std::move(recording);
    m_firstNs = 0;
    for (const tap::RecordedLine &line : m_recording.lines) {
        if (line.missed == 0) {
            m_firstNs = line.event.monotonicNs;
            break;
        }
    }
    choose();
    endResetModel();
}

void RecordingModel::setFilter(const QString &text)
{
    // A reset, for tens of thousands of rows come and go at once, and in pieces they would take seconds.
    beginResetModel();
    m_filter = text;
    choose();
    endResetModel();
}

void RecordingModel::choose()
{
    m_rows.clear();
    for (size_t at = 0; at < m_recording.lines.size(); ++at) {
        if (m_recording.spoken[at].contains(m_filter, Qt::CaseInsensitive))
            m_rows.push_back(at);
    }
}

void RecordingModel::retranslate()
{
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

int RecordingModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int RecordingModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString RecordingModel::display(const tap::RecordedLine &line, int column) const
{
    const tap::TrafficEvent &event = line.event;
    switch (column) {
    case TimeColumn:
        return line.missed > 0 ? QString()
                               : QString::number(double(event.monotonicNs - m_firstNs) / 1e9, 'f', 6);
    case SocketColumn:
        return line.missed > 0 ? QString() : QString::number(event.connection.value());
    case WhatColumn:
        return whatText(line);
    case ResultColumn:
        return resultText(line);
    case BytesColumn:
        return event.length > 0 ? QString::number(event.length) : QString();
    default:
        return {};
    }
}

QVariant RecordingModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const tap::RecordedLine &line = lineAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return display(line, index.column());
    case Qt::TextAlignmentRole:
        return alignment(index.column());
    case FailedRole:
        return line.missed > 0 || line.event.error != 0;
    default:
        return {};
    }
}

QVariant RecordingModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignment(section);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn:
        return tr("Time (s)");
    case SocketColumn:
        return tr("Socket");
    case WhatColumn:
        return tr("What happened");
    case ResultColumn:
        return tr("Result");
    case BytesColumn:
        return tr("Bytes");
    default:
        return {};
    }
}

} // namespace miniqq::lab
