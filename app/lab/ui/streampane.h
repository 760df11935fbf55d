// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/models/experiment.h"

#include <QWidget>

#include <optional>

namespace miniqq::lab {

class ByteRulerCard;
class EncodingBenchCard;
class HoverLink;

/// Byte ruler and encoding bench of one stream of an experiment: of the one something last happened on, or of
/// a chosen direction. On the bench lies the read whose byte was chosen in the ruler, else the first one that
/// cut a character in two, else the last. A byte under the pointer in one of them is marked in the other. The
/// experiment must outlive it.
class StreamPane : public QWidget
{
    Q_OBJECT
public:
    explicit StreamPane(Experiment &experiment, QWidget *parent = nullptr);

    /// Only the direction from this end to that one, by their indices; without them whatever is current.
    void setDirection(std::optional<std::pair<int, int>> ends);
    void setRulerShown(bool shown);
    void setBenchShown(bool shown);

    ByteRulerCard *ruler() const { return m_ruler; }
    EncodingBenchCard *bench() const { return m_bench; }

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    const LabStream *chosenStream() const;
    const ByteRuler::Read *chosenRead(const LabStream &stream) const;
    void showRead(const LabStream &stream);
    void takeCarried(const LabStream &stream, const ByteRuler::Read &read, Encoding origin);
    void refresh();
    void forget();
    QString endTitle(int end, const QString &name) const;

    Experiment &m_experiment;
    ByteRulerCard *m_ruler;
    EncodingBenchCard *m_bench;
    HoverLink *m_link; // a child
    std::optional<std::pair<int, int>> m_direction;
    quint64 m_shown = 0;  // number of the stream, 0 for none
    qint64 m_chosen = -1; // a byte that was chosen in the ruler
    // What an incremental decoder had kept when it came to a read; looked for when another one is shown.
    struct Carried
    {
        quint64 stream = 0;
        quint64 read = 0;
        Encoding origin = Encoding::Utf8;
        QByteArray bytes;
    };
    Carried m_carried;
};

} // namespace miniqq::lab
