// SPDX-License-Identifier: MIT
#include "app/lab/ui/address/lossycard.h"

#include "app/lab/ui/address/lossyview.h"
#include "common/ui/button.h"
#include "common/ui/label.h"

#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QSpinBox>

namespace miniqq::lab {

using namespace ui;

namespace {

struct Range
{
    int least, most, first;
};
constexpr Range ranges[LossyCard::settings] = {{0, 100, 20},
                                               {0, 100, 10},
                                               {0, 100, 0},
                                               {0, 100, 30},
                                               {0, 500, 20},
                                               {0, 500, 60},
                                               {1, LossyRun::mostDatagrams, 10},
                                               {0, 200, 20}};

} // namespace

LossyCard::LossyCard(QWidget *parent)
    : Card({}, parent)
    , m_again(new Button(QStringLiteral("retry"), {}, ButtonKind::Secondary, this))
    , m_view(new LossyView(this))
    , m_summary(new Label({}, FontRole::Body, Strength::Strong, &Theme::text, this))
    , m_meaning(new Label({}, FontRole::Caption, Strength::Regular, &Theme::text, this))
    , m_legend(new Label({}, FontRole::Micro, Strength::Regular, &Theme::text3, this))
{
    m_again->setButtonSize(ButtonSize::Small);
    titleLayout()->addWidget(m_again);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(metric::grid);
    grid->setVerticalSpacing(metric::grid);
    for (int at = 0; at < settings; ++at) {
        m_labels[size_t(at)] = new Label({}, FontRole::Caption, Strength::Regular, &Theme::text2, this);
        auto *box = new QSpinBox(this);
        m_boxes[size_t(at)] = box;
        box->setRange(ranges[at].least, ranges[at].most);
        box->setValue(ranges[at].first);
        connect(box, &QSpinBox::valueChanged, this, &LossyCard::send);
        grid->addWidget(m_labels[size_t(at)], at / 4 * 2, at % 4);
        grid->addWidget(box, at / 4 * 2 + 1, at % 4);
        grid->setColumnStretch(at % 4, 1);
    }
    for (Label *label : {m_meaning, m_legend, m_summary})
        label->setWordWrap(true);
    bodyLayout()->setSpacing(metric::cardGap);
    bodyLayout()->addLayout(grid);
    bodyLayout()->addWidget(m_view);
    bodyLayout()->addWidget(m_legend);
    bodyLayout()->addWidget(m_summary);
    bodyLayout()->addWidget(m_meaning);
    bodyLayout()->addStretch(1);
    connect(m_again, &QPushButton::clicked, this, [this] {
        ++m_seed;
        send();
    });
    retranslate();
}

QString LossyCard::summary() const
{
    return m_summary->text();
}

void LossyCard::send()
{
    const auto chance = [this](Setting which) { return m_boxes[which]->value() / 100.0; };
    const LinkFaults faults{chance(Loss),     chance(Duplicate),       chance(Corrupt),
                            chance(Overtake), m_boxes[Delay]->value(), m_boxes[Jitter]->value()};
    const Result<LossyRun> run =
        runLossyLink(faults, m_seed, m_boxes[Datagrams]->value(), m_boxes[Gap]->value());
    if (!run) {
        m_summary->setText(run.error().text); // the boxes' ranges do not let it come to this
        return;
    }
    m_view->setRun(*run);
    m_summary->setText(run->summary());
    m_meaning->setText(run->meaning());
}

void LossyCard::retranslate()
{
    setTitle(tr("A link that loses, doubles and overtakes"));
    setBadge(Provenance::Simulated,
             tr("A model of a link with chances and a seed; no datagram exists. The same settings "
                "give the same again."));
    m_again->setText(tr("Other luck"));
    const QString words[] = {tr("Lost"),      tr("Doubled"),         tr("Damaged"),
                             tr("Held back"), tr("Delay"),           tr("Held back by up to"),
                             tr("Datagrams"), tr("Gap between them")};
    for (int at = 0; at < settings; ++at) {
        m_labels[size_t(at)]->setText(words[at]);
        m_boxes[size_t(at)]->setAccessibleName(words[at]);
        m_boxes[size_t(at)]->setSuffix(at < Delay        ? QStringLiteral(" %")
                                       : at == Datagrams ? QString()
                                                         : tr(" ms"));
    }
    m_legend->setText(tr("✕ lost · dashed and ' came twice · ! damaged · amber: overtaken by a later one"));
    send();
}

void LossyCard::changeEvent(QEvent *event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace miniqq::lab
