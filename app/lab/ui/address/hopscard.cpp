// SPDX-License-Identifier: MIT
#include "app/lab/ui/address/hopscard.h"

#include "app/lab/ui/address/hopsview.h"
#include "common/ui/label.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QSpinBox>

namespace miniqq::lab {

using namespace ui;

HopsCard::HopsCard(QWidget *parent)
    : Card({}, parent)
    , m_routersLabel(new Label({}, FontRole::Body, Strength::Regular, &Theme::text2, this))
    , m_ttlLabel(new Label({}, FontRole::Body, Strength::Regular, &Theme::text2, this))
    , m_routers(new QSpinBox(this))
    , m_ttl(new QSpinBox(this))
    , m_view(new HopsView(this))
    , m_sentence(new Label({}, FontRole::Caption, Strength::Regular, &Theme::text, this))
{
    m_routers->setRange(0, HopScene::mostRouters);
    m_routers->setValue(m_view->scene().routers);
    m_ttl->setRange(1, 255);
    m_ttl->setValue(m_view->scene().ttl);
    m_sentence->setWordWrap(true);
    auto *line = new QHBoxLayout;
    line->setSpacing(metric::grid);
    line->addWidget(m_routersLabel);
    line->addWidget(m_routers);
    line->addSpacing(metric::pagePadding);
    line->addWidget(m_ttlLabel);
    line->addWidget(m_ttl);
    line->addStretch(1);
    bodyLayout()->setSpacing(metric::cardGap);
    bodyLayout()->addLayout(line);
    bodyLayout()->addWidget(m_view);
    bodyLayout()->addWidget(m_sentence);
    bodyLayout()->addStretch(1);
    connect(m_routers, &QSpinBox::valueChanged, this, &HopsCard::showScene);
    connect(m_ttl, &QSpinBox::valueChanged, this, &HopsCard::showScene);
    retranslate();
}

QString HopsCard::sentence() const
{
    return m_sentence->text();
}

void HopsCard::showScene()
{
    const HopScene scene{m_routers->value(), m_ttl->value()};
    m_view->setScene(scene);
    m_sentence->setText(scene.sentence());
}

void HopsCard::retranslate()
{
    setTitle(tr("Through routers: what changes on the way?"));
    setBadge(Provenance::Simulated,
             tr("A model of the way; no packet exists. The addresses are those set aside for "
                "documentation."));
    m_routersLabel->setText(tr("Routers"));
    m_ttlLabel->setText(tr("Time to live (TTL)"));
    m_routers->setAccessibleName(m_routersLabel->text());
    m_ttl->setAccessibleName(m_ttlLabel->text());
    showScene();
}

void HopsCard::changeEvent(QEvent *event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace miniqq::lab
