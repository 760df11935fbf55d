// SPDX-License-Identifier: MIT
#pragma once

#include "common/ui/card.h"

namespace miniqq::tap {
class TrafficLog;
class TrafficModel;
} // namespace miniqq::tap

namespace miniqq::ui {

class SequenceDiagram;
class Tag;

/// The small live diagram of the messenger's Network view: me and the server. It asks the log only while
/// visible. The log must outlive it.
class ExchangeDiagramCard : public Card
{
    Q_OBJECT
public:
    explicit ExchangeDiagramCard(const tap::TrafficLog &log, QWidget *parent = nullptr);

    tap::TrafficModel &model() { return *m_model; }
    SequenceDiagram *diagram() const { return m_diagram; }
    void setPaused(bool paused);

Q_SIGNALS:
    /// A frame was double-clicked or chosen with Enter: show it in full. `number` is its number in the log.
    void frameActivated(quint64 number);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    tap::TrafficModel *m_model;
    SequenceDiagram *m_diagram;
    Tag *m_live;
};

} // namespace miniqq::ui
