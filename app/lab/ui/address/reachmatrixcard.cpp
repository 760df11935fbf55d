// SPDX-License-Identifier: MIT
#include "app/lab/ui/address/reachmatrixcard.h"

#include "app/lab/ui/address/machine.h"
#include "app/lab/ui/address/reachmatrixview.h"
#include "common/ui/button.h"
#include "common/ui/label.h"

#include <QHBoxLayout>
#include <QHideEvent>

namespace miniqq::lab {

using namespace ui;

ReachMatrixCard::ReachMatrixCard(MachineReader &machine, const Clock &clock, QWidget *parent)
    : Card({}, parent)
    , m_machine(machine)
    , m_trial(clock)
    , m_view(new ReachMatrixView(this))
    , m_try(new Button(QStringLiteral("play"), {}, ButtonKind::Secondary, this))
    , m_sentence(new Label({}, FontRole::Caption, Strength::Regular, &Theme::text2, this))
{
    m_try->setButtonSize(ButtonSize::Small);
    titleLayout()->addWidget(m_try);
    m_sentence->setWordWrap(true);
    bodyLayout()->setSpacing(metric::grid);
    bodyLayout()->addWidget(m_view);
    bodyLayout()->addWidget(m_sentence);
    bodyLayout()->addStretch(1);
    // A page that is just being painted would be measured, too.
    m_calm.setSingleShot(true);
    m_calm.setInterval(std::chrono::milliseconds(300));
    connect(&m_calm, &QTimer::timeout, this, &ReachMatrixCard::begin);
    connect(m_try, &QPushButton::clicked, this, &ReachMatrixCard::tryAll);
    connect(m_view, &ReachMatrixView::currentChanged, this, &ReachMatrixCard::showSentence);
    connect(&m_machine, &MachineReader::machineChanged, this, &ReachMatrixCard::compute);
    // Shown at the end only: painting in between would be measured, too.
    connect(&m_trial, &ReachTrial::ended, this, [this] {
        m_try->setBusy(false);
        m_view->setMatrix(m_trial.matrix());
        Q_EMIT tried();
    });
    retranslate();
}

void ReachMatrixCard::compute()
{
    m_hasMachine = true;
    const QList<Interface> &list = m_machine.machine().interfaces;
    const bool hasIpv6 = ownerOf(QHostAddress(QHostAddress::LocalHostIPv6), list) != nullptr;
    const ReachMatrix matrix = computeReachability(lanAddress(list), hasIpv6);
    if (m_triedOnce && matrix.lan == m_view->matrix().lan)
        return; // the same machine as before: what was tried stays
    m_trial.stop();
    m_view->setMatrix(matrix);
    m_triedOnce = isVisible(); // else it is tried when somebody looks
    if (!m_triedOnce)
        return;
    m_try->setBusy(true);
    m_calm.start();
}

void ReachMatrixCard::begin()
{
    m_try->setBusy(m_trial.run(m_view->matrix()).ok());
}

void ReachMatrixCard::tryAll()
{
    m_triedOnce = false;
    compute();
}

void ReachMatrixCard::showEvent(QShowEvent *event)
{
    Card::showEvent(event);
    if (!event->spontaneous() && m_hasMachine)
        compute();
}

void ReachMatrixCard::hideEvent(QHideEvent *event)
{
    Card::hideEvent(event);
    if (event->spontaneous() || !m_try->isBusy()) // spontaneous: minimised, or on another desktop
        return;
    // Nothing stays open behind the user's back.
    m_calm.stop();
    m_trial.stop();
    m_try->setBusy(false);
    m_triedOnce = false;
}

void ReachMatrixCard::showSentence()
{
    const QString sentence = m_view->currentSentence();
    m_sentence->setText(sentence.isEmpty() ? tr("Choose a cell to read why it is so.") : sentence);
}

void ReachMatrixCard::retranslate()
{
    setTitle(tr("Who can reach a server bound to …"));
    m_try->setText(tr("Try all again"));
    m_try->setToolTip(
        tr("Opens a listening socket for each bind choice, dials it from this machine, and closes all."));
    showSentence();
}

void ReachMatrixCard::changeEvent(QEvent *event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace miniqq::lab
