// SPDX-License-Identifier: MIT
#include "common/ui/exchange/exchangediagramcard.h"

#include "common/ui/exchange/sequencediagram.h"
#include "common/ui/exchange/spokentraffic.h"
#include "common/ui/marks.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace miniqq::ui {

namespace {
constexpr int cardRows = 500; // it is a glance at what happens now; the exchange view keeps more
} // namespace

ExchangeDiagramCard::ExchangeDiagramCard(const tap::TrafficLog &log, QWidget *parent)
    : Card({}, parent)
    , m_model(new SpokenTraffic(log, this, cardRows))
    , m_diagram(new SequenceDiagram(log.side()))
    , m_live(new Tag)
{
    m_diagram->setCompact(true);
    m_diagram->setModel(m_model);
    titleLayout()->insertWidget(1, m_live);
    bodyLayout()->addWidget(m_diagram, 1);
    connect(m_diagram, &QAbstractItemView::activated, this, [this](const QModelIndex &index) {
        Q_EMIT frameActivated(index.data(tap::TrafficModel::NumberRole).toULongLong());
    });
    retranslate();
}

void ExchangeDiagramCard::setPaused(bool paused)
{
    m_model->setPaused(paused);
    retranslate();
}

void ExchangeDiagramCard::retranslate()
{
    setTitle(tr("Exchange"));
    setBadge(Provenance::Observed, tr("every arrow is a frame that was read from or written to the socket"));
    m_live->setText(m_model->isPaused() ? tr("paused") : tr("live"));
    m_diagram->setEmptyText(tr("Frames appear here as they cross the wire."));
}

void ExchangeDiagramCard::showEvent(QShowEvent *event)
{
    Card::showEvent(event);
    m_model->setActive(true);
}

void ExchangeDiagramCard::hideEvent(QHideEvent *event)
{
    Card::hideEvent(event);
    m_model->setActive(false);
}

void ExchangeDiagramCard::changeEvent(QEvent *event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace miniqq::ui
