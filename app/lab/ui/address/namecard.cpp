// SPDX-License-Identifier: MIT
#include "app/lab/ui/address/namecard.h"

#include "app/lab/address/kindwords.h"
#include "common/ui/button.h"
#include "common/ui/format.h"
#include "common/ui/inputfield.h"
#include "common/ui/label.h"

#include <QEvent>
#include <QHBoxLayout>

namespace miniqq::lab {

using namespace ui;

namespace {
constexpr qsizetype mostAddresses = 12;
}

NameCard::NameCard(const Clock &clock, NameLookup::Resolver resolver, QWidget *parent)
    : Card({}, parent)
    , m_lookup(clock, NameLookup::defaultPatience, std::move(resolver))
    , m_field(new InputField(QStringLiteral("search"), {}, this))
    , m_ask(new Button({}, ButtonKind::Secondary, this))
    , m_hint(new Label({}, FontRole::Caption, Strength::Regular, &Theme::text2, this))
    , m_rows(new KeyValueRows(this))
{
    m_field->setMono(true);
    m_field->setFieldHeight(metric::inputHeight);
    m_field->edit().setMaxLength(253);
    m_field->setText(QStringLiteral("localhost"));
    m_hint->setWordWrap(true);
    auto *line = new QHBoxLayout;
    line->setSpacing(metric::grid);
    line->addWidget(m_field, 1, Qt::AlignTop);
    line->addWidget(m_ask, 0, Qt::AlignTop);
    bodyLayout()->setSpacing(metric::grid);
    bodyLayout()->addLayout(line);
    bodyLayout()->addWidget(m_hint);
    bodyLayout()->addWidget(m_rows);
    bodyLayout()->addStretch(1);
    connect(m_ask, &QPushButton::clicked, this, &NameCard::ask);
    connect(m_field, &InputField::returnPressed, this, &NameCard::ask);
    connect(m_field, &InputField::textChanged, this, [this] { m_field->setError({}); });
    connect(&m_lookup, &NameLookup::answered, this, &NameCard::showAnswer);
    retranslate();
}

void NameCard::ask()
{
    m_field->setError({});
    m_ask->setBusy(true); // first: the answer may be there at once
    if (const Result<Done> asked = m_lookup.ask(m_field->text().trimmed()); !asked) {
        m_ask->setBusy(false);
        m_field->setError(asked.error().text);
    }
}

void NameCard::showAnswer(const NameAnswer &answer)
{
    m_ask->setBusy(false);
    if (!answer.error.isEmpty())
        m_field->setError(answer.error);
    m_answer = answer;
    showRows(answer);
}

void NameCard::showRows(const NameAnswer &answer)
{
    for (const QString &id : std::as_const(m_shown))
        m_rows->removeRow(id);
    m_shown.clear();
    const QString rule = tr("getaddrinfo() and getnameinfo(): the hosts file first, then the name servers.");
    const auto add = [&](const QString &id, const QString &key, const QString &text, bool code) {
        m_rows->setRow(id, key, {text, Provenance::Observed, rule, {}, &Theme::text2, code});
        m_shown << id;
    };
    if (answer.error.isEmpty() && answer.reverse)
        add(QStringLiteral("name"), tr("Name"), answer.name.isEmpty() ? tr("it has none") : answer.name,
            true);
    for (qsizetype at = 0; at < std::min(answer.addresses.size(), mostAddresses) && !answer.reverse; ++at) {
        const QHostAddress &address = answer.addresses[at];
        add(QStringLiteral("address%1").arg(at), at == 0 ? tr("Addresses") : QString(),
            QStringLiteral("%1   %2").arg(address.toString(), addressKindText(address)), false);
    }
    add(QStringLiteral("elapsed"), tr("Time taken"), formatDuration(answer.elapsedNs), true);
}

void NameCard::retranslate()
{
    setTitle(tr("Names (DNS)"));
    m_field->setPrompt(tr("A name, or an address for the way back"));
    m_ask->setText(tr("Ask"));
    m_hint->setText(
        tr("A name is asked for its addresses, an address for its name. Asked twice, the second answer "
           "often comes from a cache: compare the times."));
    if (m_answer)
        showRows(*m_answer);
}

void NameCard::changeEvent(QEvent *event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace miniqq::lab
