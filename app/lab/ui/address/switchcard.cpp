// SPDX-License-Identifier: MIT
#include "app/lab/ui/address/switchcard.h"

#include "app/lab/ui/address/switchview.h"
#include "common/ui/button.h"
#include "common/ui/label.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>

namespace miniqq::lab {

using namespace ui;

SwitchCard::SwitchCard(QWidget *parent)
    : Card({}, parent)
    , m_box(new QComboBox(this))
    , m_from(new QComboBox(this))
    , m_to(new QComboBox(this))
    , m_send(new Button(QStringLiteral("send"), {}, ButtonKind::Primary, this))
    , m_forget(new Button(QStringLiteral("retry"), {}, ButtonKind::Secondary, this))
    , m_view(new SwitchView(this))
    , m_sentence(new Label({}, FontRole::Caption, Strength::Regular, &Theme::text, this))
{
    m_box->addItems({{}, {}});
    for (int station = 0; station < SwitchRun::stations; ++station) {
        m_from->addItem({});
        m_to->addItem({});
    }
    m_to->addItem({}); // everybody
    m_box->setCurrentIndex(int(SwitchRun::Box::Switch));
    m_to->setCurrentIndex(1);
    m_sentence->setWordWrap(true);
    auto *line = new QHBoxLayout;
    line->setSpacing(metric::grid);
    line->addWidget(m_box);
    line->addSpacing(metric::grid);
    line->addWidget(m_from);
    line->addWidget(new Label(QStringLiteral("→"), FontRole::Body, Strength::Regular, &Theme::text2, this));
    line->addWidget(m_to);
    line->addWidget(m_send);
    line->addStretch(1);
    line->addWidget(m_forget);
    bodyLayout()->setSpacing(metric::cardGap);
    bodyLayout()->addLayout(line);
    bodyLayout()->addWidget(m_view);
    bodyLayout()->addWidget(m_sentence);
    bodyLayout()->addStretch(1);
    connect(m_box, &QComboBox::activated, this, [this](int box) {
        m_run.setBox(SwitchRun::Box(box));
        rest();
    });
    connect(m_send, &QPushButton::clicked, this, &SwitchCard::send);
    connect(m_forget, &QPushButton::clicked, this, [this] {
        m_run.forget();
        rest();
    });
    connect(m_view, &SwitchView::stationClicked, m_from, &QComboBox::setCurrentIndex);
    retranslate();
    rest();
}

QString SwitchCard::sentence() const
{
    return m_sentence->text();
}

void SwitchCard::send()
{
    m_step = m_run.send(m_from->currentIndex(), m_to->currentIndex());
    showStep();
}

void SwitchCard::rest()
{
    m_step = {};
    showStep();
}

void SwitchCard::showStep()
{
    m_view->setScene(m_run.box(), m_step, m_run.table());
    m_sentence->setText(m_step.sentence.isEmpty() ? tr("Choose who sends to whom, or click a machine to make "
                                                       "it the sender. Try A to B, then B to A, "
                                                       "with either box.")
                                                  : m_step.sentence);
    m_forget->setEnabled(m_run.box() == SwitchRun::Box::Switch);
}

void SwitchCard::retranslate()
{
    setTitle(tr("Hub and switch: who hears a frame?"));
    setBadge(Provenance::Simulated, tr("A model of the box; no frame exists."));
    m_box->setItemText(int(SwitchRun::Box::Hub), tr("Hub"));
    m_box->setItemText(int(SwitchRun::Box::Switch), tr("Switch"));
    m_box->setAccessibleName(tr("Kind of box"));
    m_from->setAccessibleName(tr("Sender"));
    m_to->setAccessibleName(tr("Receiver"));
    for (int station = 0; station <= SwitchRun::everybody; ++station) {
        if (station < SwitchRun::everybody)
            m_from->setItemText(station, SwitchRun::stationName(station));
        m_to->setItemText(station, SwitchRun::stationName(station));
    }
    m_send->setText(tr("Send"));
    m_forget->setText(tr("Off and on"));
    m_forget->setToolTip(tr("A switch that was switched off has forgotten its table."));
    rest();
}

void SwitchCard::changeEvent(QEvent *event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace miniqq::lab
