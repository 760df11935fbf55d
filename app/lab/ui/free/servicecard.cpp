// SPDX-License-Identifier: MIT
#include "app/lab/ui/free/servicecard.h"

#include "app/lab/ui/free/servicewords.h"
#include "app/lab/ui/transcriptview.h"
#include "common/ui/button.h"
#include "common/ui/iconbutton.h"
#include "common/ui/inputfield.h"
#include "common/ui/label.h"
#include "common/ui/marks.h"

#include <QEvent>
#include <QHBoxLayout>

namespace miniqq::lab {

using namespace ui;
using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int transcriptHeight = 116;
}

ServiceCard::ServiceCard(RunningService &service, QWidget *parent)
    : Card({}, parent)
    , m_service(&service)
    , m_state(new Tag({}, Tone::Neutral, this))
    , m_where(new ElidedLabel({}, FontRole::Code, Strength::Regular, &Theme::text, this))
    , m_stop(new IconButton(u"stop"_s, {}, this))
    , m_remove(new IconButton(u"close"_s, {}, this))
    , m_transcript(new TranscriptView(this))
    , m_turn(new Label({}, FontRole::Caption, Strength::Regular, &Theme::text2, this))
    , m_reply(new InputField({}, {}, this))
    , m_send(new Button(u"send"_s, {}, ButtonKind::Primary, this))
{
    setTitle(QLatin1String(service.kind().name));
    for (IconButton *button : {m_stop, m_remove})
        button->setExtent(28, 18);
    titleLayout()->addWidget(m_state);
    titleLayout()->addStretch(1);
    titleLayout()->addWidget(m_stop);
    titleLayout()->addWidget(m_remove);
    m_transcript->setFixedHeight(transcriptHeight);
    m_transcript->setTranscript(&service.transcript());
    m_turn->setWordWrap(true);
    m_reply->setFieldHeight(metric::inputHeight);
    auto *row = new QHBoxLayout;
    row->setSpacing(metric::grid);
    row->addWidget(m_reply, 1, Qt::AlignTop);
    row->addWidget(m_send, 0, Qt::AlignTop);
    m_send->setMinimumHeight(metric::inputHeight);
    bodyLayout()->addWidget(m_where);
    bodyLayout()->addWidget(m_transcript);
    bodyLayout()->addWidget(m_turn);
    bodyLayout()->addLayout(row);
    connect(&service, &RunningService::changed, this, &ServiceCard::refresh);
    connect(m_stop, &QAbstractButton::clicked, this, [this] {
        if (m_service)
            m_service->stop();
    });
    connect(m_remove, &QAbstractButton::clicked, this, [this] {
        if (m_service)
            Q_EMIT removeRequested(m_service);
    });
    connect(m_send, &QAbstractButton::clicked, this, &ServiceCard::reply);
    connect(m_reply, &InputField::returnPressed, this, &ServiceCard::reply);
    refresh();
}

void ServiceCard::reply()
{
    if (!m_service || !m_send->isEnabled())
        return;
    if (const auto complaint = m_service->reply(m_reply->text())) {
        m_reply->setError(complaint->text);
        return;
    }
    m_reply->setError({});
    m_reply->setText({});
}

void ServiceCard::refresh()
{
    if (!m_service)
        return;
    const bool serving = m_service->isServing();
    m_state->setText(stateWord(m_service->state()));
    m_state->setTone(serving                                               ? Tone::Ok
                     : m_service->state() == RunningService::State::Failed ? Tone::Err
                                                                           : Tone::Neutral);
    const QString printed = m_service->settings().asPrinted ? tr("as printed") : tr("repaired");
    m_where->setText(m_service->where() + u" · "_s + printed);
    m_stop->setVisible(serving);
    m_stop->setLabel(tr("Stop"));
    m_remove->setLabel(tr("Stop and remove"));
    const bool operated = serving && m_service->kind().hasOperator;
    for (QWidget *widget :
         {static_cast<QWidget *>(m_turn), static_cast<QWidget *>(m_reply), static_cast<QWidget *>(m_send)})
        widget->setVisible(operated);
    const bool asked = m_service->takesReply();
    m_reply->setEnabled(asked);
    m_send->setEnabled(asked);
    m_reply->setPrompt(tr("Your reply"));
    m_send->setText(tr("Reply"));
    if (m_service->kind().datagram)
        m_turn->setText(tr("What you write goes to everybody who is registered."));
    else if (!asked)
        m_turn->setText(tr("It is the client's turn."));
    else if (m_service->waiting() > 1)
        m_turn->setText(tr("%1 waits for your reply, and after it %2 more.")
                            .arg(m_service->replyGoesTo(), QString::number(m_service->waiting() - 1)));
    else
        m_turn->setText(tr("%1 waits for your reply.").arg(m_service->replyGoesTo()));
}

void ServiceCard::changeEvent(QEvent *event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        refresh();
}

} // namespace miniqq::lab
