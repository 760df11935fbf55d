// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/ui/byterulerview.h"
#include "common/ui/card.h"

namespace miniqq::ui {
class ElidedLabel;
} // namespace miniqq::ui

namespace miniqq::lab {

class TrackLegend;

/// One direction of a connection on a card: its title, the colours of the tracks, and the ruler.
class ByteRulerCard : public ui::Card
{
    Q_OBJECT
public:
    explicit ByteRulerCard(QWidget *parent = nullptr);

    /// Who sends and who reads.
    void setEnds(const QString &from, const QString &to);
    void setRuler(const ByteRuler *ruler);
    /// Something was added to the ruler.
    void rulerChanged();
    ByteRulerView *view() const { return m_view; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void tellDropped();

    const ByteRuler *m_ruler = nullptr;
    ByteRulerView *m_view;
    TrackLegend *m_legend;
    ui::ElidedLabel *m_dropped;
    QTimer m_soon;
    QString m_from;
    QString m_to;
};

} // namespace miniqq::lab
